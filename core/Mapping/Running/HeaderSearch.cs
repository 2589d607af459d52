using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Decides whether rows are the header: by number, by words, or because they name most of the mapped columns.</summary>
internal sealed class HeaderSearch
{
    private readonly TablePlan _table;
    private readonly string[][] _wanted;

    public HeaderSearch(MappingPlan plan)
    {
        _table = plan.Table;
        _wanted = [.. plan.OrderFields.Concat(plan.LineFields)
            .Select(f => f.Sources.OfType<SourceExpression.Header>().Select(h => h.Key).ToArray())
            .Where(keys => keys.Length > 0)];
    }

    /// <summary>The header when the last rows outside the table are one.</summary>
    public TableHeader? Find(TitleCells titles)
    {
        var rows = _table.HeaderRows;
        if (titles.Count < rows)
        {
            return null;
        }

        var first = titles.FromEnd(rows);
        if (_table.HeaderRow is { } fixedRow)
        {
            return first.Number == fixedRow ? Header(titles) : null;
        }

        if (!Names(first))
        {
            return null;
        }

        var header = Header(titles);
        if (_table.HeaderKeys.Count > 0)
        {
            return _table.HeaderKeys.All(header.Has) ? header : null;
        }

        var found = _wanted.Count(keys => keys.Any(header.Has));
        return _wanted.Length > 0 && found >= Math.Min(_wanted.Length, Math.Max(2, (_wanted.Length + 1) / 2)) ? header : null;
    }

    private TableHeader Header(TitleCells titles) => new([.. Enumerable.Range(0, _table.HeaderRows).Select(i => titles.FromEnd(_table.HeaderRows - i))]);

    /// <summary>Cheap look at one row before anything is built.</summary>
    private bool Names(SheetRow row)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (MappedValue.Of(cell).AsText() is { Length: > 0 and < 1_000 } text)
            {
                var key = TextKey.Of(text);
                if (_table.HeaderKeys.Contains(key) || _table.HeaderRows > 1 || Array.Exists(_wanted, keys => Array.IndexOf(keys, key) >= 0))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
