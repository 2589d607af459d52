using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_titles_say
{
    [Theory]
    [InlineData("Заказ поставщику № 000000724 от 12 марта 2026 г.", "000000724", "2026-03-12")]
    [InlineData("ZAMÓWIENIE NR 45/2026 z dnia 06.02.2026", "45/2026", "2026-02-06")]
    [InlineData("Ordine n. 124/A del 18/02/2026", "124/A", "2026-02-18")]
    [InlineData("Bestellung Nr. B-118 vom 14.02.2026", "B-118", "2026-02-14")]
    public void A_title_may_hold_the_number_and_the_date(string title, string number, string date)
    {
        var read = Understood.Table($"""
            {title}|||
            SKU|Description|Qty|Unit Price
            A-1|Shaft|2|10.00
            """);
        read.Order.OrderNumber.ShouldBe(number);
        read.Order.OrderDate.ShouldBe(DateOnly.ParseExact(date, "yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("采购订单 2026年3月")]
    [InlineData("Bestellung 2026")]
    [InlineData("订单 20260312")]
    public void A_year_or_a_day_in_the_title_is_no_number(string title)
    {
        var read = Understood.Table($"""
            {title}|||
            SKU|Description|Qty|Unit Price
            A-1|Shaft|2|10.00
            """);
        read.Order.OrderNumber.ShouldBeNull();
    }

    [Fact]
    public void A_row_of_labels_is_read_from_the_row_below_it_also_where_a_label_is_a_weak_word()
    {
        var read = Understood.Table("""
            Modulo d'ordine||||
            Ragione sociale|Data dell'ordine|Tel.|N. ordine|Luogo di consegna
            Campione Tubi S.p.A.|9 marzo 2026|056-5559|OA-12|Via Prova 3
            Codice articolo|Descrizione|Quantità|Prezzo|Importo
            A-1|Tubo|5|2,00|10,00
            """);
        read.Order.Customer!.Name.ShouldBe("Campione Tubi S.p.A.");
        (read.Order.OrderNumber, read.Order.OrderDate, read.Order.ShipTo?.Street).ShouldBe(("OA-12", new DateOnly(2026, 3, 9), "Via Prova 3"));
    }

    [Fact]
    public void A_contract_that_is_the_order_gives_its_number()
    {
        var read = Understood.Table("""
            购销合同||||
            供方：示例五金有限公司||合同编号：HT-2026-9||
            需方：样本机械有限公司||签订日期：2026年3月2日||
            产品名称|规格型号|单位|数量|单价
            角钢|50*50*5|吨|3.5|4200
            """);
        (read.Order.OrderNumber, read.Order.Customer?.Name, read.Order.Supplier?.Name).ShouldBe(("HT-2026-9", "样本机械有限公司", "示例五金有限公司"));
    }

    [Fact]
    public void A_contract_number_on_each_line_of_a_numbered_order_does_not_split_it()
    {
        var read = Understood.Table("""
            采购单号：PO-7|||
            合同号|物料编码|物料名称|数量
            HT-1|A-1|轴|5
            HT-2|A-2|套|6
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("PO-7", 2)]);
    }

    [Fact]
    public void The_other_company_on_a_letter_to_a_seller_orders()
    {
        var read = Understood.Table("""
            注文書|||
            注文番号|H-31||
            発注日|2026年3月8日||
            見本工業株式会社 御中|||
            ||例示機器株式会社|
            品番|品名|数量|単価
            K-1|ボルト|500|12
            """);
        (read.Order.Supplier?.Name, read.Order.Customer?.Name).ShouldBe(("見本工業株式会社", "例示機器株式会社"));
    }

    [Fact]
    public void The_seller_in_the_first_rows_is_no_customer()
    {
        var read = Understood.Table("""
            採購訂單|||
            賣方|範例五金有限公司|訂單編號|B-1447
            產品編號|物料名稱|訂單數量|單位
            A-1|散熱片|84|組
            """);
        read.Order.Customer.ShouldBeNull();
        read.Order.Supplier!.Name.ShouldBe("範例五金有限公司");
    }

    [Fact]
    public void A_buyers_letterhead_names_the_customer_without_the_documents_title()
    {
        var read = Understood.Table("""
            样本科技有限公司采购单|||
            供应商|示例模具厂|订单编号|PO-8
            物料编码|品名|数量|单价
            A-1|上盖模|1|28000
            """);
        read.Order.Customer!.Name.ShouldBe("样本科技有限公司");
    }

    [Fact]
    public void A_company_orders_before_the_person_who_placed_it()
    {
        var read = Understood.Table("""
            Purchaser: Jane Doe||Customer Name: Specimen Tooling LLC|
            Order Ref: B-6||Currency: USD|
            Item Code|Description|Order Qty|Unit Cost
            A-1|O-ring|20|3.00
            """);
        read.Order.Customer!.Name.ShouldBe("Specimen Tooling LLC");
    }

    [Fact]
    public void Numberless_blocks_of_different_customers_are_orders_of_their_own()
    {
        var read = Understood.Table("""
            Заказчик:|ООО «Пример»||
            Дата заказа:|11.03.2026||
            Артикул|Наименование товара|Кол-во|Цена
            A-1|Профиль|5|10,50
            |||
            Заказчик:|АО «Образец»||
            Дата заказа:|12.03.2026||
            Артикул|Наименование товара|Кол-во|Цена
            B-1|Жгут|7|20,25
            """);
        read.Orders.Select(o => (o.Customer?.Name, o.Lines.Count)).ShouldBe([("ООО «Пример»", 1), ("АО «Образец»", 1)]);
    }

    [Fact]
    public void The_block_of_the_next_order_belongs_to_it_though_its_row_holds_a_date_under_the_amounts()
    {
        var read = Understood.Table("""
            采购订单||||
            订单号：|A-001||日期：|2026-03-06
            物料编码|物料名称|数量|单价|金额
            M1|轴承|10|5|50
            合计||||50
            采购订单||||
            订单号：|A-002||日期：|2026-03-07
            物料编码|物料名称|数量|单价|金额
            M2|齿轮|3|20|60
            合计||||60
            """);
        read.Orders.Select(o => (o.OrderNumber, o.OrderDate, o.Lines.Count)).ShouldBe(
            [("A-001", new DateOnly(2026, 3, 6), 1), ("A-002", new DateOnly(2026, 3, 7), 1)]);
        read.Codes.ShouldNotContain("total-mismatch");
    }

    [Fact]
    public void A_day_count_of_a_spreadsheet_is_a_date_where_its_label_says_so()
    {
        var read = Understood.Table("""
            Data dell'ordine;46088
            N. ordine;OA-7
            Codice articolo;Descrizione;Quantità;Consegna
            A-1;Tubo;5;46131
            """.Replace(';', '|'));
        (read.Order.OrderDate, read.Order.Lines[0].DeliveryDate).ShouldBe((new DateOnly(2026, 3, 7), new DateOnly(2026, 4, 19)));
    }

    [Fact]
    public void A_dated_list_of_orders_keeps_rows_without_a_number_with_the_order_above()
    {
        var read = Understood.Table("""
            单据日期：2026-03-10||||
            订单编号|客户名称|物料编码|品名|数量
            SO-1|示例公司|A-1|轴|5
            |||套|6
            SO-2|样本公司|A-1|轴|7
            """);
        read.Orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("SO-1", 2), ("SO-2", 1)]);
    }
}
