using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Whose_details_stand_where
{
    [Fact]
    public void Under_the_suppliers_label_contact_telephone_tax_number_and_address_are_the_suppliers()
    {
        var order = Sheet.Of("""
            样例精密机械有限公司
            采购订单
            供方：|示例紧固件厂|||订单编号：|CG-20260318
            联系人：|周示例|||订购日期：|2026-03-10
            电话：|0519-00000001
            地址：|示例市工业园
            税号：|91320000000000000X
            物料编码|名称|数量|单价|金额
            A-1|螺钉|100|0.5|50
            A-2|螺母|100|0.2|20
            """).Order;
        (order.Customer?.Name, order.Customer?.Contact, order.Customer?.Phone, order.Customer?.TaxId).ShouldBe(("样例精密机械有限公司", null, null, null));
        (order.Supplier?.Name, order.Supplier?.TaxId, order.ShipTo).ShouldBe(("示例紧固件厂", "91320000000000000X", null));
    }

    [Fact]
    public void Of_two_parties_side_by_side_each_has_the_details_under_its_own_label()
    {
        var order = Sheet.Of("""
            발 주 서
            발주번호|PO-2604-017|||발주일자|2026-03-10
            수신|(주)예시볼트|||발신|견본정밀(주)
            담당자|김예시 과장|||담당자|박견본 대리
            전화|051-000-0001|||전화|055-000-0002
            품목코드|품명|수량|단가|금액
            BT-1|육각볼트|100|85|8500
            NT-1|육각너트|100|30|3000
            """).Order;
        (order.Customer?.Name, order.Customer?.Contact, order.Customer?.Phone, order.Supplier?.Name).ShouldBe(("견본정밀(주)", "박견본 대리", "055-000-0002", "(주)예시볼트"));
    }

    [Fact]
    public void A_contact_that_names_itself_the_customers_stays_so_below_the_supplier()
    {
        var order = Understood.Table("""
            Purchase Order|||
            Customer:|Sample Works Ltd||
            Vendor:|Example Tools Inc||
            Buyer Contact:|Ann Sample||
            PO Number:|P-1001||
            SKU|Description|Qty|Unit Price
            A-1|Shaft|2|10.00
            """).Order;
        (order.Customer?.Name, order.Customer?.Contact).ShouldBe(("Sample Works Ltd", "Ann Sample"));
    }

    [Fact]
    public void A_second_label_beside_a_partys_is_no_name()
    {
        var order = Sheet.Of("""
            발 주 서
            발주번호|PO-1|발주일자|2026-03-10
            발주처|상호|견본전자|공급업체|상호|예시상사
            |등록번호|987-65-43210||등록번호|123-45-67890
            품목코드|품명|수량|단가|금액
            C-1|콘덴서|100|85|8500
            R-1|저항|100|30|3000
            """).Order;
        (order.Customer?.Name, order.Supplier?.Name).ShouldBe(("견본전자", "예시상사"));
        (order.Customer?.TaxId, order.Supplier?.TaxId).ShouldBe(("987-65-43210", "123-45-67890"));
    }

    [Fact]
    public void Whom_an_order_addresses_beside_its_customer_sells()
    {
        var order = Understood.Table("""
            Spett.le: Acciaierie Esempio S.r.l.
            Cliente: Carpenteria Campione S.n.c.
            Ordine n.: 118/2026
            Codice;Descrizione;Q.tà;Prezzo
            IPE-1;Trave;1250;0,98
            UPN-1;Profilo;640;1,02
            """).Order;
        (order.Customer?.Name, order.Supplier?.Name).ShouldBe(("Carpenteria Campione S.n.c.", "Acciaierie Esempio S.r.l."));
    }

    [Fact]
    public void A_place_of_delivery_below_the_table_goes_before_the_letterheads_address()
    {
        var order = Sheet.Of("""
            CÔNG TY TNHH MẪU
            Địa chỉ: 25 Đường Mẫu, Quận 12
            ĐƠN ĐẶT HÀNG
            Số: 045/ĐĐH||||Ngày: 14/03/2026
            Mã hàng|Tên hàng|ĐVT|Số lượng|Đơn giá|Thành tiền
            TC-01|Thùng carton|Cái|2000|6500|13000000
            BK-05|Băng keo|Cuộn|300|14000|4200000
            Địa điểm giao hàng: Kho Mẫu, 7 Đường Kho
            """).Order;
        order.ShipTo?.Street.ShouldBe("Kho Mẫu, 7 Đường Kho");
    }

    [Fact]
    public void An_address_of_several_rows_is_read_to_its_last()
    {
        var order = Sheet.Of("""
            Sample Fabrication LLC||||PURCHASE ORDER
            PO #|LF-2284|||
            VENDOR|||SHIP TO
            Example Steel Supply|||Receiving Dept
            Attn: Sales|||1220 Sample Drive
            88 Example Rd|||Sampleton, MI 49441
            ITEM #|DESCRIPTION|QTY|UNIT PRICE|TOTAL
            HR-1|Hot rolled plate|10|212.4|2124
            CR-1|Cold rolled bar|24|38.75|930
            """).Order;
        order.ShipTo?.Street.ShouldBe("Receiving Dept, 1220 Sample Drive, Sampleton, MI 49441");
        (order.Customer?.Name, order.Customer?.Contact).ShouldBe(("Sample Fabrication LLC", null));
    }

    [Fact]
    public void A_day_beside_its_label_is_no_second_date_of_the_order()
    {
        var order = Sheet.Of("""
            |||注文番号|PO-26-0115
            |||発行日|2026年3月2日
            注 文 書
            有限会社 見本製作所　御中
            納期|2026年4月12日
            品番|品名|数量|単価|金額
            PM-1|シャフト|20|4800|96000
            PM-2|インペラ|20|6200|124000
            """).Order;
        (order.OrderDate, order.RequestedDate).ShouldBe((new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 12)));
    }

    [Fact]
    public void A_letterhead_with_its_address_in_one_line_is_the_firm_before_it()
    {
        Sheet.Of("""
            Maschinenbau Muster GmbH, Industriestr. 12, 72461 Musterstadt
            Hartmetall Beispiel KG
            |||||Bestell-Nr.|B26-00417
            Bestellung
            Ihre Art.-Nr.|Bezeichnung|Menge|ME|Preis|Gesamt
            HV-6|Fräser|30|Stk|14.80|444.00
            HV-8|Fräser lang|20|Stk|21.30|426.00
            """).Order.Customer?.Name.ShouldBe("Maschinenbau Muster GmbH");
    }

    [Fact]
    public void A_bare_number_above_the_title_is_the_orders()
    {
        Sheet.Of("""
            ||||||No.|2026-031
            ||||||発注日|2026年3月3日
            発注書
            見本部品工業株式会社|御中
            品名|型番|数量|単位|単価|金額
            コネクタ|CN-24P|500|個|180|90000
            ハーネス|HN-0312|100|本|400|40000
            """).Order.OrderNumber.ShouldBe("2026-031");
    }

    [Fact]
    public void The_lines_of_an_address_are_no_labels_of_what_stands_below_them()
    {
        Sheet.Of("""
            Sales Order||||P.O. No.|CI-8890
            Name / Address|||Ship To
            Coastal Sample Co.|||Coastal Sample Co.
            77 Palm Rd|||Warehouse B
            Sampleton, FL 34102|||Exampleton, FL 34104
            Item|Description|Ordered|U/M|Rate|Amount
            BP-150|Booster pump|4|ea|389|1556
            PS-40|Pressure switch|10|ea|24.5|245
            """).Order.ShouldSatisfyAllConditions(
            o => o.Customer?.Name.ShouldBe("Coastal Sample Co."),
            o => o.ShipTo?.Street.ShouldBe("Coastal Sample Co., Warehouse B, Exampleton, FL 34104"),
            o => o.Attributes.ShouldBeEmpty());
    }

    [Fact]
    public void A_means_of_payment_above_the_table_is_the_orders()
    {
        var order = Sheet.Of("""
            采购订单
            订单编号：|CG-1|||付款方式：|银行转账
            物料编码|名称|数量|单价|金额
            A-1|螺钉|100|0.5|50
            A-2|螺母|100|0.2|20
            """).Order;
        order.Payment?.Method.ShouldBe("银行转账");
    }

    [Fact]
    public void Blocks_under_headings_are_the_partys_that_the_heading_names()
    {
        Sheet.Of("""
            PEDIDO DE COMPRA Nº 003871||
            DADOS DO COMPRADOR||DADOS DO FORNECEDOR
            Razão social: Autopeças Exemplo Ltda||Razão social: Metalúrgica Amostra S/A
            CNPJ: 12.345.678/0001-90||CNPJ: 98.765.432/0001-10
            Telefone: 11 5555-0000||Telefone: 19 5555-1111
            Código|Descrição|Qtd.
            DF-1|Disco|40
            PF-2|Pastilha|100
            """).Order.ShouldSatisfyAllConditions(
            o => (o.Customer?.Name, o.Customer?.TaxId, o.Customer?.Phone).ShouldBe(("Autopeças Exemplo Ltda", "12.345.678/0001-90", "11 5555-0000")),
            o => (o.Supplier?.Name, o.Supplier?.TaxId).ShouldBe(("Metalúrgica Amostra S/A", "98.765.432/0001-10")));
    }

    [Fact]
    public void Blocks_beside_a_party_written_downwards_are_that_partys()
    {
        Sheet.Merged(["A2:A4", "D2:D4"], """
            발 주 서
            발 주 자|등록번호|123-81-45678|공 급 자|등록번호|214-86-77889
            |상호|견본푸드||상호|예제유통
            |전화|031-000-0000||전화|02-000-1111
            품번|품목|수량|단가
            A-1|양파|20|21000
            A-2|새우|30|11500
            """).Order.ShouldSatisfyAllConditions(
            o => (o.Customer?.Name, o.Customer?.TaxId, o.Customer?.Phone).ShouldBe(("견본푸드", "123-81-45678", "031-000-0000")),
            o => (o.Supplier?.Name, o.Supplier?.TaxId).ShouldBe(("예제유통", "214-86-77889")));
    }

    [Fact]
    public void The_second_detail_of_a_row_is_the_party_of_the_first()
    {
        Sheet.Of("""
            範例精密股份有限公司
            採購單
            廠商名稱：|樣品五金有限公司||採購單號：|PO-1
            電話：|04-2359-1188|傳真：04-2359-1199|採購日期：|2026-03-09
            料號|品名|數量|單價|金額
            A-1|軸承|200|38|7600
            A-2|油封|150|22|3300
            """).Order.Customer?.Phone.ShouldBeNull();
    }

    [Fact]
    public void An_address_below_its_label_goes_before_another_block_columns_away()
    {
        var order = Sheet.Of(
            "Chaudronnerie Exemple SAS|||||BON DE COMMANDE", "|||||N° BC2511-064", "Adresse de livraison :|||||SARL Inox Exemple", "Atelier 2 - 8 rue des Forges|||||69000 Lyon", "||||Acheteur : C. Perrin|",
            "Réf.|Désignation|Quantité|Prix unitaire|Montant", "A-1|Tôle|2|10|20", "A-2|Tube|3|10|30").Order;
        (order.Customer?.Name, order.Customer?.Contact, order.ShipTo?.Street?.StartsWith("Atelier 2 - 8 rue des Forges", StringComparison.Ordinal)).ShouldBe(("Chaudronnerie Exemple SAS", "C. Perrin", true));
    }

    [Fact]
    public void A_vendors_number_stands_over_its_name()
    {
        var order = Sheet.Of("PURCHASE ORDER|||", "Sample Conveyor Inc.|||", "Vendor: V10233||PO Number:|60418", "Example Roller Mfg Co.|||", "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10").Order;
        (order.Supplier?.Code, order.Supplier?.Name).ShouldBe(("V10233", "Example Roller Mfg Co."));
    }

    [Theory]
    [InlineData("wie oben")]
    [InlineData("same as above")]
    [InlineData("同上")]
    public void As_above_is_no_address(string written) =>
        Sheet.Of("Purchase order PO-7|||", $"Delivery address:|{written}||", "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10").Order.ShipTo.ShouldBeNull();

    [Fact]
    public void Goods_of_one_order_for_two_places_are_asked_about() =>
        Sheet.Of("Order No|Item Code|Description|Quantity|Ship To", "P-1|A-1|Roller|2|5 Example Road, York", "P-1|A-2|Shaft|3|9 Sample Street, Leeds").Codes.ShouldContain("order-fields-disagree");

    [Fact]
    public void Where_the_bill_goes_below_the_table_is_nobody_who_ordered() =>
        Sheet.Of("PURCHASE ORDER PO-7|||", "Item Code|Description|Quantity|Unit Price|Amount", "A-1|Roller|2|10|20", "A-2|Shaft|3|10|30", "Invoice To: Accounts Payable, 1200 Example Ave|||Total|50").Order.Customer?.Name.ShouldBeNull();

    [Theory]
    [InlineData("Customer", "Sample Ltd", "Buyer group", "EMEA 7")]
    [InlineData("Supplier", "Example Works Ltd", "Plant code", "1000")]
    [InlineData("Ship To", "12 Dock Road, Leeds", "Please call before arrival", "")]
    public void A_value_columns_away_is_the_labels_where_below_it_stands_no_firm_and_no_address(string label, string value, string below, string beside)
    {
        var order = Sheet.Of("PURCHASE ORDER PO-7||||", $"{label}||||{value}", $"{below}||||{beside}", "||||", "Item Code|Description|Quantity|Unit Price|Amount", "A-1|Roller|2|10|20", "A-2|Shaft|3|10|30").Order;
        new[] { order.Customer?.Name, order.Supplier?.Name, order.ShipTo?.Street }.ShouldContain(value);
    }

    [Fact]
    public void Remarks_below_their_label_are_read_below_a_pair_too() =>
        Sheet.Of("PURCHASE ORDER PO-7|||", "Supplier:|Example Works Ltd||", "Remarks:|||", "Pack in wooden crates, fragile|||", "|||", "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10").Order.Remarks.ShouldBe("Pack in wooden crates, fragile");

    [Theory]
    [InlineData("Perrin, 3 allée des Tilleuls, 71530 Sassenay", "Perrin")]
    [InlineData("Smith, Jones and Sons", "Smith, Jones and Sons")]
    [InlineData("Store, 24 Leeds", "Store, 24 Leeds")]
    public void A_house_number_and_a_postcode_behind_a_name_are_its_address(string written, string name) =>
        Sheet.Of("Order PO-7|||", $"Customer:|{written}||", "Item Code|Description|Quantity|Unit Price", "A-1|Roller|2|10", "A-2|Shaft|3|10").Order.Customer?.Name.ShouldBe(name);

    [Fact]
    public void A_name_of_thirty_thousand_characters_costs_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var name = string.Concat(Enumerable.Repeat(", 1 a", 6000));
        Sheet.Of(["Order No|Customer|Item Code|Description|Quantity", .. Enumerable.Range(0, 50).Select(i => $"P-{i}|{i}{name}|A-1|Roller|2")]).Orders.Count.ShouldBe(50);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
