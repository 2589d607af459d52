using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

/// <summary>What stands on the sheet and has no place in the reading holds the order.</summary>
public sealed class What_a_second_look_asks
{
    private static readonly string[] Doubts = ["rows-unread", "quantity-left-empty", "columns-alike", "column-unknown", "date-without-label", "note-names-item", "company-without-role", "customer-not-named"];

    [Fact]
    public void Nothing_about_a_sheet_of_which_everything_was_read()
    {
        var read = Understood.Table("""
            PURCHASE ORDER PO-881|||||
            Date: 2026-03-12|Customer: Sample Ltd||||
            Item Code|Description|Qty|Unit|Unit Price|Amount
            AB-100|Shaft|2|pcs|10|20
            AB-200|Gear|3|pcs|5|15
            AB-300|Unused slot|0|pcs|5|
            Total|||||35
            Please deliver to gate 2.|||||
            """);
        read.Order.Lines.Count.ShouldBe(2);
        read.Codes.Intersect(Doubts).ShouldBeEmpty();
    }

    [Fact]
    public void A_quantity_whose_row_names_no_goods()
    {
        var read = Understood.Table("""
            Bestellung Nr. 4711||
            Datum: 12.03.2026||
            Artikelnummer|Bezeichnung|Menge
            AB-1|Welle|2
            ||7
            AB-3|Mutter|4
            """);
        read.Codes.ShouldContain("rows-unread");
    }

    [Theory]
    [InlineData("料号|品名|数量|单位|单价", "HC-2|插座||个|1.20")]
    [InlineData("料号|品名|数量|单位", "HC-2|插座||个")]
    [InlineData("品名|数量|单价", "插座||1.20")]
    public void A_row_whose_quantity_was_forgotten(string captions, string forgotten)
    {
        var read = Understood.Table(SheetWith(captions, forgotten));
        read.Order.Lines.Count.ShouldBe(2);
        var finding = read.Findings.Concat(read.Read.SelectMany(o => o.Findings)).Single(f => f.Code == "quantity-left-empty");
        finding.MessageZh.ShouldContain("第 4 行");
        finding.Where.ShouldNotBeNull().ShouldEndWith(captions.StartsWith("料号", StringComparison.Ordinal) ? "C4" : "B4");
    }

    [Theory]
    [InlineData("料号|品名|数量|单位|单价", "HC-2|插座|0|个|1.20")]
    [InlineData("料号|品名|数量|单位|单价", "HC-2|插座|-|个|1.20")]
    [InlineData("料号|品名|数量|单位|单价", "|镀锡，防静电袋包装|||")]
    [InlineData("料号|品名|数量|单位|单价", "二、线束类||||")]
    [InlineData("料号|品名|数量|单位|单价", "小计||||950.00")]
    public void But_no_row_that_says_none_and_no_row_that_is_no_line(string captions, string row) =>
        Understood.Table(SheetWith(captions, row)).Codes.ShouldNotContain("quantity-left-empty");

    [Fact]
    public void Nor_the_goods_of_a_form_of_which_few_are_ordered()
    {
        var read = Understood.Table("""
            订单号：HC-0088||||
            料号|品名|数量|单位|单价
            HC-1|端子|1000|个|0.35
            HC-2|插座||个|1.20
            HC-3|线束||根|12.00
            HC-4|护套||个|0.80
            """);
        read.Order.Lines.Count.ShouldBe(1);
        read.Codes.ShouldNotContain("quantity-left-empty");
    }

    [Fact]
    public void An_amount_beside_words_that_name_no_known_sum()
    {
        var read = Understood.Table("""
            订单号：P-1||||
            物料编码|物料名称|数量|单价|金额
            A-11|螺丝|100|1|100
            A-12|螺母|50|2|100
            |木箱费用另加|||30
            """);
        read.Codes.ShouldContain("rows-unread");
    }

    [Fact]
    public void But_no_unnamed_sum_of_the_quantities()
    {
        var read = Understood.Table("""
            订单号：P-1|||
            物料编码|物料名称|数量|单位
            A-11|螺丝|100|个
            A-12|螺母|50|个
            ||150|
            """);
        read.Order.Lines.Count.ShouldBe(2);
        read.Codes.ShouldNotContain("rows-unread");
    }

    [Theory]
    [InlineData("Menge|Anzahl", "2|3", true)]
    [InlineData("Menge|Anzahl", "2|2", false)]
    public void Two_columns_of_one_meaning_that_differ(string captions, string values, bool asked)
    {
        var read = Understood.Table($"""
            Bestellung Nr. 4711||||
            Artikelnummer|Bezeichnung|{captions}|Liefertermin
            AB-1|Welle|{values}|12.04.2026
            AB-2|Mutter|{values}|13.04.2026
            """);
        read.Codes.Contains("columns-alike").ShouldBe(asked);
    }

    [Fact]
    public void But_not_where_the_amounts_prove_which_one_counts()
    {
        var read = Understood.Table("""
            Bestellung Nr. 4711|||||
            Artikelnummer|Bezeichnung|Menge|Anzahl|Einzelpreis|Gesamtpreis
            AB-1|Welle|2|9|10,50|21,00
            AB-2|Mutter|3|8|4,00|12,00
            """);
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([2m, 3m]);
        read.Codes.ShouldNotContain("columns-alike");
    }

