using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Drafting;

/// <summary>The first rows of every sheet, by place.</summary>
internal sealed class SheetSample
{
    private const int MaxRows = 5_000;

    private readonly Dictionary<(string Sheet, int Row, int Column), Cell> _cells = [];
    private readonly Dictionary<(string Sheet, int Row), List<int>> _columns = [];

    public static SheetSample Take(Func<WorkbookCursor> open)
    {
        var sample = new SheetSample();
        using var cursor = open();
        while (cursor.MoveNextSheet())
        {
            var name = cursor.Sheet.Name;
            for (var rows = 0; rows < MaxRows && cursor.MoveNextRow(); rows++)
            {
                var columns = new List<int>();
                foreach (ref readonly var cell in cursor.Row.Cells)
                {
                    sample._cells[(name, cursor.Row.Number, cell.Column)] = cell;
                    columns.Add(cell.Column);
                }

                sample._columns[(name, cursor.Row.Number)] = columns;
            }
        }

        return sample;
    }

    /// <summary>Sheets that have rows.</summary>
    public int Sheets => _columns.Keys.Select(row => row.Sheet).Distinct().Count();

    public bool Holds(string sheet, int row) => _columns.ContainsKey((sheet, row));

    public MappedValue Value(string sheet, int row, int column) =>
        _cells.TryGetValue((sheet, row, column), out var cell) ? MappedValue.Of(cell) : MappedValue.Missing;

    public string? Text(string sheet, int row, int column) =>
        _cells.TryGetValue((sheet, row, column), out var cell) && cell is { Kind: CellKind.Text, Text: { } text } && !string.IsNullOrWhiteSpace(text) ? text : null;

    public IReadOnlyList<int> Columns(string sheet, int row) => _columns.GetValueOrDefault((sheet, row)) ?? [];

    /// <summary>How often a text stands in a row, by key.</summary>
    public int Count(string sheet, int row, string key) => Columns(sheet, row).Count(c => Text(sheet, row, c) is { } t && TextKey.Of(t) == key);
}

/// <summary>A place as provenance writes it: <c>Sheet!B7</c> or <c>Sheet!B{row}</c>.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Column">Zero-based.</param>
/// <param name="Row">One-based; null for a pattern.</param>
internal readonly record struct SourcePlace(string Sheet, int Column, int? Row)
{
    private const string Pattern = "{row}";

    public static SourcePlace? Parse(string source)
    {
        var bang = source.LastIndexOf('!');
        if (bang <= 0)
        {
            return null;
        }

        var place = source.AsSpan(bang + 1);
        var end = place.IndexOfAnyExceptInRange('A', 'Z');
        if (end <= 0 || SourceExpression.ColumnIndex(place[..end]) is not { } column)
        {
            return null;
        }

        var sheet = source[..bang];
        return place[end..].SequenceEqual(Pattern) ? new SourcePlace(sheet, column, null)
            : int.TryParse(place[end..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row) ? new SourcePlace(sheet, column, row)
            : null;
    }
}
