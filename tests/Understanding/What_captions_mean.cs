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

    [Fact]
    public void A_bare_code_is_the_items_where_another_caption_numbers_the_order()
    {
        var read = Understood.Table("""
            Pedido|Nombre del cliente|Fecha pedido|Código|Artículo|Cantidad|Nº de plano
            2603/1|Muestra S.A.|2026-02-26|601891|Soporte|5|DWG-60 A
            2603/2|Ejemplo S.A.|2026-02-27|236361|Perfil|6|DWG-83 D
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Lines[0].ItemCode)).ShouldBe([("2603/1", "601891"), ("2603/2", "236361")]);
    }

    [Fact]
    public void Two_lines_numbered_one_and_two_are_one_order()
    {
        var read = Understood.Table("""
            주문번호|PO-31||||
            번호|자재코드|제품명|발주량|단가|합계금액
            1|685-16|볼베어링|100|65|6500
            2|514-57|볼트|40|99|3960
            총금액|||140||10460
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("PO-31", 2)]);
    }

    [Fact]
    public void The_price_of_a_single_line_is_found_above_a_block_of_sums_in_its_column()
    {
        var read = Understood.Table("""
            注文書番号：|PO-77|||||
            品番|製品名|発注数量|単位|単価(税抜)|金額
            K-1|軸受|29|台|295|8555
            ||||小計|8555
            ||||送料|51
            ||||消費税(10%)|855
            ||||総合計|9461
            """);
        read.Order.Lines.ShouldHaveSingleItem().UnitPrice.ShouldBe(295m);
    }

    [Fact]
    public void Captions_nested_under_wider_ones_are_the_captions()
    {
        var read = Understood.Table("""
            Số PO:|B-4361||||||
            Dòng|Hàng hóa||Số lượng đặt|Đơn vị tính|Giá||Số bản vẽ
            |Mã hàng|Diễn giải|||Đơn giá chưa thuế|Giá trị|
            1|A-1|Bu lông|400|bộ|3980|1592000|DWG-19 C
            2|A-2|Bộ dây|430|hộp|9020|3878600|DWG-74 E
            """);
        var line = read.Order.Lines[0];
        (line.ItemCode, line.ItemName, line.UnitPrice, line.Amount).ShouldBe(("A-1", "Bu lông", 3980m, 1592000m));
    }

    [Fact]
    public void A_label_above_the_header_is_no_upper_half_of_it()
    {
        var read = Understood.Table("""
            订购单号：DG-9|||
            客户：样本机械厂|||
            名称|型号|数量|单价
            电机|Y2-90|5台|320元/台
            """);
        var line = read.Order.Lines.ShouldHaveSingleItem();
        (line.ItemName, line.Quantity, line.UnitPrice, read.Order.Customer!.Name).ShouldBe(("电机", 5m, 320m, "样本机械厂"));
        read.Order.Currency.ShouldBe("CNY");
    }

    [Fact]
    public void A_dot_within_a_code_does_not_say_how_numbers_are_written()
    {
        var read = Understood.Table("""
            Ordem de compra: B-7||||
            Cód. produto|Designação|Quantidade|Preço unitário|Valor total
            L745.83|Arruela|56|246,647|13.812,23
            X409.42|Parafuso|8|41,694|333,55
            """);
        read.Order.Lines.Select(l => l.UnitPrice).ShouldBe([246.647m, 41.694m]);
    }

    [Fact]
    public void A_word_for_unit_or_company_means_the_unit_over_units()
    {
        var read = Understood.Table("""
            Mã PO|Tên hàng hóa|Số lượng|Đơn vị|Giá nhập
            PO-1|Thép tấm|20|tấm|1250000
            PO-1|Que hàn|100|kg|35000
            """);
        read.Order.Lines.Select(l => l.UnitText).ShouldBe(["tấm", "kg"]);
        read.Order.Customer.ShouldBeNull();
    }

    [Fact]
    public void A_sum_named_in_two_languages_is_no_line()
    {
        var read = Understood.Table("""
            PO No. 订单号: PO-9||||
            Item No. 货号|Description 品名|Quantity 数量|Unit Price 单价|Amount 金额
            H-1|Hinge|1000|0.35|350
            TOTAL 合计||1000||350
            """);
        read.Order.Lines.ShouldHaveSingleItem().ItemCode.ShouldBe("H-1");
    }

    [Fact]
    public void A_model_that_the_goods_are_ordered_by_is_their_code_and_their_specification()
    {
        var read = Understood.Table("""
            订单编号：XG-7||||
            型号|名称|数量|单位|单价
            TC1|瓷砖|500|箱|60
            TC2|马赛克|100|箱|90
            """);
        read.Order.Lines.Select(l => (l.ItemCode, l.Specification)).ShouldBe([("TC1", "TC1"), ("TC2", "TC2")]);
        read.Order.Provenance!.Fields["lines[].itemCode"].Source.ShouldBe("table!A{row}");
    }

    [Fact]
    public void A_model_beside_a_code_is_only_the_specification()
    {
        var read = Understood.Table("""
            订单编号：XG-7||||
            物料编码|型号|名称|数量|单位
            A-1|TC1|瓷砖|500|箱
            A-2|TC2|马赛克|100|箱
            """);
        read.Order.Lines.Select(l => (l.ItemCode, l.Specification)).ShouldBe([("A-1", "TC1"), ("A-2", "TC2")]);
    }

    [Fact]
    public void Parts_of_a_caption_may_stand_in_a_row_below_it()
    {
        var read = Sheet.Merged(
            ["A2:B2", "C2:E2", "C3:D3"], "COMMANDE FOURNISSEUR N° CF-2211", "Produit||Commande", "Référence|Libellé|Quantité||Prix unitaire", "||Nb|Unité|€ HT",
            "MD-1|Assiette plate|240|pce|3.5", "MD-2|Bol 14cm|120|pce|2.8");
        read.Order.Lines.Select(l => (l.Quantity, l.UnitText, l.UnitPrice)).ShouldBe([(240m, "pce", 3.5m), (120m, "pce", 2.8m)]);
    }

    [Fact]
    public void Units_behind_the_quantity_need_no_caption()
    {
        var read = Understood.Table("""
            Заказ поставщику № ЦБ-145 от 4 сентября 2025 г.
            №|Артикул|Товар|Количество||Цена|Сумма
            1|К-100|Кабель|500|м|85,40|42700,00
            2|Р-16|Розетка|40|шт|210,00|8400,00
            |||||Итого:|51100,00
            """);
        read.Order.Lines.Select(l => (l.Quantity, l.UnitText)).ShouldBe([(500m, "м"), (40m, "шт")]);
    }

    [Fact]
    public void Nor_where_the_quantity_s_caption_reaches_over_both()
    {
        var read = Sheet.Merged(["C2:D2"], "Bestellung Nr. 4711", "Artikelnummer|Bezeichnung|Menge||Einzelpreis", "AB-1|Welle|240|Stk|3.5", "AB-2|Mutter|120|kg|2.8");
        read.Order.Lines.Select(l => (l.Quantity, l.UnitText)).ShouldBe([(240m, "Stk"), (120m, "kg")]);
    }

    [Fact]
    public void The_number_of_a_material_beside_its_short_text_is_the_items_code()
    {
        var line = Sheet.Of("Заказ|Позиция|Материал|Краткий текст|Количество|ЕИ|Цена", "4500011|10|113000006-00093|Подшипник 6205|10|ШТ|150,50", "4500011|20|113000006-00110|Ремень А-1250|4|ШТ|320,00").Order.Lines[0];
        (line.ItemCode, line.ItemName).ShouldBe(("113000006-00093", "Подшипник 6205"));
    }

    [Fact]
    public void A_product_that_is_a_code_beside_its_description_is_the_code()
    {
        var line = Sheet.Of("Numero PC|Item|Produto|Descricao|Unidade|Quantidade|Prc Unitario", "048213|0001|MP0100231|CHAPA ACO SAE 1020|KG|1850|6.42", "048213|0002|MP0100244|TUBO RED 50,80|KG|2400|6.35").Order.Lines[0];
        (line.ItemCode, line.ItemName).ShouldBe(("MP0100231", "CHAPA ACO SAE 1020"));
    }

    [Fact]
    public void The_name_beside_a_partys_code_is_the_party()
    {
        var customer = Sheet.Of("单号|客户|客户名称|料品|品名|数量", "SO-1|C0117|示例商贸有限公司|030102|猫粮|20", "SO-2|C0230|表本电子有限公司|030201|犬粮|50").Order.Customer;
        (customer?.Code, customer?.Name).ShouldBe(("C0117", "示例商贸有限公司"));
    }

    [Fact]
    public void A_partners_code_that_goes_with_the_supplier_is_the_suppliers()
    {
        var order = Sheet.Of("PO No|CardCode|Customer Code|Vendor|Item Code|Description|Quantity", "P-1||V1|Example Works Ltd|A-1|Shaft|2", "P-2||V2|Sample Tools Ltd|A-2|Gear|3").Order;
        (order.Supplier?.Code, order.Customer).ShouldBe(("V1", null));
    }

    [Fact]
    public void Where_parts_stand_on_a_board_is_no_number_of_an_order() =>
        Sheet.Of("Reference|Value|Footprint|Qty|Supplier PN", "C1, C2, C5|100nF|0603|3|490-1519-1-ND", "R1-R4|10k|0402|4|311-10K-ND", "U1|MCU|QFN32|1|497-1-ND").Orders.Count.ShouldBe(1);

    [Fact]
    public void Days_that_were_asked_for_go_before_those_on_which_some_was_delivered() =>
        Sheet.Of("受注番号|商品名|数量|単価|納入希望日|納品日", "D-1|清酒|12|1800|2026-05-10|2026-05-09", "D-2|梅酒|24|1500|2026-05-15|").Orders.Select(o => o.Lines[0].DeliveryDate).ShouldBe([new DateOnly(2026, 5, 10), new DateOnly(2026, 5, 15)]);

    [Fact]
    public void Days_asked_for_beside_days_of_delivery_are_kept() =>
        Sheet.Of("PO No|Item Code|Description|Quantity|Requested Date|Delivery Date", "P-1|A-1|Shaft|2|2026-04-02|2026-04-09", "P-1|A-2|Gear|3|2026-04-03|2026-04-10").Order.Lines[0].Attributes["Requested Date"].ShouldBe("2026-04-02");

    [Fact]
    public void Lines_counted_from_nought_have_numbers_of_their_own() =>
        Sheet.Of("PO No|Line No|Item Code|Description|Quantity", "P-1|0|A-1|Shaft|2", "P-1|1|A-2|Gear|3", "P-1|2|A-3|Pin|4").Order.Lines.Select(l => l.LineNumber).ShouldBe([1, 2, 3]);

    [Fact]
    public void The_share_that_is_paid_proves_the_amount()
    {
        var line = Sheet.Of("受注番号|商品名|数量|単価|掛け率|売価", "D-1|清酒|12|1800|0.7|15120", "D-2|梅酒|24|1500|0.75|27000").Order.Lines[0];
        (line.Amount, line.Attributes["discountPercent"]).ShouldBe((15120m, "30"));
    }
}
