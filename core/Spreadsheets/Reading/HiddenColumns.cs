namespace IntegrationHub.Core.Spreadsheets.Reading;

/// <summary>The columns that a sheet hides, as ranges; they are stated before its rows.</summary>
internal sealed class HiddenColumns
{
    private const int MaxRanges = 1_000;
    private List<(int First, int Last)>? _ranges;

    public void Clear() => _ranges = null;

    /// <summary>Adds a range of zero-based columns, both ends included.</summary>
    public void Add(int first, int last)
    {
        _ranges ??= [];
        if (first <= last && _ranges.Count < MaxRanges)
        {
            _ranges.Add((first, last));
        }
    }

    /// <summary>The mark of a cell in this column; costs nothing where none is hidden.</summary>
    public CellMarks MarkOf(int column) => _ranges is null ? CellMarks.None : Find(_ranges, column);

    private static CellMarks Find(List<(int First, int Last)> ranges, int column)
    {
        foreach (var (first, last) in ranges)
        {
            if (column >= first && column <= last)
            {
                return CellMarks.HiddenColumn;
            }
        }

        return CellMarks.None;
    }
}
