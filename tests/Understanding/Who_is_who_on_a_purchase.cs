using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Who_is_who_on_a_purchase
{
    [Theory]
    [InlineData("ORDINE A FORNITORE", "Spett.le")]
    [InlineData("ORDEN DE COMPRA", "Señores:")]
    [InlineData("PURCHASE ORDER", "Messrs:")]
    public void Whom_a_purchase_addresses_sells_and_whose_paper_it_is_buys(string title, string salutation)
    {
        var read = Understood.Table($"""
            Sample Officine S.r.l.|||
            {title}|||
            {salutation}|Example Tools S.p.A.||
            SKU|Description|Qty|Unit Price
            A-1|Shaft|2|10.00
            """);
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("Sample Officine S.r.l.", "Example Tools S.p.A."));
    }

    [Fact]
    public void Whom_a_sellers_paper_addresses_stays_the_customer()
    {
        var read = Understood.Table("""
            CONFERMA D'ORDINE||||
            Spett.le|Example Tools S.p.A.|||
            Codice articolo|Descrizione|Quantità|Prezzo|Importo
            A-1|Albero|2|10,00|20,00
            """);
        read.Order.Customer?.Name.ShouldBe("Example Tools S.p.A.");
    }

    [Fact]
    public void The_company_that_signs_a_purchase_below_its_table_buys()
    {
        var read = Understood.Table("""
            ORDEN DE COMPRA N° 000451||||
            Señores:|Ejemplo Norte S.A.C.|||
            Código|Descripción|Cantidad|Precio unitario|Importe
            A-1|Cemento|3|10.00|30.00
            Muestra Real S.A.||||
            """);
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("Muestra Real S.A.", "Ejemplo Norte S.A.C."));
    }

    [Fact]
    public void A_person_who_purchases_for_the_company_on_the_letterhead_is_its_contact()
    {
        var read = Understood.Table("""
            Purchase Order|||Sample Marine Ltd
            Vendor|Example Ropes||
            Order No.|106024|Purchaser|Gill Sample
            No.|Description|Quantity|Line Amount
            RP-1|Rope|2|10.00
            """);
        (read.Order.Customer?.Name, read.Order.Customer?.Contact).ShouldBe(("Sample Marine Ltd", "Gill Sample"));
    }

    [Theory]
    [InlineData("Firma:|Maler Muster||")]
    [InlineData("Firma: Maler Muster|||")]
    public void A_firm_named_above_the_table_is_no_signature(string row)
    {
        var read = Understood.Table($"""
            Materialbestellung Nr. B-118|||
            {row}
            Artikelnummer|Bezeichnung|Menge|Einheit
            A-1|Farbe|2|Eimer
            """);
        read.Order.Customer?.Name.ShouldBe("Maler Muster");
    }

    [Fact]
    public void The_name_beside_a_suppliers_number_is_the_suppliers()
    {
        var read = Understood.Table("""
            Num. Pedido,Emissão,Fornecedor,Razão Social,Produto,Descrição,Quantidade,Preço Unit.
            004512,03/02/2026,000231,Exemplo Metal Ltda,MP0012,CHAPA ACO 1020 3MM,12,8.45
            004512,03/02/2026,000231,Exemplo Metal Ltda,MP0019,BARRA CHATA,45,9.10
            """.Replace(',', '|'));
        (read.Order.Customer?.Name, read.Order.Supplier?.Name, read.Order.Supplier?.Code).ShouldBe((null, "Exemplo Metal Ltda", "000231"));
    }

    [Fact]
    public void Of_two_captions_that_may_both_name_the_goods_the_one_over_codes_is_the_code()
    {
        var read = Understood.Table("""
            Pedido|Produto|Descrição|Quantidade|Preço unitário
            PC-1|MP0012|CHAPA ACO 1020 3MM|12|8.45
            PC-1|MP0019|BARRA CHATA 2"X1/4"|45|9.10
            """);
        (read.Order.Lines[0].ItemCode, read.Order.Lines[0].ItemName).ShouldBe(("MP0012", "CHAPA ACO 1020 3MM"));
    }

    [Fact]
    public void A_name_that_changes_with_the_order_and_not_with_the_goods_is_who_ordered()
    {
        var read = Understood.Table("""
            Document Number|Date|Name|Item|Description|Quantity|Rate|Amount
            SO1|2026-03-02|Sample Outfitters|TNT-2P|Two person tent|12|149.00|1788.00
            SO1|2026-03-02|Sample Outfitters|SLP-0C|Sleeping bag|20|79.50|1590.00
            SO2|2026-03-02|Example Trail|TNT-2P|Two person tent|4|149.00|596.00
            """);
        (read.Orders[0].Customer?.Name, read.Orders[0].Lines[1].ItemName).ShouldBe(("Sample Outfitters", "Sleeping bag"));
    }

    [Fact]
    public void Who_heads_the_paper_and_is_delivered_to_has_ordered()
    {
        var read = Understood.Table("""
            Sample Primary School|||
            Official Order|||
            Order number|OPS/0318|To|Example Supplies Ltd
            Deliver to|Sample Primary School, Church Lane||
            Cat. no.|Item|Qty|Price each
            LS-331|Glue|4|32.50
            """);
        read.Order.Customer?.Name.ShouldBe("Sample Primary School");
    }

    [Fact]
    public void The_company_to_invoice_goes_before_the_person_who_buys()
    {
        var read = Understood.Table("""
            ORDEM DE COMPRA Nº 3390/2026||||
            Fornecedor:|Exemplo Sol Ltda|Comprador:|Marcos Exemplo|
            Código|Descrição|Qtd|Vl. Unit.|Vl. Total
            778-1|Papel|25|48,90|1222,50
            Faturar para: Amostra Costa Ltda||||
            """);
        read.Order.Customer?.Name.ShouldBe("Amostra Costa Ltda");
    }

    [Theory]
    [InlineData("발   주   서", "수  신|(주)견본스프링|발  신|(주)예제산업", "No.|품번|품명|수량", "(주)예제산업", "(주)견본스프링")]
    [InlineData("Ordine fornitore", "Spett.le|Esempio Vetri S.r.l.|Da:|Campione Oli S.n.c.", "N.|Codice|Descrizione|Q.tà", "Campione Oli S.n.c.", "Esempio Vetri S.r.l.")]
    [InlineData("訂購單 PURCHASE ORDER", "致 To:|範例印刷有限公司|訂單編號：|KF-26-0088", "項目|貨號|品名|數量", null, "範例印刷有限公司")]
    public void Labels_of_a_letter_say_who_writes_and_who_is_written_to(string title, string letter, string captions, string? customer, string supplier)
    {
        var read = Sheet.Of($"{title}|||", letter, captions, "1|SP-1|Spring|30", "2|SP-2|Spring|20");
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe((customer, supplier));
    }

    [Fact]
    public void A_letters_address_on_a_buyers_paper_is_the_suppliers()
    {
        var read = Sheet.Of("""
            Metallbau Muster GmbH & Co. KG · Am Musterpark 8 · 37079 Musterstadt
            Firma|||||Bestell-Nr.:|B-2026/17
            Beispiel Schrauben GmbH|||||Datum:|14.03.2026
            Industriestraße 41|||||Rechnung an:|buchhaltung@muster.example
            34123 Beispielstadt
            Bestellung
            Pos.|Art.-Nr.|Bezeichnung|Menge|ME
            1|933-M12|Schraube|500|Stk
            2|934-M12|Mutter|500|Stk
            """);
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("Metallbau Muster GmbH & Co. KG", "Beispiel Schrauben GmbH"));
    }

    [Fact]
    public void A_letters_address_on_a_sellers_paper_is_the_customers()
    {
        var read = Sheet.Of("""
            Beispiel Dichtungstechnik GmbH
            Ziegelhütte 3, 73230 Beispielheim
            Pumpenwerk Muster AG||||Auftragsbestätigung|AB 2604-331
            Einkauf||||Datum|21.02.2026
            Hafenstraße 12||||Kundennummer|20418
            15230 Musterstadt
            Pos|Artikel|Bezeichnung|Menge|Einh.|Preis|Betrag
            10|OR-70|O-Ring|200|ST|1,15|230,00
            20|GL-40|Dichtung|6|ST|148,60|891,60
            """);
        (read.Order.Customer?.Name, read.Order.Customer?.Code).ShouldBe(("Pumpenwerk Muster AG", "20418"));
    }

    [Fact]
    public void A_director_who_is_written_to_is_the_suppliers()
    {
        var read = Sheet.Of("""
            |||||Директору ООО "Образец"
            ЗАЯВКА № 17
            на поставку продуктов
            Дата подачи заявки: 16.02.2026
            № п/п|Наименование товара|Ед. изм.|Кол-во|Цена за ед., руб.|Сумма, руб.
            1|Молоко|л|120|78,5|9420
            2|Масло|шт|60|164|9840
            Грузополучатель: МБДОУ "Детский сад № 1"
            """);
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("МБДОУ \"Детский сад № 1\"", "ООО \"Образец\""));
    }

    [Theory]
    [InlineData("示例实验小学食堂食材采购清单||", "供货单位：范例配送有限公司|订单编号：A-1|", "品名|数量|单位", "示例实验小学食堂")]
    [InlineData("École élémentaire Exemple||", "Fournisseur : Papeterie Modèle|Commande n° : A-1|", "Désignation|Qté|Unité", "École élémentaire Exemple")]
    public void A_school_at_the_head_of_its_order_has_ordered(string head, string block, string captions, string customer) =>
        Sheet.Of(head, block, captions, "A|2|u", "B|3|u").Order.Customer?.Name.ShouldBe(customer);

    [Fact]
    public void A_firm_without_a_legal_form_is_named_by_a_label_in_a_form_and_not_by_who_signs_below()
    {
        Sheet.Of("""
            SPARE PARTS ORDER FORM
            Company|Sample Valley Feeds||P.O. No.|VF-7730
            Contact|Dale Sample||Date|2026-03-03
            Part number|Description|Qty
            100-2231|Hammer|48
            100-2305|Pin|8
            Name:|D. Rourke||Signature:
            """).Order.Customer?.Name.ShouldBe("Sample Valley Feeds");
    }

    [Theory]
    [InlineData("采购订单（请盖章确认回传）", "致：|示例钢铁有限公司|自：|样本工具有限公司")]
    [InlineData("Bestellung - Bitte Auftragsbestätigung senden", "An:|示例钢铁有限公司|Von:|样本工具有限公司")]
    public void What_a_title_asks_for_does_not_say_whose_paper_it_is(string title, string letter)
    {
        var read = Sheet.Of(title + "|||", letter, "物料编码|品名|数量|单价", "A-1|轴|2|10", "A-2|套|3|10");
        (read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("样本工具有限公司", "示例钢铁有限公司"));
    }

    [Fact]
    public void A_sellers_confirmation_waits()
    {
        Sheet.Of("""
            Muster Berufskleidung GmbH
            Auftragsbestätigung Nr. 260981
            An:|Klinikum Beispiel gGmbH
            Artikelnummer|Bezeichnung|Menge
            A-1|Kittel|20
            A-2|Hose|30
            """).Refusal!.Code.ShouldBe("other-document-kind");
    }

    [Fact]
    public void A_department_that_writes_is_the_contact_of_the_company_on_the_letterhead()
    {
        var order = Sheet.Of("""
            示例五金制品厂|||
            返单通知|||
            TO：范例原料有限公司|||订单编号：FD-7
            FROM：采购部 黄生|||
            物料编码|品名|数量|单价
            A-1|粒子|200|10
            A-2|色粉|30|10
            """).Order;
        (order.Customer?.Name, order.Supplier?.Name).ShouldBe(("示例五金制品厂", "范例原料有限公司"));
    }

    [Fact]
    public void A_sheet_full_of_headings_costs_no_time()
    {
        var rows = string.Join('\n', Enumerable.Repeat(string.Join('|', Enumerable.Repeat("需方|供方", 10)), 3000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Understood.Table(rows + "\n物料编码|品名|数量\nA-1|轴|2\nA-2|套|3");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void One_firm_under_a_word_for_either_party_is_asked_about() =>
        Understood.Table("""
            발주서||||
            업체명:|표본정밀(주)||발주번호:|PO-26-118
            품명|규격|수량|단가|금액
            브라켓|BR-20|100|1200|120000
            커버|CV-11|50|3000|150000
            """).Codes.ShouldContain("company-without-role");

    [Fact]
    public void The_partner_beside_a_customer_of_its_own_label_delivers()
    {
        var order = Understood.Table("""
            발주서||||
            거래처|예시테크|||
            공급받는자|표본산업(주)|||
            품목코드|품목명|수량|단가|공급가액
            M-1|모터|3|50000|150000
            M-2|감속기|2|80000|160000
            """).Order;
        (order.Customer?.Name, order.Supplier?.Name).ShouldBe(("표본산업(주)", "예시테크"));
    }

    [Theory]
    [InlineData("Sample Truck & Trailer Repair|||", "", "Sample Truck & Trailer Repair")]
    [InlineData("", "Sample Partnership Ltd, 5 Example Road, York|||", "Sample Partnership Ltd")]
    public void Who_may_have_ordered_is_shown_and_waits_to_be_confirmed(string head, string foot, string guess)
    {
        var read = Understood.Table($"""
            {head}
            Parts Order|||
            Order #|RT-7731|Supplier|Example Fleet Parts
            Part #|Description|Qty|Unit price
            GL-30|Brake chamber|8|62.40
            GL-47|Wheel seal|12|21.50

            {foot}
            """);
        read.Order.Customer?.Name.ShouldBe(guess);
        read.Codes.ShouldContain("company-without-role");
    }

    [Theory]
    [InlineData("Order form - clinical items")]
    [InlineData("Spring delivery to site")]
    [InlineData("Example Fleet Parts")]
    public void A_title_a_sentence_and_the_supplier_are_nobody_who_orders(string head) =>
        Understood.Table($"""
            {head}|||
            Order #|RT-7731|Supplier|Example Fleet Parts
            Part #|Description|Qty|Unit price
            GL-30|Brake chamber|8|62.40
            GL-47|Wheel seal|12|21.50
            """).Order.Customer?.Name.ShouldBeNull();

    [Fact]
    public void A_partner_in_a_firms_list_of_its_purchases_supplies()
    {
        var order = Understood.Table("""
            회사명 : (주)표본테크 / 발주서조회 / 2026/02/01 ~ 2026/02/06|||||
            일자-No.|거래처명|품목코드|품목명|수량|단가|공급가액
            2026/02/03-1|예시스프링|SPR-0012|압축스프링|3000|85|255000
            2026/02/05-3|예시스프링|PLT-0107|판스프링|1500|240|360000
            """).Order;
        (order.Customer?.Name, order.Supplier?.Name).ShouldBe(("(주)표본테크", "예시스프링"));
    }

    [Fact]
    public void A_school_at_the_front_of_a_long_title_orders() =>
        Understood.Table("""
            东方示例学院（教学单位名称）2026年秋季教材订购明细表,,,
            书号,书名,采购数量,定价
            9787040566212,高等数学,320,48.8
            9787302511878,程序设计,180,49.5
            """).Order.Customer?.Name.ShouldBe("东方示例学院");

    [Theory]
    [InlineData("ORDER FORM")]
    [InlineData("ORDER")]
    public void Whom_an_order_is_addressed_to_sells(string title)
    {
        var read = Understood.Table($"""
            {title}|||
            To:|Example Fasteners Ltd||
            Order no|T-2|Date|2026-02-17
            Code|Description|Qty|Unit price
            BF-100|Hex bolt|500|0.42
            BF-340|Threaded rod|40|3.00
            """);
        (read.Order.Supplier?.Name, read.Order.Customer).ShouldBe(("Example Fasteners Ltd", null));
        read.Codes.ShouldContain("customer-not-named");
    }
}
