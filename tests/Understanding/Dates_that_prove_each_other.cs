using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Dates_that_prove_each_other
{
    [Fact]
    public void Nothing_is_delivered_before_it_was_ordered()
    {
        // Day first the delivery would be on 6 January, before the order of 1 February.
        var read = Understood.Table("""
            PO Number: 1||Order Date: 02/01/2026|
            Customer: Sample Ltd||Delivery Date: 06/01/2026|
            Item Code|Description|Qty|Delivery Date
            A-1|Shaft|2|03/04/2026
            A-2|Gear|2|03/12/2025
            """);
        read.Order.OrderDate.ShouldBe(new DateOnly(2026, 2, 1));
    }

    [Fact]
    public void Days_of_one_month_share_the_month()
    {
        var read = Understood.Table("""
            Order No|Order Date|Customer|Item|Qty
            O1|02/03/2026|Sample Ltd|Pump|5
            O2|04/03/2026|Sample Ltd|Pump|6
            O3|09/03/2026|Example Ltd|Pump|6
            """);
        read.Orders.Select(o => o.OrderDate).ShouldBe([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 4), new DateOnly(2026, 3, 9)]);
        read.Codes.ShouldNotContain("date-order-assumed");
    }

    [Fact]
    public void The_first_of_the_month_proves_nothing()
    {
        var read = Understood.Table("""
            Order No|Order Date|Customer|Item|Qty
            O1|01/02/2026|Sample Ltd|Pump|5
            O2|01/03/2026|Sample Ltd|Pump|6
            """);
        read.Codes.ShouldContain("date-order-assumed");
    }

    [Fact]
    public void A_delivery_without_a_year_follows_its_order_not_the_day_it_is_read()
    {
        var read = Understood.Table("""
            订单号：P-1|下单日期：2024-12-20||
            物料编码|品名|数量|交期
            A-1|上盖|5|1月15日
            """);
        read.Order.Lines[0].DeliveryDate.ShouldBe(new DateOnly(2025, 1, 15));
    }

    [Fact]
    public void A_day_ahead_in_a_language_that_writes_the_day_first_is_asked_about_and_not_turned()
    {
        var read = Understood.Table("""
            Pedido n.º|2026-23||
            Fecha|02/04/2026||
            Cliente|Talleres Ejemplo S.L.||
            Código|Descripción|Uds.|Precio
            A-1|Arandela|1200|0,36
            A-2|Tuerca|60|2,15
            """);
        read.Order.OrderDate.ShouldBe(new DateOnly(2026, 4, 2));
        read.Findings.Concat(read.Read.SelectMany(o => o.Findings)).ShouldContain(f => f.Code == "date-order-assumed" && f.Severity == Core.Findings.Severity.Hold);
    }
}
