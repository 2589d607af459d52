using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Items on two rows: <c>品番</c> over <c>品名</c> in the captions and below each of them the same, while number, quantity, price and amount are
/// merged over both. The second row of each item belongs to the line above it.
/// </summary>
/// <param name="Continued">The rows that go on an item.</param>
/// <param name="Below">What the columns of those rows mean.</param>
internal sealed record StackedRows(IReadOnlySet<int> Continued, IReadOnlyList<HeaderCell> Below)
{
    private const double Known = 0.55;
    private const double Sure = 0.85;

    /// <summary>The second captions of a table and the rows below them; null where items stand on one row.</summary>
    public static StackedRows? Find(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, int lastRow, Words words)
    {
        var lower = header.FirstRow + 1;
        if (grid.Merges.Count == 0 || headers.FirstOrDefault(h => h.WeightOf(Concept.Quantity) >= Sure && grid.FromAbove(lower, h.Column) is not null) is not { } quantity
            || grid.Row(lower) is not { } row || grid.Row(header.FirstRow) is not { } above)
        {
            return null;
        }

        var below = new List<HeaderCell>();
        foreach (ref readonly var cell in row.Cells)
        {
            var column = cell.Column;
            if (cell.Kind == CellKind.Text && !CellText.IsBlank(cell) && headers.Any(h => h.Column == column) && grid.FromAbove(lower, column) is null
                && grid.LastColumnOfMerge(header.FirstRow, column) == grid.LastColumnOfMerge(lower, column) && SheetGrid.Find(above, column) is { } upper && !CellText.IsBlank(upper))
            {
                below.Add(new HeaderCell(column, grid.LastColumnOfMerge(lower, column), CellText.Of(cell), null, words.Concepts(CellText.Of(cell))));
            }
        }

        // What is merged over both captions is merged over both rows of an item: a row with a number of its own is an item of its own.
        var both = headers.Where(h => grid.FromAbove(lower, h.Column) is not null).Select(h => h.Column).ToList();
        var continued = grid.Rows
            .Where(r => r.Number > lower && r.Number <= lastRow && grid.FromAbove(r.Number, quantity.Column) is not null && grid.FromAbove(r.Number - 1, quantity.Column) is null
                && both.TrueForAll(column => SheetGrid.Find(r, column) is not { } own || CellText.IsBlank(own)))
            .Select(r => r.Number).ToHashSet();
        return below.Count > 0 && continued.Count > 0 ? new StackedRows(continued, below) : null;
    }

    /// <summary>The captions of the upper row alone.</summary>
    public IReadOnlyList<HeaderCell> Upper(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, Words words) =>
        [.. headers.Select(h => Below.Any(b => b.Column == h.Column) && grid.At(header.FirstRow, h.Column) is { Kind: CellKind.Text } upper && !CellText.IsBlank(upper)
            ? h with { Text = CellText.Of(upper), Parent = null, Meanings = words.Concepts(CellText.Of(upper)) }
            : h)];

    /// <summary>The line with what the row below it adds: the name under the code, the finish under the material.</summary>
    public OrderLine Complete(OrderLine line, SheetGrid grid, int rowNumber)
    {
        if (!Continued.Contains(rowNumber + 1) || grid.Row(rowNumber + 1) is not { } second)
        {
            return line;
        }

        Dictionary<string, string>? attributes = null;
        foreach (var caption in Below)
        {
            if (TableRegion.Value(second, caption) is not { } cell || CellText.Of(cell) is not { Length: > 0 } text)
            {
                continue;
            }

            bool Means(Concept concept) => caption.WeightOf(concept) >= Known && caption.Meanings[0].Concept == concept;
            if (line.ItemName is null && Means(Concept.ItemName))
            {
                line = line with { ItemName = text };
            }
            else if (line.ItemCode is null && Means(Concept.ItemCode))
            {
                line = line with { ItemCode = text };
            }
            else if (line.Specification is null && Means(Concept.Specification))
            {
                line = line with { Specification = text };
            }
            else if (line.Remarks is null && Means(Concept.Remarks))
            {
                line = line with { Remarks = text };
            }
            else
            {
                (attributes ??= line.Attributes.ToDictionary(StringComparer.Ordinal))[caption.Text] = text;
            }
        }

        return attributes is null ? line : line with { Attributes = attributes };
    }
}
