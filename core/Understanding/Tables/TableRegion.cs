using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>A header with the rows below it that belong to it, and what its columns hold.</summary>
internal sealed class TableRegion
{
    private const int LongestSign = 3; // US$; Pantone 186C is a name
    private const double Sure = 0.85;

    /// <summary>Captions under which goods have numbers; a row without any is a title or a note.</summary>
    private static readonly Concept[] Numeric =
        [Concept.Quantity, Concept.UnitPrice, Concept.Amount, Concept.PriceWithTax, Concept.AmountWithTax, Concept.ListPrice, Concept.OtherPrice, Concept.StockQuantity,
         Concept.DeliveredQuantity, Concept.ReceivedQuantity, Concept.OpenQuantity];

    private TableRegion(SheetGrid grid, HeaderRow header, IReadOnlyList<HeaderCell> headers, int lastRow)
    {
        Grid = grid;
        Header = header;
        Headers = headers;
        LastRow = lastRow;
    }

    public SheetGrid Grid { get; }

    public HeaderRow Header { get; private set; }

    /// <summary>How items go on in a second row; null where each stands on one.</summary>
    public StackedRows? Stacked { get; private set; }

    /// <summary>The captions of this table; of tables side by side each has its own.</summary>
    public IReadOnlyList<HeaderCell> Headers
    {
        get;
        private set
        {
            field = value;
            LastColumn = value.Max(h => h.LastColumn);
        }
    }

    public int FirstColumn => Headers[0].Column;

    public int LastColumn { get; private set; }

    public int FirstRow => Header.LastRow + 1;

    /// <summary>Last row that can belong to the table: above the next captions over the same columns, else the sheet's end.</summary>
    public int LastRow { get; private set; }

    public Dictionary<int, ColumnProfile> Profiles { get; } = [];

    /// <summary>The rows of sums, each with the column of the word that says so.</summary>
    private readonly Dictionary<int, int> _sums = [];

    /// <summary>True for a cell left of a sum's name: terms and notes share the rows of the sums (<c>納期：5月9日 | | 小計 | 60500</c>).</summary>
    public bool IsBesideSum(int row, int column) => _sums.TryGetValue(row, out var sum) && column < sum;

    /// <summary>The last row that looks like goods: several captions have values, numbers among them.</summary>
    public int LastGoodsRow { get; private set; }

    /// <summary>The rows of goods and sums; where the sheet goes on behind the window, all rows held.</summary>
    public IEnumerable<SheetRow> Rows => Grid.Rows.Where(r => r.Number >= FirstRow && r.Number <= LastGoodsRow && Stacked?.Continued.Contains(r.Number) != true);

