using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_exports_and_forms_write
{
    [Theory]
    [InlineData("N° BCF00218", "BCF00218")]
    [InlineData("No. 2026-1187", "2026-1187")]
    [InlineData("№ 118-4", "118-4")]
    public void The_mark_before_a_number_is_no_part_of_it(string written, string number)
    {
        Understood.Table($"Order number|{written}|\nItem code|Description|Qty\nA-1|Shaft|2").Order.OrderNumber.ShouldBe(number);
    }

    [Fact]
    public void Labels_with_their_values_are_no_row_of_labels_over_values()
    {
        var read = Understood.Table("""
            订单日期：2026-11-12||订单编号：0000001288||供应商：常州轴承厂
            业务员：李明||币种：人民币||税率：13.00
            存货编码|存货名称|主计量|数量|单价
            0102|轴承|个|600|5
            """);
        read.Order.OrderNumber.ShouldBe("0000001288");
        read.Order.Supplier!.Name.ShouldBe("常州轴承厂");
    }

    [Fact]
    public void The_number_beside_a_bare_No_under_the_title_of_an_order_is_its_number()
    {
        Understood.Table("Purchase Order||\nNo.|PO-104477|\nItem code|Description|Qty\nA-1|Shaft|2").Order.OrderNumber.ShouldBe("PO-104477");
    }

    [Fact]
    public void Units_and_currencies_in_a_row_below_the_captions_belong_to_them()
    {
        var line = Understood.Table("""
            PO Number|4500098121|||
            Material|Description|Quantity|Price|Value
            ||ordered|net|net
            ||PCS|EUR|EUR
            71-221|Ring|400|1.85|740
            71-222|Ring 2|250|2.10|525
            """);
        line.Order.Lines.Select(l => (l.Quantity, l.UnitText)).ShouldBe([(400m, "PCS"), (250m, "PCS")]);
        line.Order.Currency.ShouldBe("EUR");
    }

    [Fact]
    public void Beside_a_barcode_codes_under_an_unknown_caption_are_shown_as_the_code_and_asked_about()
    {
        var read = Understood.Table("PO Number|PO-1||\nZzqx|EAN13|Description|Qty\nFM-1|5601234567890|Screw|20\nFM-2|5601234567906|Plug|50");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["FM-1", "FM-2"]);
        read.Confidence.ShouldBeLessThan(0.85m);
    }

    [Fact]
    public void A_bare_number_beside_the_suppliers_item_number_is_the_own_one()
    {
        var read = Understood.Table("PO Number|PO-104477|||\nType|No.|Vendor Item No.|Description|Quantity\nItem|1896-S|NT-77|Wrench|40\nItem|1900-S|NT-78|Socket set|25");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["1896-S", "1900-S"]);
    }

    [Fact]
    public void Item_numbers_with_a_letter_behind_the_hyphen_are_no_amounts_of_money()
    {
        Understood.Table("PO Number|PO-1||\nItem|Description|Qty\n1896-S|Wrench|40\n1900-S|Socket set|25").Order.Lines.Select(l => l.ItemCode).ShouldBe(["1896-S", "1900-S"]);
    }

    [Fact]
    public void Days_under_an_unknown_caption_are_asked_about()
    {
        var read = Understood.Table("PO Number|PO-1|||\nItem code|Description|Qty|Zzqx\nFM-1|Screw|20|2027-01-15\nFM-2|Plug|50|2027-01-16");
        read.Order.Lines[0].DeliveryDate.ShouldBe(new DateOnly(2027, 1, 15));
        read.Confidence.ShouldBeLessThan(0.85m);
    }

    [Fact]
    public void A_price_that_every_row_proves_needs_no_word()
    {
        var read = Understood.Table("PO Number|PO-1|||\nItem code|Description|Qty|Zzqx|Amount\nFM-1|Screw|20|1.5|30\nFM-2|Plug|50|2|100\nFM-3|Nut|10|4|40");
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([1.5m, 2m, 4m]);
    }

    [Fact]
    public void A_number_that_begins_like_a_label_is_a_value_and_a_date_is_no_number()
    {
        var read = Understood.Table("Account:|Pine & Oak Interiors Ltd|\nYour ref:|PO/PO-3381|\nDate raised:|19 November 2026|\nItem code|Description|Qty\nFM-1|Screw|20");
        read.Order.OrderNumber.ShouldBe("PO/PO-3381");
        read.Order.Customer!.Name.ShouldBe("Pine & Oak Interiors Ltd");
    }

    [Fact]
    public void A_currency_per_unit_is_the_caption_of_a_price()
    {
        var read = Understood.Table("PO No|GS-26|||\nArt. no.|Description|Total pcs|USD/pc|Total USD\nG1|Bear|1200|2.15|2580\nG2|Fox|720|1.95|1404");
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([2.15m, 1.95m]);
        read.Order.Currency.ShouldBe("USD");
    }

    [Fact]
    public void A_caption_with_the_table_it_belongs_to_means_its_last_part()
    {
        var read = Understood.Table("""
            Номер|Дата|Номенклатура.Артикул|Номенклатура|Количество|Цена
            СК-451|11.11.2026|ГВ-10|Гвоздь 100мм|250|95,00
            СК-451|11.11.2026|ГВ-12|Гвоздь 120мм|100|98,00
            """);
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["ГВ-10", "ГВ-12"]);
    }

    [Fact]
    public void An_invoice_that_quotes_the_number_of_the_order_stays_an_invoice()
    {
        Understood.Table("FACTURE N° FA-2026-118|||\nClient : Dupuis SARL|||\nVotre commande : C-771|||\nRéf|Désignation|Qté|PU HT\nD1|Vis|100|0,1")
            .Refusal!.Code.ShouldBe("other-document-kind");
    }

    [Fact]
    public void A_column_of_stock_makes_no_stock_list_of_an_order_form()
    {
        Understood.Table("Dealer order form||PO# CW-4410|||\nSKU|Product|Stock|Order|Dealer price|Line total\nC1|Helmet|250|20|18.5|370\nC3|Gloves|400|15|7|105").Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("共3行")]
    [InlineData("Positionen: 3")]
    [InlineData("3 lines")]
    [InlineData("Всего наименований 3, на сумму 470,00 руб.")]
    public void A_stated_count_of_lines_that_is_not_met_is_asked_about(string count)
    {
        var read = Understood.Table($"PO Number|PO-1|\n{count}||\nItem code|Description|Qty\nA-1|Shaft|2\nA-2|Gear|3");
        read.Read[0].Findings.Single(f => f.Code == "line-count-mismatch").Severity.ShouldBe(Severity.Hold);
    }

    [Theory]
    [InlineData("共2行")]
    [InlineData("Positionen|2")]
    [InlineData("Total lines|2")]
    public void A_stated_count_of_lines_that_is_met_holds_nothing(string count)
    {
        Understood.Table($"PO Number|PO-1|\n{count}|\nItem code|Description|Qty\nA-1|Shaft|2\nA-2|Gear|3").Codes.ShouldNotContain("line-count-mismatch");
    }

    [Fact]
    public void The_sum_on_the_last_page_is_held_against_the_lines_of_all_pages()
    {
        var read = Understood.Table("""
            PO Number|66120|||
            Part Number|Description|Qty|Unit Cost|Ext. Cost
            D1|Elbow|100|0.55|55.00
            D2|Tee|80|0.75|60.00
            Page 1 of 2||||
            Part Number|Description|Qty|Unit Cost|Ext. Cost
            D3|Union|40|1.25|50.00
            |||Total|165.00
            """);
        read.Order.Lines.Count.ShouldBe(3);
        read.Codes.ShouldNotContain("total-mismatch");
    }

    [Theory]
    [InlineData("KW 50", "2026-12-07")]
    [InlineData("KW 50/2026", "2026-12-07")]
    [InlineData("第50周", "2026-12-07")]
    [InlineData("Week 50", "2026-12-07")]
    [InlineData("2026-W50", "2026-12-07")]
    [InlineData("до 20.12.2026", "2026-12-20")]
    public void A_week_and_a_date_with_a_word_before_it_are_dates(string written, string date)
    {
        var read = Understood.Table($"PO Number|88|Order date|2026-11-20\nItem code|Description|Qty|Delivery date\nA-1|Shaft|2|{written}\nA-2|Gear|3|{written}");
        read.Order.Lines[0].DeliveryDate.ShouldBe(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        read.Codes.ShouldNotContain("date-unreadable");
    }

    [Fact]
    public void Quantities_under_weeks_are_deliveries_of_their_own()
    {
        var read = Understood.Table("Order No|LA-77|Order date|2026-11-20||\nItem code|Description|KW 49/2026|KW 50/2026|KW 51/2026|Total\nB1|Flansch|100|100|50|250\nB2|Buchse|200||200|400");
        read.Order.Lines.Select(l => (l.ItemCode, l.Quantity)).ShouldBe([("B1", 100m), ("B1", 100m), ("B1", 50m), ("B2", 200m), ("B2", 200m)]);
        read.Order.Lines[0].DeliveryDate.ShouldBe(new DateOnly(2026, 11, 30));
    }

    [Fact]
    public void Weekdays_without_a_caption_for_the_quantity_spread_it()
    {
        var read = Understood.Table("Order No|48-017||||\nArt. No|Article|Mo|Di|Mi|Do|Fr\n101|Brezel|40|40|40|40|60\n102|Baguette|10|10||10|20");
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([40m, 40m, 40m, 40m, 60m, 10m, 10m, 10m, 20m]);
    }

    [Fact]
    public void Weekdays_beside_their_sum_leave_the_quantity_to_it()
    {
        var read = Understood.Table("Order No|48-017|||||\nArt. No|Article|Mon|Tue|Wed|Thu|Total\n101|Milk|10|10|10|15|45\n102|Bread|5|5|5|8|23");
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([45m, 23m]);
    }

    [Fact]
    public void Boxes_times_pieces_are_the_quantity_where_the_amount_says_so()
    {
        var read = Understood.Table("PO Number|OX-25|||\nItem code|Description|Quantity|Unit price|Total\nT1|Spacer|2 x 500|0.02|20\nT2|Grout|40|6|240");
        read.Order.Lines[0].Quantity.ShouldBe(1000m);
        read.Codes.ShouldNotContain("quantity-multiplied");
    }

    [Fact]
    public void Boxes_times_pieces_without_an_amount_are_asked_about()
    {
        var read = Understood.Table("PO Number|OX-25|\nItem code|Description|Quantity\nT1|Spacer|2 x 500\nT2|Grout|40");
        read.Order.Lines[0].Quantity.ShouldBe(1000m);
        read.Codes.ShouldContain("quantity-multiplied");
    }
}
