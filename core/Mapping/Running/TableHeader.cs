using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>The header row as found: which column each field reads, and which columns no field knows.</summary>
internal sealed class TableHeader
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, string> _labels = [];

    public TableHeader(IReadOnlyList<SheetRow> rows)
    {
        LastRow = rows[^1].Number;
        var joined = new SortedDictionary<int, string>();

        // The lowest row names a column most exactly; what stands above it may name several.
        for (var r = rows.Count - 1; r >= 0; r--)
        {
            foreach (ref readonly var cell in rows[r].Cells)
            {
                if (MappedValue.Of(cell).AsText() is { } text && !string.IsNullOrWhiteSpace(text) && text.Length < 1_000)
                {
                    _columns.TryAdd(TextKey.Of(text), cell.Column);
                    joined[cell.Column] = joined.TryGetValue(cell.Column, out var below) ? $"{text} {below}" : text;
                }
            }
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (column, text) in joined)
        {
            var label = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            _columns.TryAdd(TextKey.Of(label), column);
            _labels[column] = used.Add(label) ? label : $"{label} ({SourceExpression.ColumnLetters(column)})";
        }
    }

    /// <summary>The last row of the header.</summary>
    public int LastRow { get; }

    /// <summary>Every column that has a header.</summary>
    public IReadOnlyDictionary<int, string> Labels => _labels;

    public bool Has(string key) => _columns.ContainsKey(key);

    /// <summary>The column of a source; null when the header does not have it.</summary>
    public int? Column(SourceExpression source) => source switch
    {
        SourceExpression.Column column => column.Index,
        SourceExpression.Header header when _columns.TryGetValue(header.Key, out var found) => found,
        _ => null,
    };

    /// <summary>True where the row repeats the header, as printed pages do.</summary>
    public bool IsRepeatedBy(SheetRow row)
    {
        var same = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell is { Kind: CellKind.Text, Text: { } text } && _columns.TryGetValue(TextKey.Of(text), out var column) && column == cell.Column)
            {
                same++;
            }
        }

        return same >= 2 && same * 2 >= _labels.Count;
    }
}