    [Theory]
    [InlineData("AB-1X|BC-2Y", "itemCode")]
    [InlineData("12.50|3.75", "unitPrice")]
    public void A_column_of_no_known_meaning_that_may_be_what_the_lines_lack(string values, string missing)
    {
        var cells = values.Split('|');
        var read = Understood.Table($"""
            PO Number: 991||
            Description|Qty|Zorblax
            Shaft of steel|20|{cells[0]}
            Gear of brass|30|{cells[1]}
            """);
        read.Read.SelectMany(o => o.Findings).First(f => f.Code == "column-unknown").Field.ShouldBe(missing);
    }

    [Fact]
    public void A_day_above_the_table_that_nothing_explains_where_the_order_has_none()
    {
        var read = Understood.Table("""
            ZAMÓWIENIE nr 77/11/26||
            z dn. 12.03.2026 r.||
            Symbol|Towar|Ilość
            AM-1|Krzesło|24
            AM-2|Stół|4
            """);
        (read.Order.OrderDate is not null || read.Codes.Contains("date-without-label")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Please change AB-200 to 50 pieces", true)]
    [InlineData("AB-2000 is discontinued", false)]
    public void A_note_that_speaks_of_an_item(string note, bool asked)
    {
        var read = Understood.Table($"""
            PO Number: 991||
            Item Code|Description|Qty
            AB-100|Shaft|2
            AB-200|Gear|3

            {note}||
            """);
        read.Codes.Contains("note-names-item").ShouldBe(asked);
    }

    [Theory]
    [InlineData("Ferramenta Rossi S.r.l.|", true)]
    [InlineData("Cliente:|Ferramenta Rossi S.r.l.", false)]
    public void A_company_that_was_taken_for_nothing_where_nobody_is_named_who_ordered(string row, bool asked)
    {
        var read = Understood.Table($"""
            ORDINE N. 88 del 12/03/2026||

            {row}|

            Codice|Descrizione|Quantità
            AB-1|Vite|200
            AB-2|Dado|300
            """);
        read.Codes.Contains("company-without-role").ShouldBe(asked);
    }

    [Fact]
    public void Units_under_an_unknown_caption_are_the_units()
    {
        var read = Understood.Table("""
            PO Number: 991|||
            Item Code|Description|Qty|Zorblax
            AB-100|Shaft|2|pcs
            AB-200|Gear|3|kg
            """);
        read.Order.Lines.Select(l => l.UnitText).ShouldBe(["pcs", "kg"]);
    }

    [Fact]
    public void An_order_s_date_without_a_year_lies_in_the_past()
    {
        var read = Understood.Table("""
            订单号：P-1|日期：8月30日||
            物料编码|物料名称|数量|交期
            A-11|螺丝|100|9月30日
            """);
        read.Order.OrderDate.ShouldBe(new DateOnly(2025, 8, 30));
        read.Order.Lines[0].DeliveryDate.ShouldBe(new DateOnly(2025, 9, 30));
    }

    private static string SheetWith(string captions, string row)
    {
        string[] cells = captions.Split('|');
        string Line(string code, string name, string quantity) => string.Join('|', cells.Select(c => c switch
        {
            "料号" => code, "品名" => name, "数量" => quantity, "单位" => "个", _ => "0.35",
        }));
        return $"订单号：HC-0088{new string('|', cells.Length - 1)}\n{captions}\n{Line("HC-1", "端子", "1000")}\n{row}\n{Line("HC-3", "线束", "50")}";
    }

    [Fact]
    public void Who_ordered_where_a_form_tells_everything_else()
    {
        Understood.Table("""
            PURCHASE ORDER PO-881||
            Date: 2026-03-12|Ship via: truck|
            Item Code|Description|Qty
            AB-100|Shaft|2
            AB-200|Gear|3
            """).Codes.ShouldContain("customer-not-named");
    }

    [Fact]
    public void Nothing_about_who_ordered_of_a_bare_list()
    {
        Understood.Table("""
            Order No,Item Code,Description,Qty
            PO-1,AB-100,Shaft,2
            PO-2,AB-200,Gear,3
            """).Codes.ShouldNotContain("customer-not-named");
    }

    [Fact]
    public void Which_of_two_days_is_the_orders()
    {
        Understood.Table("""
            Order No,Order Date,Item Code,Description,Qty
            PO-1,2026-03-01,AB-100,Shaft,2
            PO-1,2026-03-04,AB-200,Gear,3
            """).Codes.ShouldContain("order-fields-disagree");
    }

    [Fact]
    public void Whether_the_quantity_ordered_counts_or_another_one_whose_sums_add_up()
    {
        Understood.Table("""
            주문번호,주문일자,거래처명,상품코드,상품명,주문수량,단가,배정수량,금액
            A-1,2026-03-01,견본상사,BK-1,수학 1,30,12000,30,360000
            A-1,2026-03-01,견본상사,BK-2,수학 2,30,12000,25,300000
            A-2,2026-03-02,예제상사,BK-3,과학 노트,100,3500,100,350000
            """).Codes.ShouldContain("columns-alike");
    }

    [Theory]
    [InlineData("Our delivery gate is: Dock 3, 880 Quarry Road|", true)]
    [InlineData("Delivery date:|2026-04-02", false)]
    [InlineData("Ship To:|880 Quarry Road, Duluth", false)]
    public void A_place_of_delivery_that_was_not_read(string row, bool asked) =>
        Understood.Table($"""
            PO Number: 991||
            Customer:|Sample Ltd|
            {row}|
            Item Code|Description|Qty
            AB-100|Shaft|2
            AB-200|Gear|3
            """).Codes.Contains("delivery-unread").ShouldBe(asked);
}
