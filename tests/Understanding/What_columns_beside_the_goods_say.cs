using IntegrationHub.Core.Orders;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_columns_beside_the_goods_say
{
    [Theory]
    [InlineData("Plant", "PL01")]
    [InlineData("Werk", "0001")]
    [InlineData("配送先コード", "0000000007")]
    public void A_short_code_is_no_address(string caption, string value)
    {
        var order = Understood.Table($"PO Number,Item Code,Item Name,Quantity,{caption}\n4711,A-1,Shaft,3,{value}\n4711,A-2,Nut,5,{value}").Order;
        order.ShipTo?.Street.ShouldBeNull();
        order.Lines[0].Attributes[caption].ShouldBe(value);
    }

    [Fact]
    public void A_place_named_by_a_word_is_an_address()
    {
        Understood.Table("PO Number,Item Code,Quantity,Delivery Address\n4711,A-1,3,Leeds\n4711,A-2,5,Leeds").Order.ShipTo?.Street.ShouldBe("Leeds");
    }

    [Fact]
    public void A_number_of_one_digit_is_no_postcode_and_no_province()
    {
        var order = Understood.Table("N Orden de Compra;Codigo Producto;Cantidad;Estado;Codigo Postal\nOC-1;A-1;3;1;2\nOC-1;A-2;5;1;2").Order;
        order.ShipTo.ShouldBeNull();
    }

    [Fact]
    public void A_reason_is_no_code_of_the_customer()
    {
        Understood.Table("PO Number,Part ID,Quantity,Reason_Code\n4711,A-1,3,Below_Reorder_Point\n4711,A-2,5,Below_Reorder_Point").Order.Customer?.Code.ShouldBeNull();
    }

    [Fact]
    public void A_maker_that_changes_within_one_order_is_not_its_supplier()
    {
        Understood.Table("""
            Order Number,Order Date,Item Code,Item Name,Quantity,Price,Vendor
            4711,2026-03-02,A-1,Frame,2,10,Acme
            4711,2026-03-02,A-2,Lens,1,5,Zenith
            4712,2026-03-03,A-2,Lens,3,5,Zenith
            """).Orders.ShouldAllBe(o => o.Supplier == null);
    }

    [Fact]
    public void The_address_to_bill_is_never_mixed_into_the_address_of_delivery()
    {
        var to = Understood.Table("""
            Order Number,Order Date,Item Code,Quantity,Billing Street,Billing City,Billing Zip,Shipping Street,Shipping City,Shipping Zip
            4711,2026-03-02,A-1,2,Old Lane 1,Leeds,'11217,New Lane 2,York,'10003
            4712,2026-03-03,A-2,1,Old Lane 3,Hull,'11218,New Lane 4,Bath,'10004
            """).Order.ShipTo;
        to.ShouldBe(new ShipTo { Street = "New Lane 2", City = "York", Postcode = "10003" });
    }

    [Fact]
    public void Sums_of_tax_in_whole_units_are_no_rates()
    {
        Understood.Table("발주번호,품목코드,수량,단가,공급가액,부가세\nB-1,A-1,300,1850,555000,55500\nB-1,A-2,300,1620,486000,48600").Order.Lines.ShouldAllBe(l => l.TaxRate == null);
    }

    [Theory]
    [InlineData("[FURN_88] Office Lamp", "[E-COM11] Cabinet", "FURN_88", "Office Lamp")]
    [InlineData("[FURN_88] Office Lamp", "Cabinet", null, "[FURN_88] Office Lamp")]
    public void A_code_in_brackets_is_split_from_the_name_where_the_whole_column_has_one(string first, string second, string? code, string name)
    {
        var line = Understood.Table($"Order Number,Product,Quantity,Unit Price\nP-41,{first},12,35\nP-41,{second},8,180").Order.Lines[0];
        (line.ItemCode, line.ItemName).ShouldBe((code, name));
    }

    [Theory]
    [InlineData("1051       Sample Drives GmbH", "1088       Example SE", "1051", "Sample Drives GmbH")]
    [InlineData("1051 Sample Drives GmbH", "1088 Example SE", "1051", "Sample Drives GmbH")]
    [InlineData("1051 Sample Drives GmbH", "Example SE", null, "1051 Sample Drives GmbH")]
    public void A_number_before_every_suppliers_name_is_its_code(string first, string second, string? code, string name)
    {
        var supplier = Understood.Table($"Einkaufsbeleg;Belegdatum;Lieferant;Material;Kurztext;Bestellmenge\n4500001;10.07.2026;{first};A-1;Welle;2\n4500002;12.07.2026;{second};A-2;Mutter;5").Order.Supplier;
        (supplier?.Code, supplier?.Name).ShouldBe((code, name));
    }

    [Fact]
    public void Names_under_an_unknown_caption_are_asked_about_where_nobody_is_named()
    {
        var read = Understood.Table("""
            Order Number,Order Date,Zorblax,Item Code,Item Name,Quantity,Price
            4711,2026-03-02,Maria Sample,A-1,Shaft,2,10
            4711,2026-03-02,Maria Sample,A-2,Nut,1,5
            4712,2026-03-03,John Example,A-2,Nut,3,5
            """);
        read.Read.ShouldAllBe(o => o.Findings.Any(f => f.Code == "column-unknown" && f.Field == "customer.name"));
    }

    [Fact]
    public void A_first_name_where_nobody_else_is_named_is_who_ordered()
    {
        Understood.Table("""
            Номер заказа;Дата;Имя;Телефон;Артикул;Наименование;Количество;Цена
            c-1;2026-03-04;Игорь;79990000067;117202;Ремень;2;450
            c-2;2026-03-05;Марина;79990000402;600154;Термостат;1;1340
            """).Orders.Select(o => o.Customer?.Name).ShouldBe(["Игорь", "Марина"]);
    }

    [Fact]
    public void Technical_names_of_purchasing_tables_are_known()
    {
        var read = Understood.Table("""
            MANDT,EBELN,EBELP,AEDAT,TXZ01,MATNR,WERKS,MENGE,MEINS,NETPR,PEINH,NETWR,BANFN
            100,4500000003,10,2026-01-02,Flange,M-15,P002,410.0,EA,156.70,1,64247.00,1000000004.0
            100,4500000003,20,2026-01-02,Gasket,M-04,P002,139.0,EA,342.64,1,47626.96,1000000005.0
            """);
        var order = read.Orders.ShouldHaveSingleItem();
        order.OrderNumber.ShouldBe("4500000003");
        order.Lines.Select(l => (l.ItemCode, l.ItemName, l.Quantity, l.UnitText, l.UnitPrice, l.Amount, l.DeliveryDate))
            .ShouldBe([("M-15", "Flange", 410m, "EA", 156.70m, 64247m, null), ("M-04", "Gasket", 139m, "EA", 342.64m, 47626.96m, null)]);
    }

    [Theory]
    [InlineData("10+5", "14.5", "85.50")]
    [InlineData("95%", "5", "95.00")]
    [InlineData("8.5折", "15", "85.00")]
    [InlineData("10", "10", "90.00")]
    public void A_discount_is_kept_in_percent_however_it_is_written(string written, string percent, string amount)
    {
        var line = Sheet.Of("Code|Description|Quantity|Unit price|Discount|Amount", $"A-1|Shaft|100|1.00|{written}|{amount}", "A-2|Gear|10|2.00||20.00").Order.Lines[0];
        line.Attributes[OrderLine.DiscountPercent].ShouldBe(percent);
    }

    [Theory]
    [InlineData("合同签订后15日内")]
    [InlineData("3-4 weeks ARO")]
    [InlineData("10 Werktage")]
    public void A_term_where_a_day_is_asked_for_is_kept_and_is_no_unreadable_day(string term)
    {
        var read = Sheet.Of("产品名称|型号|数量|单价|金额|交货日期", $"轴承|6308|50|38|1900|{term}", $"轴承|6310|20|65|1300|{term}");
        (read.Order.Lines[0].DeliveryDate, read.Order.Lines[0].Attributes[OrderLine.DeliveryTerm]).ShouldBe((null, term));
        read.Codes.ShouldContain("delivery-term");
        read.Codes.ShouldNotContain("date-unreadable");
        read.Codes.ShouldNotContain("confidence-low");
    }

    [Theory]
    [InlineData("31.02.2026")]
    [InlineData("30 feb")]
    public void A_day_that_does_not_exist_is_no_term(string day) =>
        Sheet.Of("Code|Description|Quantity|Unit price|Delivery date", "A-1|Shaft|100|1.00|2026-04-02", $"A-2|Gear|10|2.00|{day}").Codes.ShouldContain("date-unreadable");

    [Fact]
    public void What_is_said_instead_of_a_day_is_kept() =>
        Sheet.Of("Code|Description|Quantity|Unit price|Delivery date", "A-1|Shaft|100|1.00|2026-04-02", "A-2|Gear|10|2.00|ASAP").Order.Lines[1].Attributes[OrderLine.DeliveryTerm].ShouldBe("ASAP");

    [Fact]
    public void A_row_that_does_not_agree_with_the_discount_of_its_column_is_not_read_in_another_way()
    {
        var lines = Sheet.Of("Code|Description|Quantity|Unit price|Rebate %|Amount", "A-1|Bolt|100|1.00|15|85.00", "A-2|Nut|1000|1.00|15|150.00", "A-3|Pin|10|1.00|15|8.50").Order.Lines;
        lines.Select(l => l.Attributes[OrderLine.DiscountPercent]).ShouldBe(["15", "15", "15"]);
    }

    [Theory]
    [InlineData("0.5%", "0.5")]
    [InlineData("0.5", "0.5")]
    [InlineData("100%", "100")]
    [InlineData("10折", "0")]
    public void A_discount_without_an_amount_that_tells_is_what_it_says(string written, string percent) =>
        Sheet.Of("Code|Description|Quantity|Unit price|Discount %", $"A-1|Bolt|100|1.00|{written}", "A-2|Nut|50|1.00|10").Order.Lines[0].Attributes[OrderLine.DiscountPercent].ShouldBe(percent);

    [Theory]
    [InlineData("2026-02-30 (5 days)")]
    [InlineData("2026年2月30日内")]
    [InlineData("第45周")]
    [InlineData("45周")]
    [InlineData("15日内，最迟6月31日")]
    public void A_term_beside_another_number_may_be_a_day_and_is_asked_about(string written) =>
        Sheet.Of("产品名称|型号|数量|单价|交货日期", "轴承|6308|50|38|2026-04-02", $"轴承|6310|20|65|{written}").Codes.ShouldNotContain("delivery-term");
}
