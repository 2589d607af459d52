using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_shops_and_data_portals_export
{
    [Theory]
    [InlineData("Order Number,Order Date,First Name (Billing),Last Name (Billing),SKU,Item Name,Quantity,Item Cost\n4411,2026-03-02,Helen,Sample,A-1,Candle,2,14.50\n4412,2026-03-03,Tom,Example,A-2,Diffuser,1,29.00", "Helen Sample")]
    [InlineData("Pedido,Fecha,Nombre,Apellidos,SKU,Producto,Cantidad,Precio\n4411,2026-03-02,Elena,Muestra,A-1,Vela,2,14.50\n4412,2026-03-03,Tomás,Ejemplo,A-2,Difusor,1,29.00", "Elena Muestra")]
    [InlineData("注文番号,注文日,お名前(姓),お名前(名),商品コード,商品名,単価,数量\n2601,2026/03/02,見本,花子,A-1,豆,980,3\n2602,2026/03/03,例,太郎,A-2,カップ,1100,1", "見本花子")]
    public void A_person_in_two_columns_is_one_customer(string table, string customer)
    {
        var read = Understood.Table(table);
        read.Order.Customer?.Name.ShouldBe(customer);
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Fact]
    public void Beside_a_firm_the_person_in_two_columns_is_its_contact()
    {
        var customer = Understood.Table("""
            ORDERNUMBER,ORDERDATE,QUANTITYORDERED,PRICEEACH,SALES,PRODUCTCODE,CUSTOMERNAME,CONTACTLASTNAME,CONTACTFIRSTNAME,DEALSIZE
            10107,2/24/2003 0:00,30,95.7,2871,S10_1678,Sample Toys Inc.,Yu,Kwai,Small
            10121,5/17/2003 0:00,34,81.35,2765.9,S10_1678,Example Collectables,Henri,Paul,Medium
            """).Order.Customer;
        (customer?.Name, customer?.Contact).ShouldBe(("Sample Toys Inc.", "Kwai Yu"));
    }

    [Fact]
    public void Words_that_vary_while_the_code_does_not_name_no_goods()
    {
        Understood.Table("""
            ORDERNUMBER,ORDERDATE,QUANTITYORDERED,PRICEEACH,SALES,PRODUCTCODE,CUSTOMERNAME,DEALSIZE
            10107,2/24/2003 0:00,30,95.7,2871,S10_1678,Sample Toys Inc.,Small
            10121,5/17/2003 0:00,34,81.35,2765.9,S10_1678,Example Collectables,Medium
            """).Codes.ShouldNotContain("column-unknown");
    }

    [Fact]
    public void Sales_beside_a_quantity_are_the_lines_amount()
    {
        var read = Understood.Table("""
            Order ID,Order Date,Customer Name,Product ID,Product Name,Sales,Quantity,Discount,Profit
            CA-1,11/18/2016,Claire Sample,BO-1001,Bookcase,261.96,2,0,41.9136
            CA-2,6/12/2016,Darrin Example,LA-1002,Labels,14.62,2,0,6.8714
            """);
        read.Order.Lines[0].Amount.ShouldBe(261.96m);
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m);
    }

    [Fact]
    public void A_day_written_as_one_number_is_a_day_where_the_caption_says_so()
    {
        Sheet.Of("訂單單號|品號|品名|數量|單價|預交日", "1150512003|AL-20|鋁擠型|120|185|20260601", "1150512004|SC-16|螺絲|2000|1.2|20260525")
            .Order.Lines[0].DeliveryDate.ShouldBe(new DateOnly(2026, 6, 1));
    }

    [Fact]
    public void Sums_of_tax_are_no_rates()
    {
        var read = Understood.Table("""
            Name,Currency,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Id
            #1074,CAD,2.60,54.53,2025-03-26,6,Yellow Shrimp,6.99,,Devon Sample,6306994651395
            #1080,CAD,10.01,86.98,2025-03-29,1,Community Pack,38.00,,Terry Sample,6310956171523
            #1080,,,,2025-03-29,2,Christmas Moss,14.49,,,
            #1087,CAD,19.88,172.82,2025-04-01,1,Fertilizer,9.99,,Sierra Sample,6314087776515
            #1087,,,,2025-04-01,12,Red Shrimp,7.49,,,
            """);
        read.Order.Lines[0].TaxRate.ShouldBeNull();
        read.Confidence.ShouldBeGreaterThanOrEqualTo(0.85m, "#1074 is the order's number, not the id of thirteen digits");
    }

    [Fact]
    public void A_bare_dollar_sign_names_no_currency_where_a_dozen_pesos_share_it()
    {
        Understood.Table("ID_PEDIDO,FECHA_HORA,CLIENTE,PRODUCTO,CANTIDAD,PRECIO\n1,2023-06-01,Juan Muestra,Aceite,4,\" $1,500.00 \"\n2,2023-06-02,María Ejemplo,Batería,1,\" $5,250.00 \"")
            .Order.ShouldSatisfyAllConditions(o => o.Currency.ShouldBeNull(), o => o.Lines[0].UnitPrice.ShouldBe(1500m));
    }

    [Fact]
    public void An_exports_null_is_nothing() =>
        Understood.Table("订单编号,商家编码,标题,价格,购买数量,备注\n2204561239087712345,LSL-28,沥水篮,39.90,2,null\n2204561239099912345,GJD-02,隔热垫,9.90,1,尽快发").Orders.Select(o => o.Lines[0].Remarks).ShouldBe([null, "尽快发"]);

    [Theory]
    [InlineData("orderId;number;orderTime;billingCompany;articleNumber;name;quantity;price")]
    [InlineData("ID commande;Référence;Date commande;Client;Référence article;Désignation;Quantité;Prix unitaire")]
    public void Beside_the_databases_id_the_number_that_changes_with_it_is_the_orders(string captions) =>
        Understood.Table($"{captions}\n10231;20118;2026-03-12;Sample Kern;B-204;Scharnier;20;2.99\n10231;20118;2026-03-12;Sample Kern;B-990;Platte;20;1.50\n10232;20119;2026-03-12;Example Wolf;G-12;Griff;5;4.90")
            .Orders.Select(o => o.OrderNumber).ShouldBe(["20118", "20119"]);

    [Fact]
    public void Beside_the_sellers_own_code_the_platforms_id_is_no_item_code() =>
        Understood.Table("商品,订单号,商品数量(件),收货人,订单确认时间,商品id,商家编码-规格维度\n毛巾,260318-123456,2,李示例,2026-03-08 10:11:12,558899,MJ-35H\n洗碗布,260318-223456,1,王示例,2026-03-08 11:20:00,558811,XWB-10")
            .Order.Lines[0].ItemCode.ShouldBe("MJ-35H");

    [Fact]
    public void A_total_of_the_order_on_each_of_its_lines_is_no_lines_amount()
    {
        var read = Understood.Table("""
            orderNumber,orderDate,invoiceAmount,customer,sku,name,quantity,price
            20118,2026-03-12,89.70,Sample Kern,B-204,Hinge,20,2.99
            20118,2026-03-12,89.70,Sample Kern,B-990,Plate,20,1.495
            20119,2026-03-12,24.50,Example Wolf,G-12,Handle,5,4.90
            """);
        read.Order.Lines.Select(l => l.Amount).ShouldBe([null, null]);
        read.Codes.ShouldNotContain("amount-mismatch");
    }
}
