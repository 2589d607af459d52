using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Which_column_numbers_the_order
{
    [Fact]
    public void A_second_code_of_the_goods_does_not_beat_the_number_in_the_title()
    {
        var read = Understood.Table("""
            Заказ поставщику № ЗП-000077 от 11.03.2026||||||
            №|Код|Артикул|Номенклатура|Количество|Цена|Сумма
            1|00-123|ABC-1|Труба|3|10,50|31,50
            2|00-124|ABC-2|Муфта|2|4,25|8,50
            """);
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBe("ЗП-000077");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["ABC-1", "ABC-2"]);
        read.Order.Customer?.Code.ShouldBeNull("a code that differs on every row is no customer's");
    }

    [Fact]
    public void A_bare_list_with_two_codes_of_the_goods_is_one_order_without_a_number()
    {
        var read = Understood.Table("Код|Артикул|Номенклатура|Количество|Цена\n00-123|ABC-1|Труба|3|10,50\n00-124|ABC-2|Муфта|2|4,25");
        read.Orders.ShouldHaveSingleItem().OrderNumber.ShouldBeNull();
    }

    [Fact]
    public void A_sure_number_on_every_row_against_the_one_in_the_title_is_asked_about()
    {
        var read = Understood.Table("Purchase Order No. PO-77 dated 2026-03-02|||\nPO Number|Item Code|Quantity|Price\nL-1|A-1|2|10\nL-2|A-2|3|4");
        read.Read.ShouldAllBe(o => o.Findings.Any(f => f.Code == "number-on-every-row"));
    }

    [Fact]
    public void A_reference_beside_the_code_and_the_name_of_the_goods_numbers_no_orders()
    {
        Understood.Table("Reference,SKU,Name,Qty,Price\nK1,A-1,Shaft,2,10\nK2,A-2,Nut,3,4").Orders.ShouldHaveSingleItem().OrderNumber.ShouldBeNull();
    }

    [Fact]
    public void A_reference_for_each_line_numbers_no_orders()
    {
        var read = Understood.Table("""
            Index,Part Number,Description,Customer Reference,Quantity,Unit Price,Extended Price
            1,497-11767,Microcontroller,U1,2,12.38,24.76
            2,445-5702,Capacitor,"C3, C4, C9",20,0.489,9.78
            3,311-1.00K,Resistor,R1,100,0.0143,1.43
            """);
        var order = read.Orders.ShouldHaveSingleItem();
        order.OrderNumber.ShouldBeNull("nothing says which number the order has, so it is asked for");
        order.Lines.Count.ShouldBe(3);
    }

    [Fact]
    public void A_customers_reference_beside_dates_and_customers_still_numbers_orders()
    {
        Understood.Table("""
            Customer Reference,Order Date,Customer,Item Code,Quantity
            K-1,2026-03-02,Sample Ltd,A-1,2
            K-2,2026-03-03,Example Ltd,A-2,5
            """).Orders.Select(o => o.OrderNumber).ShouldBe(["K-1", "K-2"]);
    }

    [Fact]
    public void Numbers_of_letters_only_are_the_orders_where_they_repeat_over_different_goods()
    {
        Understood.Table("""
            Numer zamówienia;Produkt;Ilość;Cena jednostkowa
            XKBKNABJK;Lampa;1;289.00
            XKBKNABJK;Żarówka;5;11.78
            OHSATSERP;Krzesło;2;599.00
            """).Orders.Select(o => o.OrderNumber).ShouldBe(["XKBKNABJK", "OHSATSERP"]);
    }

    [Fact]
    public void A_day_and_a_running_number_in_one_column_are_number_and_date()
    {
        var read = Understood.Table("""
            일자-No.,품목코드,품목명,수량,단가,공급가액
            2026/03/09-1,A-1,브라켓,300,1850,555000
            2026/03/09-1,A-2,커버,200,1620,324000
            2026/03/10-2,B-4,볼트,5000,48,240000
            """);
        read.Orders.Select(o => (o.OrderNumber, o.OrderDate)).ShouldBe([("2026/03/09-1", new DateOnly(2026, 3, 9)), ("2026/03/10-2", new DateOnly(2026, 3, 10))]);
        read.Order.Provenance!.Fields["orderDate"].Source.ShouldBe("table!A{row}");
    }

    [Fact]
    public void An_empty_column_for_another_number_leaves_the_stated_one_alone()
    {
        var read = Sheet.Of("請購單||||", "請購單號：R-018||日期：2026-03-07||", "項次|品號|品名|數量|採購單號", "1|Q-1|卡尺|3|", "2|Q-2|針規|1|");
        read.Order.OrderNumber.ShouldBe("R-018");
        read.Order.Provenance!.Fields["orderNumber"].Source.ShouldBe("Sheet1!A2");
    }

    [Fact]
    public void A_row_without_a_number_that_names_another_customer_continues_no_order()
    {
        var orders = Sheet.Of("Order No|Customer|Item Code|Description|Quantity", "P-1|Sample Ltd|A-1|Shaft|2", "|Sample Ltd|A-2|Gear|3", "|Example Works Ltd|A-3|Pin|4").Orders;
        orders.Select(o => (o.OrderNumber, o.Lines.Count)).ShouldBe([("P-1", 2), (null, 1)]);
    }
}
