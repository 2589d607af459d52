using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_stands_around_a_number
{
    [Theory]
    [InlineData("Bestellnr./Datum", "4500217734 / 11.02.2026", "4500217734", 11)]
    [InlineData("Bestellnr./Datum", "4500217734/11.02.2026", "4500217734", 11)]
    [InlineData("PO No. / Date", "7711-A / 03-Feb-2026", "7711-A", 3)]
    [InlineData("PO No./Date:", "AB/12 2026-02-13", "AB/12", 13)]
    public void A_number_and_its_day_behind_one_label_are_two_values(string label, string value, string number, int day)
    {
        var read = Understood.Table($"""
            Purchase Order|||
            {label}|{value}||
            SKU|Description|Qty|Unit Price
            A-1|Shaft|2|10.00
            """);
        (read.Order.OrderNumber, read.Order.OrderDate).ShouldBe((number, new DateOnly(2026, 2, day)));
    }

    [Theory]
    [InlineData("Liefertermin", "Tag 06.03.2026")]
    [InlineData("Delivery date", "Friday 6 March 2026")]
    [InlineData("Liefertermin", "Freitag, 06.03.2026")]
    [InlineData("Data de entrega", "sexta-feira, 6 de março de 2026")]
    public void The_day_of_the_week_may_stand_before_the_date(string label, string value)
    {
        var read = Understood.Table($"""
            Bestellung Nr. B-118|||
            {label}|{value}||
            Artikelnummer|Bezeichnung|Menge|Einzelpreis
            A-1|Welle|2|10,00
            """);
        read.Order.RequestedDate.ShouldBe(new DateOnly(2026, 3, 6));
    }

    [Theory]
    [InlineData("Total GBP Excl. VAT", "GBP")]
    [InlineData("Gesamtnettowert ohne Mwst EUR", "EUR")]
    [InlineData("Всего наименований 1, на сумму 20,00 RUB", "RUB")]
    [InlineData("Razem PLN", "PLN")]
    public void A_sum_says_in_which_currency_the_order_is(string sum, string currency)
    {
        var read = Understood.Table($"""
            Purchase Order No. B-118||||
            SKU|Description|Qty|Unit Price|Amount
            A-1|Shaft|2|10.00|20.00
            {sum}||||20.00
            """);
        read.Order.Currency.ShouldBe(currency);
    }

    [Theory]
    [InlineData("TOTAL ALL")]
    [InlineData("Total $")]
    public void A_word_like_a_code_and_a_sign_of_many_countries_say_no_currency(string sum)
    {
        var read = Understood.Table($"""
            Purchase Order No. B-118||||
            SKU|Description|Qty|Unit Price|Amount
            A-1|Shaft|2|10.00|20.00
            {sum}||||20.00
            """);
        read.Order.Currency.ShouldBeNull();
    }

    [Fact]
    public void Sums_in_two_currencies_say_none()
    {
        var read = Understood.Table("""
            Purchase Order No. B-118||||
            SKU|Description|Qty|Unit Price|Amount
            A-1|Shaft|2|10.00|20.00
            Total EUR||||20.00
            Total CHF||||19.00
            """);
        read.Order.Currency.ShouldBeNull();
    }

    [Fact]
    public void A_day_under_a_label_merely_like_another_is_asked_about()
    {
        var read = Understood.Table("""
            Bestellung Nr. B-118|||
            Ablaufdattum|02.03.2026||
            Artikelnummer|Bezeichnung|Menge|Einheit
            A-1|Welle|2|Stk
            """);
        read.Codes.ShouldContain("date-without-label");
    }

    [Fact]
    public void A_call_off_has_its_own_date()
    {
        var read = Understood.Table("""
            Lieferabruf Nr. 12|||
            Abrufdatum|02.03.2026||
            Sachnummer|Benennung|Abrufmenge|Mengeneinheit
            W-1|Welle|2|Stk
            """);
        read.Order.OrderDate.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Theory]
    [InlineData("115年4月9日")]
    [InlineData("115/04/09")]
    [InlineData("民國115年4月9日")]
    public void A_year_of_three_digits_counts_from_1912(string date)
    {
        var read = Understood.Table($"""
            訂購單|||
            訂購日期：|{date}|訂購單號：|DT-0409
            編號|品名|數量|單位
            B001|蝦仁|20|包
            """);
        read.Order.OrderDate.ShouldBe(new DateOnly(2026, 4, 9));
    }

    [Fact]
    public void Numbers_of_articles_that_happen_to_rise_count_no_lines()
    {
        var read = Understood.Table("""
            Einkaufsbestellung EB-10221|||
            Nr.|Beschreibung|Menge|Einheit
            70110|Schraube|500|STK
            70125|Scheibe|1000|STK
            """);
        read.Order.Lines[0].ItemCode.ShouldBe("70110");
    }

    [Theory]
    [InlineData("送货日期：", "2026年3月11日（早6:30前）")]
    [InlineData("납품일 :", "2026-03-11 오전 7시까지")]
    [InlineData("Liefertermin:", "11.03.2026 bis 12 Uhr")]
    public void An_hour_behind_a_day_leaves_the_day(string label, string value)
    {
        var read = Understood.Table($"""
            采购订单 CG-118||
            {label}{value}||
            料号|品名|数量|单价
            A-1|轴|2|10.00
            """);
        read.Order.RequestedDate.ShouldBe(new DateOnly(2026, 3, 11));
    }

    [Fact]
    public void A_sum_in_words_names_its_currency()
    {
        Understood.Table("""
            采购订单 CG-118|||
            料号|品名|数量|单价
            A-1|轴|2|10.00
            金额大写：人民币贰拾元整|||
            """).Order.Currency.ShouldBe("CNY");
    }

    [Fact]
    public void Sums_below_their_labels_are_read_and_a_label_beside_a_label_is_no_sum()
    {
        var read = Sheet.WithFormats(["#,##0.00 [$€-407]"], """
            PEDIDO DE COMPRA PC-118
            Código|Descripción|Color|Cantidad|Precio|Importe
            A-1|Lata|rojo|2|10.00|20.00
            A-2|Tapa|azul|3|10.00|30.00
            BASE IMPONIBLE||IVA 21%|||TOTAL PEDIDO
            {1}50.00||{1}10.50|||{1}60.50
            """);
        (read.Order.Totals?.Goods, read.Order.Totals?.Payable, read.Order.Currency).ShouldBe((50.00m, 60.50m, "EUR"));
    }

    [Fact]
    public void A_number_and_its_day_in_one_value_are_two()
    {
        var order = Sheet.Of("Ordine|||", "Ns. ordine:|412/26 del 09/02/2026||", "Codice articolo|Descrizione|Quantità|Prezzo", "A-1|Tubo|2|10", "A-2|Vite|3|10").Order;
        (order.OrderNumber, order.OrderDate).ShouldBe(("412/26", new DateOnly(2026, 2, 9)));
    }

    [Fact]
    public void The_symbol_of_a_kind_of_document_is_part_of_its_number() =>
        Sheet.Of("Zamówienie do dostawcy nr ZD 184/MAG/2026|||", "Kod|Nazwa|Ilość|Cena", "A-1|Rura|2|10", "A-2|Śruba|3|10").Order.OrderNumber.ShouldBe("ZD 184/MAG/2026");

    [Fact]
    public void An_hour_before_a_day_leaves_the_day() =>
        Sheet.Of("ĐƠN ĐẶT HÀNG|||", "Số: DH-7|||", "Ngày giao hàng: 6h00 ngày 20/03/2026|||", "Mã hàng|Tên hàng|Số lượng|Đơn giá", "A-1|Trục|2|10", "A-2|Vòng|3|10").Order.RequestedDate.ShouldBe(new DateOnly(2026, 3, 20));

    [Fact]
    public void A_word_for_each_is_no_currency() =>
        Sheet.Of("Ordine n. A-7|||", "Codice articolo|Descrizione|Quantità|Prezzo cad.", "A-1|Tubo|2|10", "A-2|Vite|3|10").Order.Currency.ShouldBeNull();

    [Fact]
    public void A_sign_in_the_format_of_a_total_is_the_currency_of_the_documents_language() =>
        Sheet.WithFormats(["\"¥\"#,##0"], "注文書|||", "注文番号|A-7||", "品番|品名|数量|単価", "A-1|軸|2|10", "A-2|管|3|10", "合計|||{1}50").Order.Currency.ShouldBe("JPY");

    [Fact]
    public void The_frame_of_a_number_is_no_part_of_it() =>
        Sheet.Of("注文書|||", "注文番号|第 K-0712 号||", "品番|品名|数量|単価", "A-1|軸|2|10", "A-2|管|3|10").Order.OrderNumber.ShouldBe("K-0712");

    [Fact]
    public void A_number_below_the_title_that_brings_its_own_label_is_without_it() =>
        Sheet.Of("LIEFERSCHEIN / BESTELLUNG|||", "Bestellung Nr. 4711|||", "Pos|Artikel|Menge|Einheit", "1|Zement|40|Sack", "2|Sand|3|t").Order.OrderNumber.ShouldBe("4711");

    [Fact]
    public void Labels_in_one_cell_need_no_wide_gap_between_them()
    {
        var order = Sheet.Of("订购单|||", "单号:PO20260305 日期:2026-03-05 供应商:示例塑胶有限公司|||", "品名|规格|单位|数量", "外壳|ABS|套|500", "按键|硅胶|个|2000").Order;
        (order.OrderNumber, order.OrderDate, order.Supplier?.Name).ShouldBe(("PO20260305", new DateOnly(2026, 3, 5), "示例塑胶有限公司"));
    }

    [Fact]
    public void A_day_on_which_it_was_requested_dates_a_korean_order() =>
        Sheet.Of("구매 발주서|||", "청구일|2026-02-11||", "품번|품명|수량|단가", "B-1|볼트|10|50", "B-2|너트|20|30").Order.OrderDate.ShouldBe(new DateOnly(2026, 2, 11));

    [Fact]
    public void Terms_that_share_the_rows_of_the_sums_are_read_and_so_are_the_sums()
    {
        var order = Sheet.Of("注文書||||", "注文番号|ORD-7|||", "No.|品名|数量|単価|金額", "1|パイプ|12|3450|41400", "2|エルボ|40|280|11200", "納期：2026年5月9日|||小計|52600", "納品場所：横浜市金沢区福浦1-2-3|||消費税(10%)|5260", "|||合計|57860").Order;
        (order.RequestedDate, order.ShipTo?.Street, order.Totals?.Goods, order.Totals?.Tax, order.Totals?.Payable).ShouldBe((new DateOnly(2026, 5, 9), "横浜市金沢区福浦1-2-3", 52600m, 5260m, 57860m));
    }

    [Fact]
    public void A_block_beside_the_footer_does_not_make_its_rows_goods()
    {
        var order = Sheet.Of(
            "订单||||", "订单号|TY-019|||", "产品编号|描述|数量/个|单价|金额", "TY-R|梳子|1500|3.2|4800", "TY-B|镜子|2500|3.2|8000",
            "付款方式:|30%定金|色卡|Logo|", "交货时间:|2026年06月20日|Pantone 186C|激光|").Order;
        (order.RequestedDate, order.Lines.Count).ShouldBe((new DateOnly(2026, 6, 20), 2));
    }

    [Theory]
    [InlineData("SOLES (PEN)", "PEN")]
    [InlineData("人民币（CNY）", "CNY")]
    [InlineData("EUR (USD)", null)]
    public void Two_words_for_one_currency_are_that_currency(string written, string? code) =>
        Sheet.Of("Orden de compra|||", $"Moneda|{written}||", "Código|Descripción|Cantidad|Precio", "A-1|Tubo|2|10", "A-2|Perno|3|10").Order.Currency.ShouldBe(code);

    [Fact]
    public void A_word_that_other_captions_hold_too_is_no_currency() =>
        Sheet.Of("N° DA|Date DA|Code|Désignation|Quantité|Prix unitaire|Montant DA", "DA-1|13/05/2026|A-1|Vanne|2|10|20", "DA-2|13/05/2026|A-2|Joint|3|10|30").Order.Currency.ShouldBeNull();

    [Fact]
    public void A_day_by_the_calendar_of_taiwan_may_be_one_number() =>
        Sheet.Of("採購單號|品號|品名|數量|預交日", "P-1|A-1|鋼板|2|1150512", "P-1|A-2|方管|3|1150520").Order.Lines.Select(l => l.DeliveryDate).ShouldBe([new DateOnly(2026, 5, 12), new DateOnly(2026, 5, 20)]);

    [Fact]
    public void A_size_is_no_code() =>
        Sheet.Of("采购订单||||", "名称|规格型号|数量|单位|单价", "油封|45*65*8|2|个|10", "油封|50*70*8|3|个|12").Order.Lines.ShouldAllBe(l => l.ItemCode == null);

    [Fact]
    public void What_stands_below_an_empty_label_in_a_column_of_labels_is_the_next_label() =>
        Sheet.Of("Order Reference|PO-317", "Order Category|Medical", "Notes|", "Message header|", "|", "Line number|Product Code|Product Description|Quantity|Price", "1|A-1|Gauze|2|10", "2|A-2|Tape|3|10").Order.Remarks.ShouldBeNull();

    [Theory]
    [InlineData("Customer: Northern Steel Trading Tel: 0113 496 0000", "Northern Steel Trading")]
    [InlineData("Cliente: Acciai Rossi P.IVA: 01234567890", "Acciai Rossi")]
    [InlineData("Kunde: Müller Stahl Datum: 14.05.2026", "Müller Stahl")]
    [InlineData("Customer: Harvey Price: Sons Ltd", "Harvey")]
    public void Only_the_very_word_of_a_label_ends_the_value_before_it(string cell, string name)
    {
        var customer = Sheet.Of("Order PO-7|||", $"{cell}|||", "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10").Order.Customer?.Name;
        (customer == name || customer is null).ShouldBe(name != "Harvey" || customer is null);
        (customer == "Harvey").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Remarks: repeat of PO: 4711")]
    [InlineData("备注：同上次 订单号：PO-0")]
    public void What_remarks_mention_is_not_this_orders_number(string remarks) =>
        Sheet.Of($"{remarks}|||", "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10").Order.OrderNumber.ShouldBeNull();

    [Fact]
    public void A_cell_with_thousands_of_labels_is_read_in_no_time()
    {
        var cell = string.Concat(Enumerable.Range(0, 1500).Select(i => $"r{i}q aa b{i}:c "));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Sheet.Of([.. Enumerable.Range(0, 40).Select(i => $"{i}{cell}|||"), "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10"]).Order.Lines.Count.ShouldBe(2);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("Price USD|Amount USD|FOB USD", "USD")]
    [InlineData("Price EUR|Value EUR|Zoll EUR", "EUR")]
    public void A_currency_that_all_captions_name_is_the_currency(string captions, string code) =>
        Sheet.Of($"Item Code|Description|Quantity|{captions}", "A-1|Roller|2|10|20|5", "A-2|Shaft|3|10|30|5").Order.Currency.ShouldBe(code);

    [Fact]
    public void The_clauses_of_a_contract_are_read_one_by_one()
    {
        var order = Sheet.Of("产品购销合同|||", "合同编号：HT-0318|||", "产品名称|规格型号|数量|单价", "球阀|DN50|12|285", "闸阀|DN80|6|620", "三、交货时间：2026年4月2日；交货地点：宁波市北仑区恒山路88号。|||").Order;
        (order.RequestedDate, order.ShipTo?.Street?.TrimEnd('。')).ShouldBe((new DateOnly(2026, 4, 2), "宁波市北仑区恒山路88号"));
    }

    [Fact]
    public void A_number_in_a_sentence_is_no_freight() =>
        Sheet.Of("Bestellung Nr. B-7|||", "Artikelnummer|Bezeichnung|Menge|Preis", "A-1|Rohr|2|10", "A-2|Bogen|3|10", "Lieferung:|frei Haus, Tor 2||").Order.Totals?.Freight.ShouldBeNull();

    [Fact]
    public void An_address_goes_on_below_its_label_and_first_line() =>
        Sheet.Of("Bon de commande BC-7|||", "Livraison à : Chantier Les Balcons|||", "45 chemin des Vignes, 74940 Annecy|||", "|||", "Réf.|Désignation|Quantité|Prix unitaire", "A-1|Tube|2|10", "A-2|Coude|3|10").Order.ShipTo?.Street.ShouldBe("Chantier Les Balcons, 45 chemin des Vignes, 74940 Annecy");

    [Fact]
    public void The_word_before_a_sum_names_it_whatever_stands_before_that_word()
    {
        var totals = Sheet.Of("采购订单||||", "物料编码|名称|数量|单价|金额", "E-01|电阻|1000|0.05|50", "E-02|电容|2000|0.08|160", "运费:供方承担|||小计|210", "发票:13%增值税专票|||税额|27.3", "折扣:无|||总计|237.3").Order.Totals;
        (totals?.Goods, totals?.Tax, totals?.Payable, totals?.Freight, totals?.Discount).ShouldBe((210m, 27.3m, 237.3m, null, null));
    }

    [Theory]
    [InlineData("Carriage extra|||Subtotal|50")]
    [InlineData("운송비 별도|||소계|50")]
    public void Terms_before_a_sum_are_no_freight(string row)
    {
        var totals = Sheet.Of("Order PO-7||||", "Item Code|Description|Quantity|Unit Price|Amount", "A-1|Roller|2|10|20", "A-2|Shaft|3|10|30", row).Order.Totals;
        (totals?.Goods, totals?.Freight).ShouldBe((50m, null));
    }

    [Fact]
    public void A_count_of_days_is_no_freight() =>
        Sheet.Of("Order PO-7||||", "Item Code|Description|Quantity|Unit Price|Amount", "A-1|Roller|2|10|20", "A-2|Shaft|3|10|30", "||||", "Delivery: 30 days ARO||||").Order.Totals?.Freight.ShouldBeNull();

    [Fact]
    public void What_is_paid_after_a_discount_is_the_sum_payable()
    {
        var totals = Sheet.Of("采购订单||||", "物料编码|名称|数量|单价|金额", "E-01|电阻|1000|0.05|50", "E-02|电容|2000|0.08|160", "合计||||210", "折扣||||-21", "实付||||189").Order.Totals;
        (totals?.Goods, totals?.Discount, totals?.Payable).ShouldBe((210m, 21m, 189m));
    }
}
