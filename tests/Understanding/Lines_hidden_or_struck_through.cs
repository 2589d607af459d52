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
}
