using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Tables_in_several_parts
{
    [Fact]
    public void A_head_in_a_table_of_one_row_above_the_lines_is_their_head()
    {
        var read = Understood.Table("""
            NR ZAMOWIENIA;DATA ZAMOWIENIA;DATA REALIZACJI;KONTRAHENT;NIP;NETTO;VAT;BRUTTO
            ZO/451/2026;2026-03-16;2026-03-19;Delikatesy Smak s.c.;7322110055;3160,50;158,03;3318,53

            LP;KOD;NAZWA;JM;ILOSC;CENA;NETTO
            1;K-FIL;Filet;kg;120,000;18,50;2220,00
            2;K-UDO;Udo;kg;95,000;9,90;940,50
            """);
        var order = read.Orders.ShouldHaveSingleItem();
        (order.OrderNumber, order.OrderDate, order.Customer?.Name).ShouldBe(("ZO/451/2026", new DateOnly(2026, 3, 16), "Delikatesy Smak s.c."));
        order.Lines.Select(l => (l.Quantity, l.Amount, l.DeliveryDate)).ShouldBe([(120m, 2220m, new DateOnly(2026, 3, 19)), (95m, 940.5m, new DateOnly(2026, 3, 19))]);
    }

    [Fact]
    public void Heads_and_lines_below_each_other_are_joined_by_number()
    {
        var read = Understood.Table("""
            === ZAMÓWIENIA ===
            Numer;Data;Status;Kwota
            XKBKNABJK;4.03.2026;Dostarczone;347.90
            OHSATSERP;11.03.2026;W realizacji;1198.00

            === POZYCJE ===
            Numer zamówienia;Produkt;Ilość;Cena jednostkowa
            XKBKNABJK;Lampa;1;289.00
            XKBKNABJK;Żarówka;5;11.78
            OHSATSERP;Krzesło;2;599.00
            """);
        read.Orders.Select(o => (o.OrderNumber, o.OrderDate, o.Lines.Count)).ShouldBe([("XKBKNABJK", new DateOnly(2026, 3, 4), 2), ("OHSATSERP", new DateOnly(2026, 3, 11), 1)]);
    }

    [Fact]
    public void Items_on_two_rows_are_one_line_each()
    {
        var read = Sheet.Merged(
            ["A2:A3", "D2:D3", "E2:E3", "F2:F3", "A4:A5", "D4:D5", "E4:E5", "F4:F5", "A6:A7", "D6:D7", "E6:E7", "F6:F7"],
            "発注書|||発注番号：26-H-1|発注日：2026-03-05|", "No|品番|材質|数量|単価|金額", "|品名|処理|||", "1|HK-1203|SS400|10|8500|85000", "|ベースプレート|三価|||", "2|HK-1207|SUS304|24|3200|76800", "|ブラケット|なし|||");
        read.Order.Lines.Select(l => (l.ItemCode, l.ItemName, l.Quantity, l.Amount)).ShouldBe([("HK-1203", "ベースプレート", 10m, 85000m), ("HK-1207", "ブラケット", 24m, 76800m)]);
        read.Order.Lines[0].Attributes["処理"].ShouldBe("三価");
    }

    [Fact]
    public void A_quantity_merged_over_two_rows_is_ordered_once()
    {
        Sheet.Merged(["C2:C3"], "品番|品名|数量|単価", "A-1|板|10|8500", "A-2|棒||3200", "A-3|軸|4|100").Order.Lines.Sum(l => l.Quantity).ShouldBe(14m);
    }

    [Fact]
    public void Wide_merged_captions_are_one_table()
    {
        var read = Sheet.Merged(
            ["A2:B2", "C2:L2", "M2:P2", "Q2:S2", "T2:W2", "C3:L3", "M3:N3", "O3:P3", "Q3:S3", "T3:W3", "C4:L4", "M4:N4", "O4:P4", "Q4:S4", "T4:W4"],
            "Заказ поставщику № 128 от 14 апреля 2026 г.",
            "Артикул||Товары (работы, услуги)||||||||||Количество||||Цена|||Сумма",
            "180205||Подшипник||||||||||50||шт||145.5|||7275",
            "Литол-24||Смазка||||||||||4||ведро||3890|||15560");
        read.Order.Lines.Select(l => (l.ItemCode, l.ItemName, l.Quantity, l.UnitText, l.Amount)).ShouldBe([("180205", "Подшипник", 50m, "шт", 7275m), ("Литол-24", "Смазка", 4m, "ведро", 15560m)]);
    }

    [Fact]
    public void A_row_of_sums_states_net_tax_and_gross_each_in_its_column()
    {
        var totals = Sheet.Of(
            "Zamówienie nr 57/2026|||||", "Kod|Nazwa|Ilość|Cena netto|Wartość netto|Kwota VAT|Wartość brutto",
            "P-1|Papier|40|17.2|688|158.24|846.24", "B-3|Blok|60|6.4|384|88.32|472.32", "Razem:||||1072|246.56|1318.56").Order.Totals!;
        (totals.Goods, totals.Tax, totals.Payable).ShouldBe((1072m, 246.56m, 1318.56m));
    }

    [Fact]
    public void A_form_that_nobody_filled_in_is_blank_though_its_price_list_has_other_numbers()
    {
        Sheet.Of("Artikelnr.|Bezeichnung|Jahrgang|Preis|Bestellmenge (Fl.)", "W-1|Riesling|2024|8.9|", "W-2|Silvaner|2023|7.5|").Refusal?.Code.ShouldBe("blank-template");
    }

    [Fact]
    public void A_short_sheet_of_the_same_columns_goes_on_a_long_one()
    {
        var january = string.Join('\n', Enumerable.Range(0, 5200).Select(i => $"SO-{i}|2026-01-05|Example Ltd|A-{i}|Shaft|2"));
        var read = Sheets("Order No|Order Date|Customer|Item Code|Description|Qty\n" + january, "Order No|Order Date|Customer|Item Code|Description|Qty\nSO-9999|2026-02-05|Example Ltd|A-1|Shaft|2");

        read.Orders.Count.ShouldBe(5201);
        read.Orders[^1].OrderNumber.ShouldBe("SO-9999");
        read.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Goods_of_other_columns_beside_a_long_sheet_are_asked_about()
    {
        var january = string.Join('\n', Enumerable.Range(0, 5200).Select(i => $"SO-{i}|2026-01-05|Example Ltd|A-{i}|Shaft|2"));
        Sheets("Order No|Order Date|Customer|Item Code|Description|Qty\n" + january, "Item Code|Description|Qty|Unit Price\nA-1|Shaft|2|1.50\nA-2|Gear|3|2.50").Refusal!.Code.ShouldBe("sheet-unread");
    }

    [Fact]
    public void An_item_whose_quantity_is_merged_with_the_one_above_is_asked_about()
    {
        Sheet.Merged(["D3:D4"], """
            Customer|Example Ltd|Order No.|PO-7
            Line|Item code|Description|Qty
            1|A-1|Shaft|10
            2|A-2|Gear|
            3|A-3|Nut|5
            """).Codes.ShouldContain("quantity-left-empty");
    }

    [Fact]
    public void A_group_over_code_and_name_does_not_make_items_of_two_rows()
    {
        var read = Sheet.Merged(["B3:C3", "A3:A4", "D3:D4", "D5:D6"], """
            采购订单
            订单编号|PO-1001|客户|示例有限公司
            序号|货品||数量
            |编码|名称|
            1|A-100|螺丝|10
            2|A-200|螺母|
            3|A-300|垫圈|7
            """);
        read.Order.Lines.Select(l => (l.ItemCode, l.ItemName)).ShouldBe([("A-100", "螺丝"), ("A-300", "垫圈")]);
        read.Codes.ShouldContain("quantity-left-empty");
    }

    private static Understood Sheets(params string[] sheets)
    {
        static string Row(string line) =>
            $"<Row>{string.Concat(line.Split('|').Select(cell => $"<Cell><Data ss:Type=\"{(decimal.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _) ? "Number" : "String")}\">{cell}</Data></Cell>"))}</Row>";
        var tables = sheets.Select((sheet, at) => $"<Worksheet ss:Name=\"Sheet{at + 1}\"><Table>{string.Concat(sheet.Split('\n').Select(Row))}</Table></Worksheet>");
        var xml = $"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{string.Concat(tables)}</Workbook>";
        return Understood.Bytes(System.Text.Encoding.UTF8.GetBytes(xml), "orders.xls");
    }

    [Fact]
    public void An_item_on_three_rows_below_three_rows_of_captions_is_one_line_with_its_name_and_specification()
    {
        var lines = Understood.Table("""
            採購單||||
            採購單號：2026110500|||
            序號|品號|單位|採購數量|採購單價|採購金額
            |品名||||
            |規格||||
            0001|1A0203-045|PCS|20|4850|97000
            |SUS304鋼板||||
            |t3.0×1219||||
            0002|1A0203-060|PCS|8|8120|64960
            |方管||||
            |50×50||||
            """).Order.Lines;
        lines.Select(l => (l.ItemCode, l.ItemName, l.Specification)).ShouldBe([("1A0203-045", "SUS304鋼板", "t3.0×1219"), ("1A0203-060", "方管", "50×50")]);
    }

    [Theory]
    [InlineData("|A-2||", "|螺母||")]
    [InlineData("|A-2 (同上)||", "")]
    public void An_item_without_its_quantity_among_items_on_several_rows_is_asked_about(string row, string next) =>
        Understood.Table($"""
            採購單號：2026110500|||
            序號|品號|採購數量|採購單價
            |品名||
            1|A-1|10|2.5
            {(next.Length == 0 ? row : "|螺栓||")}
            {(next.Length == 0 ? "2|A-3|5|2.5" : row)}
            {(next.Length == 0 ? "|墊圈||" : next)}
            3|A-4|5|2.5
            |銷||
            4|A-5|5|2.5
            |軸||
            """).Codes.ShouldContain("rows-unread");
}
