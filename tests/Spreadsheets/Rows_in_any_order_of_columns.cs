using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class Rows_in_any_order_of_columns
{
    [Fact]
    public void Cells_come_by_ascending_column_and_of_one_column_the_last_stays()
    {
        var row = new SheetRow();
        row.Clear(7);
        foreach (var (column, text) in new[] { (3, "d"), (0, "a"), (3, "D"), (1, "b") })
        {
            row.Add(new Cell { Column = column, Kind = CellKind.Text, Text = text });
        }

        row.Count.ShouldBe(3);
        row.Cells.ToArray().Select(c => (c.Column, c.Text)).ShouldBe([(0, "a"), (1, "b"), (3, "D")]);
        row.Copy().Count.ShouldBe(3);
    }

    [Fact]
    public void A_row_is_empty_again_after_it_is_cleared()
    {
        var row = new SheetRow();
        row.Add(new Cell { Column = 1, Kind = CellKind.Text, Text = "b" });
        row.Add(new Cell { Column = 0, Kind = CellKind.Text, Text = "a" });
        row.Clear(2);
        row.Count.ShouldBe(0);
    }
}
