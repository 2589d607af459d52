using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Items on several rows: <c>品番</c> over <c>品名</c> in the captions and below each of them the same, while number, quantity, price and amount are
/// merged over all of them or stand in the first. The further rows of each item belong to the line above them.
/// </summary>
/// <param name="Continued">The rows that go on an item.</param>
/// <param name="Below">What the columns of those rows mean.</param>
internal sealed record StackedRows(IReadOnlySet<int> Continued, IReadOnlyList<StackedCaption> Below)
{
    /// <summary>Rows of items that have more or fewer rows than most: which of them says what cannot be told.</summary>
    public IReadOnlyList<int> Uneven { get; private init; } = [];

    private const double Known = 0.55;
    private const double Sure = 0.85;
    private const int MostBelow = 3;

    private static readonly Concept[] OfItems =
        [Concept.ItemCode, Concept.ItemName, Concept.Specification, Concept.Description, Concept.CustomerItemCode, Concept.SupplierItemCode, Concept.Remarks, Concept.DrawingRevision];

    /// <summary>How many rows of captions stand below the first.</summary>
    public int Depth => Below.Max(b => b.Down);

    /// <summary>The further captions of a table and the rows below them; null where items stand on one row.</summary>
    public static StackedRows? Find(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, int lastRow, Words words) =>
        Merged(grid, header, headers, lastRow, words) ?? Unmerged(grid, header, headers, lastRow, words);

    private static StackedRows? Merged(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, int lastRow, Words words)
    {
        var lower = header.FirstRow + 1;
        if (grid.Merges.Count == 0 || headers.FirstOrDefault(h => h.WeightOf(Concept.Quantity) >= Sure && grid.FromAbove(lower, h.Column) is not null) is not { } quantity
            || grid.Row(lower) is not { } row || grid.Row(header.FirstRow) is not { } above)
        {
            return null;
        }

        var below = new List<StackedCaption>();
        foreach (ref readonly var cell in row.Cells)
        {
            var column = cell.Column;
            if (cell.Kind == CellKind.Text && !CellText.IsBlank(cell) && headers.Any(h => h.Column == column) && grid.FromAbove(lower, column) is null
                && grid.LastColumnOfMerge(header.FirstRow, column) == grid.LastColumnOfMerge(lower, column) && SheetGrid.Find(above, column) is { } upper && !CellText.IsBlank(upper))
            {
                below.Add(new StackedCaption(1, new HeaderCell(column, grid.LastColumnOfMerge(lower, column), CellText.Of(cell), null, words.Concepts(CellText.Of(cell)))));
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

    /// <summary>品號, 品名 and 規格 below each other, as reports print them: the rows below an item's first hold nothing but texts under these.</summary>
    private static StackedRows? Unmerged(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, int lastRow, Words words)
    {
        var below = new List<StackedCaption>();
        for (var down = 1; down <= MostBelow && grid.Row(header.FirstRow + down) is { } row && Captions(row, down, headers, words) is { Count: > 0 } captions; down++)
        {
            below.AddRange(captions);
        }

        if (below.Count == 0 || headers.FirstOrDefault(h => h.WeightOf(Concept.Quantity) >= Sure) is not { } quantity)
        {
            return null;
        }

        var depth = below.Max(b => b.Down);
        var items = new List<List<int>>();
        foreach (var row in grid.Rows.Where(r => r.Number > header.FirstRow + depth && r.Number <= lastRow))
        {
            if (TableRegion.Value(row, quantity) is not null)
            {
                items.Add([row.Number]);
            }
            else if (items.Count > 0 && row.Number - items[^1][^1] == 1 && HoldsOnly(row, below))
            {
                items[^1].Add(row.Number);
            }
        }

        var rows = items.Count == 0 ? 0 : items.GroupBy(i => i.Count).MaxBy(g => g.Count())!.Key;
        return rows > 1 && rows <= depth + 1
            ? new StackedRows(items.SelectMany(i => i.Skip(1).Take(depth)).ToHashSet(), below) { Uneven = [.. items.Where(i => i.Count > 1 && (i.Count != rows || HoldsCode(grid, i, below))).SelectMany(i => i)] }
            : null;
    }

    /// <summary>True where a further row of an item holds what looks like the item's code above it: an item of its own whose quantity was forgotten.</summary>
    private static bool HoldsCode(SheetGrid grid, List<int> item, List<StackedCaption> captions) =>
        captions.Exists(c => Shape(grid.At(item[0], c.Caption.Column)) is { Length: > 1 } code && item.Skip(1).Any(row => Shape(grid.At(row, c.Caption.Column)) == code));

    /// <summary>The first word with its digits and letters made alike: A-99 of A-12 (同上); empty for a word without digits.</summary>
    private static string Shape(Cell? cell)
    {
        var word = CellText.Of(cell).Split(' ')[0];
        return word.AsSpan().ContainsAnyInRange('0', '9') ? string.Concat(word.Select(c => char.IsAsciiDigit(c) ? '9' : char.IsLetter(c) ? 'A' : c)) : string.Empty;
    }

    /// <summary>The captions of a row that says nothing but what items are called; empty for any other row.</summary>
    private static List<StackedCaption> Captions(SheetRow row, int down, IReadOnlyList<HeaderCell> headers, Words words)
    {
        var captions = new List<StackedCaption>();
        foreach (ref readonly var cell in row.Cells)
        {
            var column = cell.Column;
            if (CellText.IsBlank(cell))
            {
                continue;
            }

            if (cell.Kind != CellKind.Text || !headers.Any(h => h.Column == column) || words.Concepts(CellText.Of(cell)) is not [{ Weight: >= Sure } meaning, ..] concepts || Array.IndexOf(OfItems, meaning.Concept) < 0)
            {
                return [];
            }

            captions.Add(new StackedCaption(down, new HeaderCell(column, column, CellText.Of(cell), null, concepts)));
        }

        return captions;
    }

    private static bool HoldsOnly(SheetRow row, List<StackedCaption> captions)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            var column = cell.Column;
            if (!CellText.IsBlank(cell) && !captions.Exists(c => c.Caption.Column == column))
            {
                return false;
            }
        }

        return captions.Count > 0;
    }

    /// <summary>The captions of the upper row alone.</summary>
    public IReadOnlyList<HeaderCell> Upper(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, Words words) =>
        [.. headers.Select(h => Below.Any(b => b.Caption.Column == h.Column) && grid.At(header.FirstRow, h.Column) is { Kind: CellKind.Text } upper && !CellText.IsBlank(upper)
            ? h with { Text = CellText.Of(upper), Parent = null, Meanings = words.Concepts(CellText.Of(upper)) }
            : h)];

    /// <summary>The line with what the rows below it add: the name under the code, the finish under the material.</summary>
    public OrderLine Complete(OrderLine line, SheetGrid grid, int rowNumber)
    {
        Dictionary<string, string>? attributes = null;
        foreach (var (down, caption) in Below)
        {
            if (!Continued.Contains(rowNumber + down) || grid.Row(rowNumber + down) is not { } further || TableRegion.Value(further, caption) is not { } cell || CellText.Of(cell) is not { Length: > 0 } text)
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

/// <summary>A caption below the first row of captions.</summary>
/// <param name="Down">How many rows below.</param>
/// <param name="Caption">What it says.</param>
internal readonly record struct StackedCaption(int Down, HeaderCell Caption);
