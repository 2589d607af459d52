using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

/// <summary>Layouts of shop exports, ERP lists and printed forms as their programs write them.</summary>
public sealed class What_trade_files_say
{
    [Fact]
    public void Orders_of_one_document_type_are_told_apart_by_their_numbers()
    {
        var read = Understood.Table("採購單別,採購單號,品號,品名,採購數量,預計到料時間\n330,20260901001,3A-12,電阻,5000,2026-09-20\n330,20260901002,3A-50,電容,2000,2026-09-25");
        read.Orders.Select(o => o.OrderNumber).ShouldBe(["20260901001", "20260901002"]);
        read.Order.OrderDate.ShouldBeNull();
        read.Order.Lines[0].DeliveryDate.ShouldBe(new DateOnly(2026, 9, 20));
    }

    [Fact]
    public void Rows_of_one_group_without_a_number_belong_to_the_order_that_the_group_numbered()
    {
        var read = Understood.Table("Group Key,Order Number,Item Code,Description,Qty\nG1,PO-1,A-1,Shaft,2\nG1,,A-2,Ring,3\nG2,PO-2,A-3,Plug,4");
        read.Orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("PO-1", 2), ("PO-2", 1)]);
    }

    [Fact]
    public void One_group_key_over_several_order_numbers_does_not_merge_them()
    {
        var read = Understood.Table("Group Key,Order Number,Item Code,Description,Qty\nG1,PO-1,A-1,Shaft,2\nG1,PO-2,A-2,Ring,3");
        read.Orders.Select(o => o.OrderNumber).ShouldBe(["PO-1", "PO-2"]);
    }

    [Fact]
    public void The_orders_number_groups_the_lines_and_not_the_number_of_each_ordered_product()
    {
        var read = Understood.Table("""
            상품주문번호,주문번호,구매자명,상품번호,상품명,판매자 상품코드,수량,상품가격
            2026090112345671,2026090198765431,최민호,5001,무선 마우스,MS-01,1,25900
            2026090112345672,2026090198765431,최민호,5002,키보드,KB-02,2,45000
            """);
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("2026090198765431");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["MS-01", "KB-02"]);
    }

    [Fact]
    public void The_sellers_own_code_goes_before_the_platforms_number()
    {
        var read = Understood.Table("""
            Номер заказа;Наименование товара;OZON id;Артикул;Количество
            0112345678-0001;Коврик для мыши;212345;MP-100;2
            0112345679-0004;Клавиатура;212346;KB-20;1
            """);
        read.Orders.SelectMany(o => o.Lines).Select(l => l.ItemCode).ShouldBe(["MP-100", "KB-20"]);
    }

    [Fact]
    public void A_column_of_names_under_an_unknown_caption_is_shown_as_the_goods_and_asked_about()
    {
        var read = Sheet.Of("Bestellnummer|B-2026-9||", "Zzqxsorte|Preis (€)|Menge|Summe (€)", "Dinkelbandnudeln breit|2.5|4|10", "Spaghetti vom Dinkel|2.5|6|15");
        read.Order.Lines.Select(l => l.ItemName).ShouldBe(["Dinkelbandnudeln breit", "Spaghetti vom Dinkel"]);
        read.Confidence.ShouldBeLessThan(0.85m);
    }

    [Fact]
    public void Two_columns_of_names_under_unknown_captions_are_not_guessed_between()
    {
        var read = Sheet.Of("Bestellnummer|B-2026-9|||", "Zzqx|Qqwz|Preis|Menge|Summe", "Dinkelbandnudeln breit|rote Kiste hinten|2.5|4|10", "Spaghetti vom Dinkel|blaue Kiste vorn|2.5|6|15");
        read.Order.Lines.ShouldAllBe(l => l.ItemName == null);
    }

    [Fact]
    public void A_word_that_means_something_else_abroad_means_what_it_means_in_the_tables_own_language()
    {
        var read = Understood.Table("""
            Auftragsnummer;Bestelldatum;Firma;Vorname;Artikelnummer;Positionsname;Anzahl;Gesamtpreis
            SW-20418;03.06.2026;Hofladen Brandt;Petra;A-1001;Honig 500g;12;50,52
            SW-20419;14.06.2026;Café Linde GmbH;Jens;A-1044;Kerze rot;24;97,20
            """);
        read.Orders.Select(o => o.Customer!.Name).ShouldBe(["Hofladen Brandt", "Café Linde GmbH"]);
        read.Order.Lines[0].ItemName.ShouldBe("Honig 500g");
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Fact]
    public void Beside_a_code_of_the_goods_a_bare_name_is_theirs_and_no_customers()
    {
        var read = Understood.Table("Symbol;Nazwa;Ilość;Jm;Wartość netto\nOLEJ5W30;Olej silnikowy 5W30 4L;12;szt;1 074,00\nFILTR-22;Filtr oleju;20;szt;284,00");
        read.Orders.ShouldHaveSingleItem().Lines.Select(l => l.ItemName).ShouldBe(["Olej silnikowy 5W30 4L", "Filtr oleju"]);
    }

    [Fact]
    public void The_day_of_payment_is_no_day_of_delivery()
    {
        var read = Understood.Table("""
            order-id,purchase-date,zzqx-date,sku,product-name,quantity-purchased
            113-1,2026-09-01T08:10:11+00:00,2026-09-01T08:12:00+00:00,MUG-01,Ceramic mug,2
            113-2,2026-09-02T09:00:00+00:00,2026-09-02T09:05:00+00:00,TEA-05,Green tea,1
            """);
        read.Orders.SelectMany(o => o.Lines).ShouldAllBe(l => l.DeliveryDate == null);
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Fact]
    public void A_way_of_delivery_that_looks_like_a_date_is_none()
    {
        var read = Understood.Table("訂單號碼,訂單日期,送貨方式,商品貨號,商品名稱,數量\nT-1,2026-09-01,7-11,TS-01,純棉T恤,2\nT-2,2026-09-01,7-11,SK-02,襪子,1");
        read.Orders.SelectMany(o => o.Lines).ShouldAllBe(l => l.DeliveryDate == null);
    }

    [Fact]
    public void Totals_of_orders_whose_goods_are_not_named_are_no_quantities()
    {
        Understood.Table("id_pedido,fecha,cliente,total,estado,total_cobro\n202510-002,28/10/2025,Jorge Pérez,698.4,Cancelado,\n202510-003,28/10/2025,Álvaro Pérez,236.05,Completado,230").Orders.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ZAMÓWIENIE NR 125/2026", "z dnia 14.03.2026", "Indeks|Nazwa towaru|Ilość")]
    [InlineData("BESTELLUNG NR. 125/2026", "vom 14. März 2026", "Artikelnummer|Bezeichnung|Menge")]
    [InlineData("ЗАКАЗ № 125/2026", "от 14 марта 2026 г.", "Артикул|Наименование|Количество")]
    public void The_day_in_a_row_of_its_own_below_the_title_is_the_orders(string title, string dated, string captions)
    {
        var order = Sheet.Of(title, dated, captions, "ZW-101|Zawias 35|400", "PR-45|Prowadnica 450|60").Order;
        order.OrderNumber.ShouldBe("125/2026");
        order.OrderDate.ShouldBe(new DateOnly(2026, 3, 14));
    }

    [Fact]
    public void Units_right_of_the_quantities_need_no_caption_of_their_own()
    {
        var read = Sheet.Of("Заказ поставщику № ЦБ-145 от 4 сентября 2026 г.", "№|Артикул|Товары (работы, услуги)|Количество||Цена|Сумма", "1|К-100|Кабель ВВГ|500|м|85.4|42700", "2|Р-16|Розетка двойная|40|шт|210|8400");
        read.Order.Lines.Select(l => (l.Quantity, l.UnitText)).ShouldBe([(500m, "м"), (40m, "шт")]);
    }

    [Fact]
    public void A_party_written_out_with_its_tax_number_is_known_by_its_name()
    {
        var customer = Sheet.Of("Заказ № 145 от 4 сентября 2026 г.", "Заказчик:|АО \"Вектор\", ИНН 7809876543, 190000, Санкт-Петербург г", "Артикул|Наименование|Количество", "К-100|Кабель ВВГ|500").Order.Customer!;
        customer.Name.ShouldBe("АО \"Вектор\"");
        customer.TaxId.ShouldBe("7809876543");
    }

    [Fact]
    public void Of_a_list_of_parcels_the_recipient_is_who_ordered()
    {
        var read = Understood.Table("주문번호,수취인명,배송지,상품명,수량\n2024-1,홍길동,서울특별시 송파구 올림픽로 300,유기농 쌀 10kg,2\n2024-2,김미영,경기도 성남시 판교로 1,유기농 현미 5kg,1");
        read.Orders.Select(o => o.Customer!.Name).ShouldBe(["홍길동", "김미영"]);
    }

    [Fact]
    public void A_caption_of_two_languages_keeps_its_surest_meaning()
    {
        var line = Sheet.Of("採購單", "廠商：大同軸承有限公司||||採購單號：PO1150918|", "項次|料號|品名規格|單位|數量|未稅單價|未稅金額", "1|BR-6204|深溝滾珠軸承 6204ZZ|PCS|100|45|4500", "2|BR-6205|深溝滾珠軸承 6205ZZ|PCS|100|52|5200");
        line.Order.Lines.Select(l => l.ItemName).ShouldBe(["深溝滾珠軸承 6204ZZ", "深溝滾珠軸承 6205ZZ"]);
        line.Order.Supplier!.Name.ShouldBe("大同軸承有限公司");
        line.Order.Customer?.Name.ShouldBeNull();
    }

    [Fact]
    public void Materials_whose_numbers_rise_are_no_count_of_lines()
    {
        var read = Understood.Table("Einkaufsbeleg;Position;Material;Kurztext;Bestellmenge\n4500091122;10;10023344;Zylinder;12\n4500091122;20;10023355;Ventil;6");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["10023344", "10023355"]);
    }

    [Fact]
    public void Beside_the_orders_number_its_id_in_the_database_is_not_the_number()
    {
        var read = Understood.Table("ID Ordine,Numero Ordine,Data Ordine,SKU,Prodotto,Quantità\n9001,1001,2026-09-01,TSH-M,T-shirt bianca,2\n9002,1002,2026-09-02,TSH-L,T-shirt nera,1");
        read.Orders.Select(o => o.OrderNumber).ShouldBe(["1001", "1002"]);
    }

    [Fact]
    public void A_name_that_every_row_repeats_is_not_what_differs_from_row_to_row()
    {
        var read = Understood.Table("Date,Document Number,Name,Item,Quantity,Rate\n9/14/2026,PO00412,Summit Fasteners,HX-M8-40,2000,0.12\n9/14/2026,PO00412,Summit Fasteners,NT-M8,2000,0.05");
        read.Order.Lines.ShouldAllBe(l => l.ItemName != "Summit Fasteners");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["HX-M8-40", "NT-M8"]);
    }

    [Fact]
    public void Amounts_less_their_discounts_prove_quantity_price_and_amount()
    {
        var read = Sheet.Of("Auftragsbestätigung Nr. AB-26-0917", "Kunde:|Schreinerei Holzmann GmbH", "Pos|Artikelnr.|Bezeichnung|Menge|ME|Einzelpreis €|Rabatt %|Gesamt €", "1|SP-19-W|Spanplatte weiß|40|m²|12.8|5|486.4", "2|KA-22|Kante ABS|150|m|0.65|0|97.5");
        read.Order.Lines.Select(l => l.Amount).ShouldBe([486.4m, 97.5m]);
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Theory]
    [InlineData("VAT @ 20%")]
    [InlineData("VAT (20 %)")]
    [InlineData("Tax 20%")]
    public void A_rate_behind_the_tax_does_not_hide_it(string tax)
    {
        var order = Sheet.Of("Order Number|HS-2291|||", "Code|Product|Qty|Price|Line Total", "L-1|LED tube|60|4.95|297", $"|||{tax}|59.4", "|||Total|356.4").Order;
        order.Lines.Count.ShouldBe(1);
        order.Totals!.Tax.ShouldBe(59.4m);
    }

    [Theory]
    [InlineData("COMMANDE FOURNISSEUR N° CF2609-014", "Établi le 12/09/2026", "Référence|Libellé|Quantité")]
    [InlineData("Purchase Order No. CF2609-014", "Order date 2026-09-12", "Item code|Description|Qty")]
    public void A_label_and_its_day_need_no_colon_between_them(string title, string dated, string captions)
    {
        Sheet.Of(title, dated, captions, "FAR-T55|Farine T55|40", "LEV-500|Levure|6").Order.OrderDate.ShouldBe(new DateOnly(2026, 9, 12));
    }

    [Fact]
    public void Materials_named_by_words_are_names_and_no_codes()
    {
        var read = Understood.Table("采购单号,供应商,日期,物料,数量\nPO-1,永利钢材,2026-09-01,冷轧板,20\nPO-2,华鑫化工,2026-09-02,稀释剂,10");
        read.Orders.SelectMany(o => o.Lines).Select(l => l.ItemName).ShouldBe(["冷轧板", "稀释剂"]);
    }

    [Fact]
    public void Goods_named_by_one_word_are_named()
    {
        var read = Understood.Table("Order ID,Customer,Product,Quantity,Price,Date\n5001,Jane Roe,Kettle 1.7L,2,34.99,2026-09-10\n5002,Sam Poe,Toaster,1,29.99,2026-09-11");
        read.Orders.SelectMany(o => o.Lines).Select(l => l.ItemName).ShouldBe(["Kettle 1.7L", "Toaster"]);
    }

    [Fact]
    public void The_total_of_an_order_of_one_line_is_the_amount_of_that_line()
    {
        var read = Understood.Table("Mã Đơn,Ngày,Khách Hàng,Sản Phẩm,Số Lượng,Tổng Tiền\nB001,01/09/2026,Anh Tú,Cà phê rang,3,360000\nB002,22/09/2026,Chị Mai,Trà sen,2,240000");
        read.Orders.Select(o => o.Lines[0].Amount).ShouldBe([360000m, 240000m]);
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Fact]
    public void Stamps_with_the_time_of_day_are_when_it_was_ordered()
    {
        var read = Understood.Table("Bestellnummer;Zzqx;Artikelnummer;Artikelname;Anzahl\n20012;17.09.2026 09:12;SP-100;Bauklötze Holz;3\n20013;17.09.2026 11:45;SP-200;Puzzle Tiere;1");
        read.Order.OrderDate.ShouldBe(new DateOnly(2026, 9, 17));
        read.Order.Lines[0].DeliveryDate.ShouldBeNull();
    }

    [Fact]
    public void A_legal_form_behind_a_name_is_no_word_of_courtesy()
    {
        Understood.Table("Número,Data,Cliente,Código,Descrição,Qtde\n3301,12/09/2026,Loja Azul ME,CAM-P,Camiseta branca,10").Order.Customer!.Name.ShouldBe("Loja Azul ME");
    }

    [Fact]
    public void Parts_of_an_order_with_numbers_of_their_own_are_its_lines()
    {
        var read = Understood.Table("子订单编号,主订单编号,标题,价格,购买数量,商家编码\n1980001,1980000,竹纤维毛巾,19.90,3,MJ-G\n1980002,1980000,浴巾,39.90,1,YJ-B");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("1980000");
        read.Order.Lines.Count.ShouldBe(2);
    }

    [Fact]
    public void A_bare_number_that_repeats_is_the_orders_and_not_the_goods()
    {
        var read = Understood.Table("Номер;Дата;Контрагент;Код;Наименование;Кол-во\n00318;15.09.2026;ООО Ромашка;001;Чай чёрный;50\n00318;15.09.2026;ООО Ромашка;002;Кофе молотый;20");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("00318");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["001", "002"]);
    }

    [Theory]
    [InlineData("Montpellier, le 18/09/2026")]
    [InlineData("Berlin, den 18.09.2026")]
    [InlineData("Milano, 18/09/2026")]
    public void The_day_behind_the_place_is_the_orders(string written)
    {
        Sheet.Of("BON DE COMMANDE N° 2026-317", written, "Code article|Désignation|Quantité", "OLI-10|Olivier 10 ans|6", "LAV-1|Lavande vraie|200").Order.OrderDate.ShouldBe(new DateOnly(2026, 9, 18));
    }

    [Theory]
    [InlineData("SARL Les Jardins du Midi")]
    [InlineData("Les Jardins du Midi SARL")]
    public void A_company_is_known_by_its_legal_form_before_its_name_as_behind_it(string company)
    {
        Sheet.Of(company, "BON DE COMMANDE N° 2026-317", "Code article|Désignation|Quantité", "OLI-10|Olivier 10 ans|6", "LAV-1|Lavande vraie|200").Order.Customer!.Name.ShouldBe(company);
    }

    [Fact]
    public void The_person_who_buys_on_a_companys_paper_buys_for_the_company()
    {
        var customer = Sheet.Of("GLOBEX MANUFACTURING INC.", "Purchase Order", "P.O. No.|GX-55821||Buyer|R. Diaz", "Vendor|Lakeside Plastics LLC", "Part Number|Description|Qty", "1182-04|Housing|500").Order.Customer!;
        customer.Name.ShouldBe("GLOBEX MANUFACTURING INC.");
        customer.Contact.ShouldBe("R. Diaz");
    }

    [Fact]
    public void Days_on_which_quantities_fall_due_are_their_delivery()
    {
        var read = Understood.Table("""
            采购单号,供应商代码,到期日,项次,料号,数量
            P26001,S1001,2026-10-01,1,A-100-01,500
            P26001,S1001,2026-10-08,2,A-100-02,300
            """);
        read.Order.Lines.Select(l => l.DeliveryDate).ShouldBe([new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 8)]);
    }
}
