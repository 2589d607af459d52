using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Understanding;

public sealed class Quantities_spread_over_columns
{
    [Fact]
    public void Sizes_side_by_side_give_a_line_each_and_their_sum_is_no_line()
    {
        var read = Understood.Table("""
            订单号：PM-1||||||||
            款号|品名|颜色|S|M|L|合计数量|单价|金额
            A100|T恤|白色|10|20||30|25|750
            A100|T恤|黑色|5||15|20|25|500
            合计|||15|20|15|50||1250
            """);
        read.Order.Lines.Select(l => (l.Specification, l.Quantity, l.Amount)).ShouldBe(
            [("S", 10m, 250m), ("M", 20m, 500m), ("S", 5m, 125m), ("L", 15m, 375m)]);
        read.Order.Lines.Select(l => l.LineNumber).ShouldBe([1, 2, 3, 4]);
        read.Order.Totals!.Payable.ShouldBe(1250m);
        read.Codes.ShouldNotContain("total-mismatch");
    }

    [Fact]
    public void Days_side_by_side_are_the_delivery_dates_of_their_quantities()
    {
        var read = Understood.Table("""
            PO No.: 7788|||||
            Part No|Description|Unit|2026-06-03|2026-06-10|Total
            P-1|Bracket|pcs|100|200|300
            P-2|Cover|pcs||50|50
            """);
        read.Order.Lines.Select(l => (l.ItemCode, l.Quantity, l.DeliveryDate)).ShouldBe(
            [("P-1", 100m, new DateOnly(2026, 6, 3)), ("P-1", 200m, new DateOnly(2026, 6, 10)), ("P-2", 50m, new DateOnly(2026, 6, 10))]);
        read.Order.Provenance!.Fields["lines[].quantity"].Source.ShouldBe("table!D{row}:E{row}");
    }

    [Fact]
    public void Numbers_of_shoes_are_sizes_where_no_caption_states_a_quantity()
    {
        var read = Understood.Table("""
            PO Number: 4711||||||
            Style|Colour|36|37|38|39|Price
            B-1|red|2|4||1|19.90
            """);
        read.Order.Lines.Select(l => (l.Specification, l.Quantity, l.UnitPrice)).ShouldBe([("36", 2m, 19.90m), ("37", 4m, 19.90m), ("39", 1m, 19.90m)]);
    }

    [Fact]
    public void Columns_that_do_not_add_up_to_the_stated_quantity_are_not_spread()
    {
        var read = Understood.Table("""
            订单号：PM-1|||||||
            款号|品名|S|M|L|订购数量|单价
            A100|T恤|10|20|5|100|25
            A200|T恤|1|2|5|60|25
            """);
        read.Order.Lines.Select(l => l.Quantity).ShouldBe([100m, 60m]);
    }

    [Theory]
    [InlineData("Size", "S", "M", "L")]
    [InlineData("尺码", "150", "155", "160")]
    public void Sizes_under_a_merged_caption_are_sizes_and_never_a_specification(string caption, string small, string medium, string large)
    {
        var read = Sheet.Merged(
            ["A2:A3", "B2:B3", "C2:E2", "F2:F3", "G2:G3", "H2:H3"],
            "PO Number: PM-1", $"款号|品名|{caption}|||合计数量|单价|金额", $"||{small}|{medium}|{large}|||", "A100|T恤|10|20|0|30|25|750", "A200|短裤|5|0|15|20|25|500");
        read.Order.Lines.Select(l => (l.ItemCode, l.Specification, l.Quantity, l.Amount)).ShouldBe(
            [("A100", small, 10m, 250m), ("A100", medium, 20m, 500m), ("A200", small, 5m, 125m), ("A200", large, 15m, 375m)]);
    }
}