    /// <summary>Cuts a sheet into tables: one per header, tables side by side apart.</summary>
    public static List<TableRegion> Cut(SheetGrid grid, IReadOnlyList<HeaderRow> headers, Words words)
    {
        var regions = new List<TableRegion>();
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i];
            var next = headers.Skip(i + 1).FirstOrDefault(h => h.FirstRow > header.LastRow && h.Overlaps(header));
            var last = next is null ? int.MaxValue : TitleBoundary.LastRowBefore(grid, header, next, words);
            foreach (var block in SideBySide(header.Cells))
            {
                var region = new TableRegion(grid, header, block, last);
                region.Stack(words);
                region.LastGoodsRow = grid.Truncated && next is null ? int.MaxValue : region.FindLastGoodsRow(words);
                region.Headers = UncaptionedUnits.Add(region.Headers, region.Rows.Where(r => region.Headers.Count(h => Value(r, h) is not null) >= Math.Min(3, region.Headers.Count)), words);
                region.Observe(words);
                regions.Add(region);
            }
        }

        return regions;
    }

    /// <summary>Splits captions that repeat as a whole: 品名 数量 单价 品名 数量 单价.</summary>
    private static IEnumerable<IReadOnlyList<HeaderCell>> SideBySide(IReadOnlyList<HeaderCell> cells)
    {
        for (var parts = 4; parts >= 2; parts--)
        {
            var size = cells.Count / parts;
            if (size < 2 || cells.Count % parts != 0)
            {
                continue;
            }

            var repeats = true;
            for (var i = size; i < cells.Count && repeats; i++)
            {
                repeats = string.Equals(cells[i].Text, cells[i % size].Text, StringComparison.OrdinalIgnoreCase);
            }

            if (repeats)
            {
                return Enumerable.Range(0, parts).Select(p => (IReadOnlyList<HeaderCell>)cells.Skip(p * size).Take(size).ToList());
            }
        }

        return [cells];
    }

    private void Stack(Words words)
    {
        Stacked = StackedRows.Find(Grid, Header, Headers, LastRow, words);
        if (Stacked is not null)
        {
            Headers = Stacked.Upper(Grid, Header, Headers, words);
            Header = Header with { LastRow = Math.Max(Header.LastRow, Header.FirstRow + Stacked.Depth) };
        }
    }

    private void Observe(Words words)
    {
        foreach (var header in Headers)
        {
            Profiles[header.Column] = new ColumnProfile { Column = header.Column };
        }

        var quantity = Headers.Where(h => h.WeightOf(Concept.Quantity) >= Sure).MaxBy(h => h.WeightOf(Concept.Quantity));
        foreach (var row in Rows)
        {
            // Totals and footers below the goods would blur what a column looks like.
            var filled = Headers.Count(h => Value(row, h) is not null);
            if ((filled * 2 <= Headers.Count || quantity is not null && !IsNumber(Value(row, quantity))) && SumIn(row, words) is { } sum)
            {
                _sums[row.Number] = sum;
                continue;
            }

            if (filled < Math.Min(2, Headers.Count))
            {
                continue;
            }

            foreach (var header in Headers)
            {
                if (Value(row, header) is { } cell)
                {
                    Profiles[header.Column].Observe(cell, words.Values);
                }
            }
        }
    }

    /// <summary>The column of the word by which a row of few cells calls itself a sum, of several the last; null for any other row.</summary>
    private static int? SumIn(SheetRow row, Words words)
    {
        int? sum = null;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Text && words.Row(CellText.Of(cell)) is { Score: >= 0.95, Kind: RowKind.Total or RowKind.Subtotal or RowKind.Tax or RowKind.Freight or RowKind.Discount })
            {
                sum = cell.Column;
            }
        }

        return sum;
    }

    private int FindLastGoodsRow(Words words)
    {
        var last = Header.LastRow;
        var numeric = Headers.Where(h => h.Spread is not null || Numeric.Any(c => h.WeightOf(c) >= 0.55)).ToList();
        foreach (var row in Grid.Rows.Where(r => r.Number >= FirstRow && r.Number <= LastRow))
        {
            if (BeginsAnother(row) || IsStripOfSums(row, words))
            {
                LastRow = row.Number - 1;
                break;
            }

            var filled = Headers.Count(h => Value(row, h) is not null);
            if (numeric.Count == 0 ? filled >= Math.Min(3, Headers.Count) : filled >= 2 && numeric.Exists(h => IsNumber(Value(row, h))))
            {
                last = row.Number;
            }
        }

        return last;
    }

    /// <summary>True for a row of labels with their sums in the row below: BASE IMPONIBLE | IVA 21% | TOTAL PEDIDO.</summary>
    private static bool IsStripOfSums(SheetRow row, Words words)
    {
        int texts = 0, sums = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (CellText.IsBlank(cell))
            {
                continue;
            }

            if (cell.Kind != CellKind.Text)
            {
                return false;
            }

            texts++;
            sums += words.Row(CellText.Of(cell)) is { Kind: RowKind.Total or RowKind.Subtotal or RowKind.Tax } ? 1 : 0;
        }

        return sums >= 2 && sums * 2 > texts;
    }

    /// <summary>True for captions of a table of another kind: the first stands here once more, the others are other texts (货号 | 内盒 | 外箱).</summary>
    private bool BeginsAnother(SheetRow row)
    {
        int same = 0, other = 0;
        foreach (var header in Headers)
        {
            if (Value(row, header) is not { } cell)
            {
                continue;
            }

            if (cell.Kind != CellKind.Text || cell.Text.AsSpan().ContainsAnyInRange('0', '9'))
            {
                return false;
            }

            var isSame = string.Equals(CellText.Of(cell), header.Text, StringComparison.OrdinalIgnoreCase);
            same += isSame ? 1 : 0;
            other += isSame ? 0 : 1;
        }

        return same > 0 && other > same;
    }

    private static bool IsNumber(Cell? cell) =>
        cell is { Kind: CellKind.Number or CellKind.DateTime or CellKind.FormulaWithoutValue or CellKind.Error }

            // "2026-05-07" begins with a number but is none, and neither an account behind its label nor a name such as Pantone 186 C is a quantity.
            || cell is { Kind: CellKind.Text } text && NumberText.TryRead(text.Text, NumberStyle.Unknown, out var n) && !(n.Before.Length > LongestSign && n.After is [>= 'A' and <= 'Z']) && n.Before.AsSpan().IndexOfAny(':', '：') < 0 && !n.After.AsSpan().ContainsAnyInRange('0', '9');

    /// <summary>The value under a header; where its merge covers several columns the first that holds anything.</summary>
    public static Cell? Value(SheetRow row, HeaderCell header)
    {
        for (var column = header.Column; column <= header.LastColumn; column++)
        {
            if (SheetGrid.Find(row, column) is { } cell && !CellText.IsBlank(cell))
            {
                return cell;
            }
        }

        return null;
    }
}
