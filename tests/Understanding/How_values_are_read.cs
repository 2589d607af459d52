using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class How_values_are_read
{
    [Fact]
    public void The_column_decides_what_a_lone_separator_means()
    {
        var read = Understood.Table("""
            Artikelnummer|Bezeichnung|Menge|Einzelpreis
            A-1|Welle|1.500|2,50
            A-2|Lager|2.000|13,75
            """);
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([1500m, 2000m]);
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([2.50m, 13.75m]);
    }

    [Fact]
    public void One_date_that_proves_the_order_of_day_and_month_proves_it_for_its_column()
    {
        var read = Understood.Table("""
            单据编号|日期|商品名称|数量
            0003841|3/4/2017|减水剂|12
            0003842|3/28/2017|减水剂|33
            """);
        read.Order.OrderDate.ShouldBe(new DateOnly(2017, 3, 4));
        read.Order.OrderNumber.ShouldBe("0003841");
    }

    [Fact]
    public void A_date_that_could_be_either_and_that_nothing_proves_holds_the_order()
    {
        var read = Understood.Table("""
            Order Number|Order Date|Item Code|Quantity
            PO-1|3/4/2025|A-1|12
            """);
        read.Codes.ShouldContain("date-order-assumed");
    }

    [Fact]
    public void Quantity_and_unit_in_one_cell_are_parted()
    {
        var read = Understood.Table("""
            Bestellnummer: B-1|
            Artikelnummer|Bezeichnung|Menge
            A-1|Welle|12 Stk
            A-2|Blech|100 kg
            """);
        read.Order.Lines.Select(l => (l.Quantity, l.UnitText, l.Unit)).ShouldBe([(12m, "Stk", "C62"), (100m, "kg", "KGM")]);
    }

    [Fact]
    public void The_currency_may_stand_in_the_caption()
    {
        var read = Understood.Table("""
            订单编号|物料名称|数量|单价（美元）
            S-1|轴|5|12.5
            """);
        read.Order.Currency.ShouldBe("USD");
    }

    [Fact]
    public void Every_value_names_its_cell()
    {
        var read = Understood.Table("""
            Order Number: PO-5|
            Item Code|Description|Quantity
            A-1|Shaft|2
            """);
        var sources = read.Order.Provenance!.Fields;
        sources["orderNumber"].Source.ShouldBe("table!A1");
        sources["lines[].quantity"].Source.ShouldBe("table!C{row}");
        read.Order.Provenance.Rows.ShouldBe([3]);
        sources.Values.ShouldAllBe(s => s.Confidence > 0 && s.Confidence <= 1);
    }

    [Fact]
    public void A_quantity_that_is_no_number_holds_its_line_and_names_the_cell()
    {
        var read = Understood.Table("""
            Order Number|Item Code|Quantity|Unit Price
            PO-1|A-1|12 or 13|2.00
            PO-1|A-2|5|3.00
            """);
        var finding = read.Read[0].Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Where, finding.Field).ShouldBe(("quantity-unreadable", "table!C2", "lines[0].quantity"));
    }
}
