using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class What_is_not_an_order
{
    [Fact]
    public void A_blank_form_is_refused_and_makes_no_line()
    {
        var read = Understood.Table("""
            Purchase Order||
            Item Code|Description|Quantity|Unit Price
            """);
        read.Orders.ShouldBeEmpty();
        read.Refusal!.Code.ShouldBe("blank-template");
    }

    [Fact]
    public void Placeholders_of_a_reporting_tool_make_no_line()
    {
        var read = Understood.Table("""
            序号|货品编码|货品名称|数量|单价
            {{Row}}|{{Code}}|{{Name}}|{{Quantity}}|{{Price}}
            """);
        read.Orders.ShouldBeEmpty();
        read.Refusal!.Severity.ShouldBeOneOf(Severity.Hold, Severity.Reject);
    }

    [Fact]
    public void A_price_list_is_refused()
    {
        var read = Understood.Table("""
            Preisliste 2026|
            Artikelnummer|Bezeichnung|Preis
            A-100|Welle|12,50
            A-200|Lager|7,20
            """);
        read.Orders.ShouldBeEmpty();
        read.Refusal!.Code.ShouldBe("price-list");
    }

    [Fact]
    public void Heads_without_lines_are_held_and_invent_nothing()
    {
        var read = Understood.Table("""
            订单编号|订单日期|客户名称|备注
            SO-1|2026-03-01|示例公司|
            SO-2|2026-03-02|样本公司|
            """);
        read.Orders.ShouldBeEmpty();
        read.Refusal!.Code.ShouldBe("order-lines-missing");
    }

    [Fact]
    public void An_invoice_with_lines_is_held_and_shows_them()
    {
        var read = Understood.Table("""
            Invoice||
            Invoice No.|INV-7|
            Item Code|Description|Quantity|Unit Price
            A-1|Shaft|2|10.00
            """);
        read.Refusal!.Code.ShouldBe("other-document-kind");
        read.Refusal.Severity.ShouldBe(Severity.Hold);
        read.Order.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public void Prose_is_no_table()
    {
        var read = Understood.Table("Dear Sir or Madam,\nplease find our wishes for the coming season below.\nKind regards");
        read.Orders.ShouldBeEmpty();
        read.Refusal!.Code.ShouldBe("no-table-found");
    }

    [Theory]
    [InlineData("Zorblax|Vint|Krom\nAB-1|Shaft|20\nAB-2|Gear|30")]
    [InlineData("Item Code|Description|Krom\nAB-1|Shaft|20\nAB-2|Gear|35")]
    public void But_rows_with_numbers_under_unknown_captions_are_a_question(string table)
    {
        var read = Understood.Table(table);
        read.Read.ShouldBeEmpty();
        read.Refusal!.Code.ShouldBe("captions-unknown");
        read.Refusal.Severity.ShouldBe(Core.Findings.Severity.Hold);
    }

    [Fact]
    public void A_journal_of_accounts_is_no_order()
    {
        var read = Understood.Table("""
            Ngày chứng từ|Số chứng từ|Tên khách hàng|Mã hàng|Tên hàng|Số lượng|Đơn giá|Thành tiền|TK Nợ|TK Có
            2026-03-05|BH-1|Công ty Mẫu|VT-1|Giấy|50|68000|3400000|131|5111
            2026-03-06|BH-2|Công ty Ví Dụ|VT-2|Bút|10|72000|720000|131|5111
            """);
        read.Refusal!.Code.ShouldBe("other-document-kind");
    }
}
