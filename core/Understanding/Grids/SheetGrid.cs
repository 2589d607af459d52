using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding.Grids;

/// <summary>The rows of one sheet that understanding looks at, held in memory: the whole sheet, or its first rows where it is longer.</summary>
internal sealed class SheetGrid
{
    private const int MaxMerges = 20_000;
    private const int MaxCaptionRows = 20;
    private readonly Dictionary<int, int> _indexOf = [];
    private readonly Dictionary<(int Row, int Column), int> _spans = [];
    private Dictionary<(int Row, int Column), (int Row, int Column)>? _merged;

    public SheetGrid(SheetInfo info) => Info = info;

    public SheetInfo Info { get; }

    public List<SheetRow> Rows { get; } = [];

    public IReadOnlyList<MergedRange> Merges { get; private set; } = [];

    /// <summary>True where the sheet goes on behind the last row held.</summary>
    public bool Truncated { get; set; }

    public void Add(SheetRow row)
    {
        _indexOf[row.Number] = Rows.Count;
        Rows.Add(row);
    }

    public void SetMerges(IReadOnlyList<MergedRange> merges)
    {
        Merges = merges;
        if (merges.Count is 0 or > MaxMerges)
        {
            return;
        }

        _merged = [];
        foreach (var m in merges)
        {
            for (var r = m.FirstRow; r <= Math.Min(m.LastRow, m.FirstRow + MaxCaptionRows); r++)
            {
                _spans[(r, m.FirstColumn)] = m.LastColumn;
            }

            if ((long)(m.LastRow - m.FirstRow + 1) * (m.LastColumn - m.FirstColumn + 1) > 10_000)
            {
                continue;
            }

            for (var r = m.FirstRow; r <= m.LastRow; r++)
            {
                for (var c = m.FirstColumn; c <= m.LastColumn; c++)
                {
                    if (r != m.FirstRow || c != m.FirstColumn)
                    {
                        _merged[(r, c)] = (m.FirstRow, m.FirstColumn);
                    }
                }
            }
        }
    }

    /// <summary>The row of a number; null where the sheet has none.</summary>
    public SheetRow? Row(int number) => _indexOf.TryGetValue(number, out var index) ? Rows[index] : null;

    /// <summary>The cell at a row number and column; a cell covered by a merge shows the merge's value.</summary>
    public Cell? At(int rowNumber, int column)
    {
        if (_indexOf.TryGetValue(rowNumber, out var index) && Find(Rows[index], column) is { } cell)
        {
            return cell;
        }

        return _merged is not null && _merged.TryGetValue((rowNumber, column), out var origin) && _indexOf.TryGetValue(origin.Row, out index)
            ? Find(Rows[index], origin.Column)
            : null;
    }

    /// <summary>The value that a merge reaching down from an earlier row of the same column shows here; null when none.</summary>
    public Cell? FromAbove(int rowNumber, int column) =>
        _merged is not null && _merged.TryGetValue((rowNumber, column), out var origin) && origin.Column == column && origin.Row < rowNumber
            && _indexOf.TryGetValue(origin.Row, out var index)
            ? Find(Rows[index], column)
            : null;

    /// <summary>The columns from <paramref name="column"/> rightwards that one merge covers in the row; the column itself when none.</summary>
    public int LastColumnOfMerge(int rowNumber, int column) => _spans.GetValueOrDefault((rowNumber, column), column);

    public static Cell? Find(SheetRow row, int column)
    {
        var cells = row.Cells;
        int low = 0, high = cells.Length - 1;
        while (low <= high)
        {
            var mid = (low + high) / 2;
            var at = cells[mid].Column;
            if (at == column)
            {
                return cells[mid];
            }

            (low, high) = at < column ? (mid + 1, high) : (low, mid - 1);
        }

        return null;
    }
}
