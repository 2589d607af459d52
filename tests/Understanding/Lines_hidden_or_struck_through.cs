using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Lines_hidden_or_struck_through
{
    private const string Head = "PO Number|PO-77\nItem Code|Description|Qty|Unit Price|Amount";

    [Fact]
    public void A_struck_line_that_the_total_does_not_count_is_left_out()
    {
        var read = Sheet.Of(Head, "A-1|Shaft|2|10|20", "~A-2|Gear|3|5|15", "A-3|Nut|4|5|20", "Total||||40");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["A-1", "A-3"]);
        read.Codes.ShouldContain("struck-lines-left-out");
        read.Codes.ShouldNotContain("lines-struck-through");
    }

    [Fact]
    public void A_struck_line_is_asked_about_where_no_total_decides()
    {
        var read = Sheet.Of("PO Number|PO-77\nItem Code|Description|Qty", "A-1|Shaft|2", "~A-2|Gear|3", "~A-3|Nut|4");
        read.Order.Lines.Count.ShouldBe(3);
        var question = read.Read[0].Findings.Single(f => f.Code == "lines-struck-through");
        question.Severity.ShouldBe(Severity.Hold);
        question.Message.ShouldContain("4-5");
    }

    [Fact]
    public void A_struck_line_that_the_total_counts_is_asked_about()
    {
        Sheet.Of(Head, "A-1|Shaft|2|10|20", "~A-2|Gear|3|5|15", "Total||||35").Codes.ShouldContain("lines-struck-through");
    }

    [Fact]
    public void A_hidden_row_that_the_total_counts_is_part_of_the_order()
    {
        var read = Sheet.Of(Head, "A-1|Shaft|2|10|20", "^A-2|Gear|3|5|15", "A-3|Nut|4|5|20", "Total||||55");
        read.Order.Lines.Count.ShouldBe(3);
        read.Codes.ShouldContain("hidden-rows-counted");
        read.Codes.ShouldNotContain("rows-hidden");
    }

    [Fact]
    public void A_hidden_row_that_the_total_of_quantities_does_not_count_is_left_out()
    {
        var read = Sheet.Of("PO Number|PO-77\nItem Code|Description|Qty", "A-1|Shaft|2", "^A-2|Gear|3", "A-3|Nut|4", "Total||6");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["A-1", "A-3"]);
        read.Codes.ShouldContain("hidden-rows-left-out");
        read.Order.Totals.ShouldBeNull();
    }

    [Fact]
    public void Of_hidden_and_struck_lines_the_total_tells_which_count()
    {
        var read = Sheet.Of(Head, "A-1|Shaft|2|10|20", "^A-2|Gear|3|5|15", "~A-3|Nut|4|5|20", "Total||||35");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(["A-1", "A-2"]);
        read.Codes.ShouldContain("hidden-rows-counted");
        read.Codes.ShouldContain("struck-lines-left-out");
    }

    [Fact]
    public void Only_the_order_with_the_hidden_row_waits()
    {
        var read = Sheet.Of("PO Number|Item Code|Description|Qty", "P-1|A-1|Shaft|2", "^P-2|A-2|Gear|3", "P-3|A-3|Nut|4");
        read.Read.Select(o => o.Findings.Any(f => f.Code == "rows-hidden")).ShouldBe([false, true, false]);
    }

    [Fact]
    public void A_single_value_that_is_struck_through_holds_the_line()
    {
        Sheet.Of(Head, "A-1|Shaft|~2|10|20", "A-2|Gear|3|5|15").Codes.ShouldContain("value-struck-through");
    }

    [Fact]
    public void A_value_of_which_a_part_is_struck_through_is_read_without_it_and_asked_about()
    {
        var read = Sheet.Of(Head, "A-1|Shaft|~(500 )800|10|8000", "A-2|Gear|3|5|15");
        read.Order.Lines[0].Quantity.ShouldBe(800m);
        read.Read[0].Findings.Single(f => f.Code == "value-partly-struck").Severity.ShouldBe(Severity.Hold);
    }

    [Fact]
    public void Shared_strings_keep_what_is_struck_through()
    {
        var file = new Spreadsheets.XlsxFile()
            .With("xl/sharedStrings.xml", "<sst><si><r><rPr><strike/></rPr><t>Jar 250 </t></r><r><t>Jar 300</t></r></si><si><r><rPr><b/><strike val=\"0\"/></rPr><t>Lid</t></r></si></sst>")
            .With("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>PO Number</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>R-772</t></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Item name</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>Qty</t></is></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\"><v>5</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"B4\"><v>6</v></c></row></sheetData></worksheet>");
        var read = Understood.Bytes(file.ToBytes(), "order.xlsx");
        read.Order.Lines.Select(l => l.ItemName).ShouldBe(["Jar 300", "Lid"]);
        read.Codes.Count(c => c == "value-partly-struck").ShouldBe(1);
    }

    [Fact]
    public void A_visible_column_goes_before_a_hidden_one_that_says_the_same()
    {
        var read = Sheet.Of("PO Number|PO-77\nItem Code|Description|!Qty|Quantity", "A-1|Shaft|7|2", "A-2|Gear|8|3");
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([2m, 3m]);
        read.Codes.ShouldNotContain("hidden-column-read");
    }

    [Fact]
    public void A_hidden_quantity_is_asked_about()
    {
        var read = Sheet.Of("PO Number|PO-77\nItem Code|Description|!Qty", "A-1|Shaft|7", "A-2|Gear|8");
        read.Read[0].Findings.Single(f => f.Code == "hidden-column-read").Severity.ShouldBe(Severity.Hold);
    }

    [Theory]
    [InlineData("Lines: 2", "A-1,A-3", false)]
    [InlineData("Lines: 3", "A-1,A-2,A-3", false)]
    [InlineData("Delivery by lorry", "A-1,A-2,A-3", true)]
    public void Where_no_sum_is_stated_the_stated_number_of_lines_decides(string note, string kept, bool asked)
    {
        var read = Sheet.Of("PO Number|PO-77", note, "Item Code|Description|Qty", "A-1|Shaft|2", "^A-2|Gear|3", "A-3|Nut|4");
        read.Order.Lines.Select(l => l.ItemCode).ShouldBe(kept.Split(','));
        read.Codes.Contains("rows-hidden").ShouldBe(asked);
        read.Codes.ShouldNotContain("line-count-mismatch");
    }
}
