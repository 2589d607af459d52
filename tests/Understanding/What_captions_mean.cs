using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_captions_mean
{
    [Fact]
    public void Bestellnummer_is_the_item_on_a_bare_list_of_goods()
    {
        var read = Understood.Table("""
            Bezeichnung|Bestellnummer|Anzahl
            Stecker|568-NE8|3
            Antenne|377-ANN|4
            """);
        read.Order.OrderNumber.ShouldBeNull();
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["568-NE8", "377-ANN"]);
    }

    [Fact]
    public void Bestellnummer_is_the_order_above_a_table_that_names_its_items()
    {
        var read = Understood.Table("""
            Bestellnummer: ST-2026-201
            Artikelnummer|Bezeichnung|Menge|Einheit|Einzelpreis|Liefertermin
            HRC-5|Coils|28|t|659,60|27.10.2026
            TBO-60|Rohre|12|t|722,65|27.10.2026
            """);
        read.Order.OrderNumber.ShouldBe("ST-2026-201");
        var line = read.Order.Lines[0];
        (line.ItemCode, line.Quantity, line.UnitPrice, line.DeliveryDate).ShouldBe(("HRC-5", 28m, 659.60m, new DateOnly(2026, 10, 27)));
    }

    [Fact]
    public void Arithmetic_decides_which_of_two_prices_is_the_price_paid()
    {
        var read = Understood.Table("""
            PO Number|Item Code|Description|Quantity|Unit Price|Price|Amount
            PO-1|A-1|Shaft|2|99.00|10.00|20.00
            PO-1|A-2|Gear|3|88.00|5.00|15.00
            PO-1|A-3|Nut|7|77.00|2.00|14.00
            """);
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([10m, 5m, 2m]);
    }

    [Fact]
    public void Running_numbers_count_lines_and_are_no_order_numbers()
    {
        var read = Understood.Table("""
            注文番号：4500043757
            No.|品番|品名|数量|単位|単価|金額
            1|N526|リング|175|箱|3829|670075
            2|O478|ハーネス|140|台|3027|423780
            """);
        read.Orders.Count.ShouldBe(1);
        read.Order.OrderNumber.ShouldBe("4500043757");
        read.Order.Lines.Select(l => l.LineNumber).ShouldBe([1, 2]);
    }

    [Fact]
    public void Columns_that_change_their_meaning_in_the_middle_hold_the_order()
    {
        var read = Understood.Table("""
            SKU|Product name|Category|Unit price|Quantity|Description|Details
            A-1|Phone one|Phones|900|15|flagship|long text
            A-2|Phone two|Phones|800|10|flagship|long text
            A-3|Phone three|Phones|700|5|flagship|long text
            A-4|Phone four|20|650|12|good value|
            A-5|Phone five|12|640|12|good value|
            A-6|Phone six|25|630|12|good value|
            A-7|Phone seven|20|620|12|good value|
            """);
        read.Codes.ShouldContain("columns-shift");
    }
}
