using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Tables_on_their_side
{
    [Fact]
    public void Captions_below_each_other_with_an_item_in_each_column_are_a_table()
    {
        var read = Understood.Table("""
            Purchase Order|PO-8|||
            Customer|Acme Trading Ltd.|||

            Item Code|A-1|A-2|A-3|A-4
            Description|Bolt|Nut|Washer|Pin
            Quantity|10|20|30|40
            Unit Price|1.5|2|0.5|0.25
            """);
        read.Order.OrderNumber.ShouldBe("PO-8");
        read.Order.Customer!.Name.ShouldBe("Acme Trading Ltd.");
        read.Order.Lines.Select(l => (l.ItemCode, l.ItemName, l.Quantity, l.UnitPrice))
            .ShouldBe([("A-1", "Bolt", 10m, 1.5m), ("A-2", "Nut", 20m, 2m), ("A-3", "Washer", 30m, 0.5m), ("A-4", "Pin", 40m, 0.25m)]);
        read.Order.Provenance!.Fields["lines[].quantity"].Source.ShouldBe("table!R6C{row}");
        read.Order.Provenance.Rows.ShouldBe([2, 3, 4, 5]);
    }

    [Fact]
    public void Each_column_may_be_an_order()
    {
        var read = Understood.Table("""
            采购单号|T-1|T-2
            物料编码|M1|M2
            物料名称|螺丝|螺母
            数量|100|200
            交货日期|2026-12-01|2026-12-02
            """);
        read.Orders.Select(o => o.OrderNumber).ShouldBe(["T-1", "T-2"]);
        read.Orders[1].Lines.Single().Quantity.ShouldBe(200m);
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_named_by_its_place_in_the_file()
    {
        var read = Understood.Table("""
            采购单号|T-1|T-2
            物料编码|M1|M2
            物料名称|螺丝|螺母
            数量|100|200
            交货日期|2026-12-01|2026-13-02
            """);
        read.Read.SelectMany(o => o.Findings).Single(f => f.Code == "date-unreadable").Where.ShouldBe("table!C5");
    }

    [Fact]
    public void A_form_with_labels_in_several_columns_is_none()
    {
        var read = Understood.Table("""
            物料编码|M1|规格|M8
            物料名称|螺丝|单位|个
            数量|100|单价|2
            """);
        read.Orders.ShouldBeEmpty();
    }
}
