using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>One order table: its header resolved to columns once, so that a row is read by position only.</summary>
internal sealed class TableBlock : IPlaces
{
    private readonly int[] _at;
    private readonly int _width;
    private Cell[] _cells = [];

    public TableBlock(MappingPlan plan, string sheet, TableHeader header)
    {
        Sheet = sheet;
        Header = header;
        OrderColumns = [.. plan.OrderFields.Select(f => Columns(f.Sources))];
        LineColumns = [.. plan.LineFields.Select(f => Columns(f.Sources))];
        GroupColumns = Columns(plan.Table.GroupBy);
        var known = OrderColumns.Concat(LineColumns).SelectMany(c => c).Concat(GroupColumns).ToHashSet();
        NewColumns = [.. header.Labels.Where(l => !known.Contains(l.Key)).Select(l => (l.Key, l.Value))];
        _width = Math.Max(known.DefaultIfEmpty(0).Max(), header.Labels.Keys.DefaultIfEmpty(0).Max()) + 1;
        _at = new int[_width];
        RequiredLines = [.. Enumerable.Range(0, plan.LineFields.Length).Where(i => plan.LineFields[i].Required && LineColumns[i].Length > 0)];
        Provenance = new Provenance { Fields = Sources(plan) };
    }

    public string Sheet { get; }

    public TableHeader Header { get; }

    /// <summary>Columns of each order field; none where it does not come from the table or the header lacks it.</summary>
    public int[][] OrderColumns { get; }

    public int[][] LineColumns { get; }

    public int[] GroupColumns { get; }

    /// <summary>Line fields that make a row a line.</summary>
    public int[] RequiredLines { get; }

    /// <summary>Columns with a header that no field reads.</summary>
    public (int Column, string Label)[] NewColumns { get; }

    /// <summary>Sources that all orders of the block share.</summary>
    public Provenance Provenance { get; set; }

    /// <summary>What line fields read outside the table, the same for every row.</summary>
    public RawValue[] Fixed { get; private set; } = [];

    /// <summary>Reads once what every row shares.</summary>
    public void Fix(MappingPlan plan, SourceLookup lookup)
    {
        var fields = new Dictionary<string, FieldSource>(Provenance.Fields, StringComparer.Ordinal);
        Fixed = new RawValue[plan.LineFields.Length];
        for (var i = 0; i < Fixed.Length; i++)
        {
            foreach (var source in plan.LineFields[i].Sources.Where(s => !s.IsColumn))
            {
                var value = lookup.Find(source, out var place);
                if (value.Kind != ValueKind.Missing)
                {
                    Fixed[i] = new RawValue(value, place, (source as SourceExpression.Label)?.Text);
                    fields.TryAdd(plan.LineFields[i].Path, new FieldSource(place.ToString()!, 1m));
                    break;
                }
            }
        }

        Provenance = Provenance with { Fields = fields };
    }

    /// <summary>Takes a row; its cells are then found by column.</summary>
    public void Take(SheetRow row)
    {
        Array.Clear(_at);
        if (_cells.Length < row.Count)
        {
            _cells = new Cell[Math.Max(row.Count, 32)];
        }

        row.Cells.CopyTo(_cells);
        for (var i = 0; i < row.Count; i++)
        {
            if (_cells[i].Column < _width)
            {
                _at[_cells[i].Column] = i + 1;
            }
        }
    }

    public MappedValue Value(int column) =>
        column < _width && _at[column] is > 0 and var at ? MappedValue.Of(_cells[at - 1]) : MappedValue.Missing;

    /// <summary>The first of the columns that holds something; the first one when none does.</summary>
    public MappedValue First(int[] columns, out int column)
    {
        foreach (var candidate in columns)
        {
            var value = Value(candidate);
            if (value.Kind != ValueKind.Missing)
            {
                column = candidate;
                return value;
            }
        }

        column = columns.Length > 0 ? columns[0] : -1;
        return MappedValue.Missing;
    }

    public bool HoldsAny(int[][] fields)
    {
        foreach (var columns in fields)
        {
            if (First(columns, out _).Kind != ValueKind.Missing)
            {
                return true;
            }
        }

        return false;
    }

    public string Place(int column, int row) => CellPlace.Of(Sheet, column, row);

    /// <inheritdoc/>
    string IPlaces.At(int one, int other) => Place(one, other);

    private int[] Columns(IReadOnlyList<SourceExpression> sources) => [.. sources.Select(Header.Column).OfType<int>()];

    private Dictionary<string, FieldSource> Sources(MappingPlan plan)
    {
        var fields = new Dictionary<string, FieldSource>(StringComparer.Ordinal);
        for (var i = 0; i < plan.LineFields.Length; i++)
        {
            Add(plan.LineFields[i].Path, LineColumns[i]);
        }

        for (var i = 0; i < plan.OrderFields.Length; i++)
        {
            Add(plan.OrderFields[i].Path, OrderColumns[i]);
        }

        return fields;

        void Add(string path, int[] columns)
        {
            if (columns.Length > 0)
            {
                fields[path] = new FieldSource(CellPlace.Pattern(Sheet, columns[0]), 1m);
            }
        }
    }
}

/// <summary>Names places in a sheet.</summary>
internal static class CellPlace
{
    /// <summary><c>Sheet!B7</c></summary>
    public static string Of(string sheet, int column, int row) => FormattableString.Invariant($"{sheet}!{SourceExpression.ColumnLetters(column)}{row}");

    /// <summary><c>Sheet!B{row}</c></summary>
    public static string Pattern(string sheet, int column) => $"{sheet}!{SourceExpression.ColumnLetters(column)}{{row}}";
}
