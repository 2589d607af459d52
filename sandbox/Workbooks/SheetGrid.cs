namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>A small sheet in memory. Rows count from one as people see them, columns from zero.</summary>
internal sealed class SheetGrid(string name, SheetVisibility visibility = SheetVisibility.Visible)
{
    private readonly SortedDictionary<int, SortedDictionary<int, GridCell>> _rows = [];

    public string Name { get; } = name;

    public SheetVisibility Visibility { get; } = visibility;

    public List<(int FirstRow, int LastRow, int FirstColumn, int LastColumn)> Merges { get; } = [];

    public IEnumerable<KeyValuePair<int, SortedDictionary<int, GridCell>>> Rows => _rows;

    public int LastRow => _rows.Count == 0 ? 0 : _rows.Keys.Last();

    public int LastColumn => _rows.Values.Select(cells => cells.Keys.Last()).DefaultIfEmpty(0).Max();

    public GridCell? this[int row, int column]
    {
        get => _rows.TryGetValue(row, out var cells) && cells.TryGetValue(column, out var cell) ? cell : null;
        set
        {
            if (value is null)
            {
                return;
            }

            if (!_rows.TryGetValue(row, out var cells))
            {
                _rows.Add(row, cells = []);
            }

            cells[column] = value;
        }
    }

    public void Text(int row, int column, string text, bool bold = false) =>
        this[row, column] = new GridCell(text) { Style = bold ? CellStyle.Header : CellStyle.General };

    public void Merge(int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        if (lastRow > firstRow || lastColumn > firstColumn)
        {
            Merges.Add((firstRow, lastRow, firstColumn, lastColumn));
        }
    }
}
