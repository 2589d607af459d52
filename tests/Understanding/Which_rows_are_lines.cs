using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Which_rows_are_lines
{
    [Fact]
    public void Sums_and_notes_below_the_goods_are_no_lines_and_fill_the_totals()
    {
        var read = Understood.Table("""
            PO Number: PO-77|
            Item Code|Description|Quantity|Unit Price|Amount
            A-1|Shaft|2|10.00|20.00
            A-2|Gear|3|5.00|15.00
            Subtotal||||35.00
            Freight||||5.00
            Total||||40.00
            Remarks: deliver to gate 3|
            """);
        read.Order.Lines.Count.ShouldBe(2);
        (read.Order.Totals!.Goods, read.Order.Totals.Freight, read.Order.Totals.Payable).ShouldBe((35m, 5m, 40m));
        read.Codes.ShouldNotContain("total-mismatch");
    }

    [Fact]
    public void A_total_that_does_not_add_up_holds_the_order()
    {
        var read = Understood.Table("""
            PO Number: PO-77|
            Item Code|Description|Quantity|Unit Price|Amount
            A-1|Shaft|2|10.00|20.00
            A-2|Gear|3|5.00|15.00
            Total||||99.00
            """);
        read.Codes.ShouldContain("total-mismatch");
    }

    [Fact]
    public void Unused_slots_with_numbers_and_zero_amounts_are_no_lines()
    {
        var read = Understood.Table("""
            PO Number: PO-77|
            Item|Description|Quantity|Unit Price|Amount
            1|Shaft|2|10.00|20.00
            2||||0
            3||||0
            """);
        read.Order.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public void Lines_of_the_same_item_with_other_notes_stay_apart()
    {
        var read = Understood.Table("""
            采购单号|物料编码|物料名称|数量|备注
            P1|X-9|侧框|1|L=2705
            P1|X-9|侧框|1|L=2205
            """);
        read.Order.Lines.Select(l => l.Remarks).ShouldBe(["L=2705", "L=2205"]);
    }

    [Fact]
    public void Order_data_given_on_the_first_row_only_holds_for_the_rows_below()
    {
        var read = Understood.Table("""
            Order Number|Order Date|Customer|Item Code|Quantity
            PO-1|2026-03-01|Sample Ltd|A-1|5
            |||A-2|6
            PO-2|2026-03-02|Example Ltd|A-1|7
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("PO-1", 2), ("PO-2", 1)]);
        read.Order.Customer!.Name.ShouldBe("Sample Ltd");
    }

    [Fact]
    public void Rows_of_one_order_that_stand_apart_become_one_order()
    {
        var read = Understood.Table("""
            Order Number|Item Code|Quantity
            PO-1|A-1|5
            PO-2|A-1|7
            PO-1|A-3|9
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("PO-1", 2), ("PO-2", 1)]);
        read.Order.Provenance!.Rows.ShouldBe([2, 4]);
    }

    [Fact]
    public void Tables_under_each_other_with_numbers_of_their_own_are_orders_of_their_own()
    {
        var read = Understood.Table("""
            Order Number|4500047390||
            Sold To|Sample Automotive||
            Item Code|Product Name|Qty|Price Each
            A-1|Shaft|5|2.00
            A-2|Gear|6|3.00
            |||
            Order Number|4500047397||
            Sold To|Specimen Parts||
            Item Code|Product Name|Qty|Price Each
            B-1|Nut|7|4.00
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Customer?.Name, o.Lines.Count)).ShouldBe([("4500047390", "Sample Automotive", 2), ("4500047397", "Specimen Parts", 1)]);
    }

    [Theory]
    [InlineData("6", false)]
    [InlineData("9", true)]
    public void Quantities_are_held_against_the_sum_that_the_sheet_states(string stated, bool asked)
    {
        var read = Understood.Table($"""
            PO Number: 991||
            Item Code|Description|Qty
            AB-1|Shaft|2
            AB-2|Gear|4
            Total||{stated}
            """);
        read.Codes.Contains("quantity-total-mismatch").ShouldBe(asked);
    }

    [Fact]
    public void A_row_without_a_price_that_sums_all_above_is_their_total_whatever_it_says()
    {
        Understood.Table("""
            合同编号：XS-02,买受人：示例液压件厂
            产品名称,材质,计量单位,数量,单价（元）,总金额（元）
            圆钢,42CrMo,吨,12.5,5600,70000
            方钢,45#,吨,8,4300,34400
            以上人民币金额（大写）：壹拾万肆仟肆佰元整,,,20.5,,104400
            """).Order.Lines.Select(l => l.Quantity).ShouldBe([12.5m, 8m]);
    }

    [Theory]
    [InlineData("0.00", false)]
    [InlineData("", true)]
    public void A_row_whose_amount_is_nought_was_not_forgotten(string amount, bool asks) =>
        Understood.Table($"""
            Customer:,Sample Deli,PO #:,CD-118
            Code,Item,Price,Qty Ordered,Total
            B01,Sourdough loaf,4.50,12,54.00
            B02,Rye loaf,4.75,,{amount}
            P01,Croissant,1.80,24,43.20
            P03,Cinnamon roll,2.10,16,33.60
            """).Codes.Contains("quantity-left-empty").ShouldBe(asks);

    [Fact]
    public void Labels_with_their_values_below_the_sums_are_no_line() =>
        Understood.Table("""
            采购订单||||||||
            序号|物料编码|名称|规格|数量|单位|单价|金额
            1|A-1001|轴承|6204|100|个|5.2|520
            2|A-1002|螺栓|M8*30|200|个|0.5|100
            合计||||300|||620
            付款方式:|月结60天||税率:|13%|||
            """).Order.Lines.Select(l => l.ItemCode).ShouldBe(["A-1001", "A-1002"]);

    [Theory]
    [InlineData("A-2|Cable, cut to length:|50|")]
    [InlineData("A-2|Nut|70|pack as follows:")]
    [InlineData("|Gear, see drawing:|70|")]
    public void Goods_whose_text_ends_with_a_colon_are_a_line(string row) =>
        Understood.Table($"""
            PO Number: 991|||
            Item Code|Description|Qty|Remarks
            A-1|Bolt|100|
            {row}
            """).Order.Lines.Count.ShouldBe(2);

    [Fact]
    public void An_amount_in_words_before_the_sums_is_no_goods() =>
        Understood.Table("""
            采购订单,,,,,,,
            序号,物料编码,品名规格,材质/表面处理,单位,数量,含税单价,金额
            1,3.01.0048,内六角螺栓 M8*25,12.9级,只,5000,0.32,1600
            2,3.01.0052,内六角螺栓 M10*40,12.9级,只,2000,0.68,1360
            3,3.02.0007,平垫圈,304,只,6000,0.055,330
            合计（大写）：,叁仟贰佰玖拾元整,,,,13000,,3290
            """).Order.Lines.Count.ShouldBe(3);
}
