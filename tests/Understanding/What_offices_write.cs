using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_offices_write
{
    [Fact]
    public void An_item_number_beside_an_article_is_the_code_where_the_article_is_a_name()
    {
        var read = Understood.Table("""
            Order No.|B-7781||
            Customer|Nordic Tools AB||
            Item #|Article|Qty|Price
            NT-1001|Hammer 500g|24|6.2
            NT-1002|Pliers 180mm|36|7.9
            """);
        read.Order.Lines.Select(l => (l.ItemCode, l.ItemName)).ShouldBe([("NT-1001", "Hammer 500g"), ("NT-1002", "Pliers 180mm")]);
    }

    [Fact]
    public void An_item_number_beside_an_article_counts_lines_where_the_article_is_a_code()
    {
        var read = Understood.Table("""
            Order No.|B-7781|||
            Item #|Article|Description|Qty|Price
            1|HL-200|Wall lamp|24|6.2
            2|HL-310|Table lamp|36|7.9
            """);
        read.Order.Lines.Select(l => (l.LineNumber, l.ItemCode, l.ItemName)).ShouldBe([(1, "HL-200", "Wall lamp"), (2, "HL-310", "Table lamp")]);
    }

    [Fact]
    public void Codes_and_names_settle_captions_that_may_mean_either()
    {
        Understood.Table("PO Number|Item|Description|Qty\nU-1|T-1|Drill|5\nU-1|T-2|Saw|3").Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Fact]
    public void A_label_with_its_value_above_a_header_is_no_upper_half_of_it()
    {
        var read = Understood.Table("""
            Pedido nº|P-8831||Cliente|Ferretería Sol S.L.||
            Código|Artículo|Cantidad||Código|Artículo|Cantidad
            F-1|Tornillo|500||F-7|Taco|800
            F-2|Clavo|300||F-8|Arandela|1500
            """);
        read.Orders.Count.ShouldBe(1);
        read.Order.OrderNumber.ShouldBe("P-8831");
        read.Order.Lines.Select(l => (l.ItemCode, l.Quantity)).ShouldBe([("F-1", 500m), ("F-2", 300m), ("F-7", 800m), ("F-8", 1500m)]);
    }

    [Fact]
    public void Accounts_below_the_goods_are_no_lines()
    {
        var read = Understood.Table("""
            合同编号：HT-2026-188|||
            货品名称|单位|数量|单价
            轴承|套|50|12
            需方（盖章）：上海明珠商贸有限公司||供方（盖章）：苏州工业品厂|
            账号：6222020011112222||账号：3200188|
            """);
        read.Order.Lines.Count.ShouldBe(1);
        read.Codes.ShouldNotContain("quantity-unreadable");
    }

    [Fact]
    public void A_table_of_another_kind_below_is_not_read_as_lines()
    {
        var read = Understood.Table("""
            订单号|PK-1||
            货号|品名|数量|单价
            S1|女鞋|100|50
            S2|男鞋|80|60

            包装要求|||
            货号|内盒|外箱|
            S1|白盒|5层|
            S2|黑盒|5层|
            """);
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([100m, 80m]);
    }

    [Fact]
    public void A_subtotal_that_names_its_order_is_no_order()
    {
        var read = Understood.Table("""
            Nº Pedido|Referencia|Descripción|Cantidad|Importe
            P-1|R1|Vaso|12|18
            P-1|R2|Copa|24|48
            Subtotal P-1|||36|66
            P-2|R1|Vaso|6|9
            Subtotal P-2|||6|9
            """);
        read.Orders.Select(o => o.OrderNumber).ShouldBe(["P-1", "P-2"]);
    }

    [Fact]
    public void What_is_open_about_a_table_holds_each_of_its_orders()
    {
        var read = Understood.Table("""
            order|sku|name|qty|price
            1|A|Bolt|2|3.0
            2|B|Nut|5|1.0
            3|Pin|C|7|1.5
            4|7|D|Washer|0.1
            5|3|E|Rivet|0.2
            6|4|F|Clip|0.3
            """);
        read.Read.ShouldAllBe(o => o.Findings.Any(f => f.Severity == Severity.Hold && f.Code == "columns-shift"));
    }

    [Fact]
    public void A_last_row_of_sums_needs_no_word_for_it()
    {
        var read = Understood.Table("Order No|MC-1|||\nModel|Color|Qty|Price|Ext.\nEX-200|Red|3|4500|13500\nEX-300|Blue|1|6200|6200\n||4||19700");
        read.Order.Lines.Count.ShouldBe(2);
        read.Order.Totals!.Payable.ShouldBe(19700m);
    }

    [Theory]
    [InlineData("2026年11月10日", "注文番号：H-1", "品番|品名|数量")]
    [InlineData("Hà Nội, ngày 10 tháng 11 năm 2026", "Số đơn hàng: H-1", "Mã hàng|Tên hàng|Số lượng")]
    public void A_day_written_out_above_the_table_is_the_date_of_the_order(string date, string number, string header)
    {
        Understood.Table($"{date}||\n{number}||\n{header}\nA-1|X|3").Order.OrderDate.ShouldBe(new DateOnly(2026, 11, 10));
    }

    [Fact]
    public void Numbers_of_orders_that_follow_each_other_count_no_lines()
    {
        var read = Understood.Table("Pedido|Cliente|SKU|Produto|Qtd\n5001|Loja A|A-1|Camiseta|10\n||A-2|Calça|5\n5002|Loja B|A-1|Camiseta|20");
        read.Orders.Select(o => o.OrderNumber).ShouldBe(["5001", "5002"]);
    }

    [Fact]
    public void Unused_slots_with_hints_are_no_other_layout()
    {
        var read = Understood.Table("""
            Order No|PO-1|||
            Pos|Item Code|Description|Quantity|Amount
            1|A-1|Shaft|2|20
            2|A-2|Gear|3|15
            3|[choose]|[choose]|[choose]|0
            4|[choose]|[choose]|[choose]|0
            5|[choose]|[choose]|[choose]|0
            """);
        read.Order.Lines.Count.ShouldBe(2);
        read.Codes.ShouldNotContain("columns-shift");
    }

    [Fact]
    public void The_stated_total_confirms_prices_for_a_thousand()
    {
        var read = Understood.Table("""
            订单号|QJ-1||
            料号|品名|数量|单价(元/千个)
            L1|铆钉|5000|80
            L2|垫片|10000|20
            合计金额|||600
            """);
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([0.08m, 0.02m]);
        read.Codes.ShouldNotContain("price-basis-unproven");
    }

    [Fact]
    public void A_quantity_in_kilograms_is_a_quantity()
    {
        Understood.Table("订单号|X1||\n品名|规格|数量(kg)|单价(元/kg)\n虾仁|5kg/箱|800|46").Order.Lines.Single().Quantity.ShouldBe(800m);
    }

    [Fact]
    public void Letters_tied_to_a_number_by_a_hyphen_are_no_currency()
    {
        Understood.Table("Order No|Code|Item|Qty\nP1|NT-1001|Hammer|5\nP1|NT-1002|Saw|6").Order.Lines.Select(l => l.ItemCode).ShouldBe(["NT-1001", "NT-1002"]);
    }
}
