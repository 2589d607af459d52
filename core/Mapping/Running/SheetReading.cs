using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>
/// Reads one sheet row by row. A row completes at most one order: the one before it, when a new order or a new table begins.
/// </summary>
internal sealed class SheetReading(MappingPlan plan, TableReading table, string sheet)
{
    private static readonly string[] TotalWords =
    [
        "合计", "合計", "总计", "總計", "小计", "小計", "total", "subtotal", "grandtotal", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme", "totale",
        "suma", "soustotal", "razem", "итого", "всего", "합계", "총계", "tổngcộng", "cộng", "計",
    ];

    private readonly HeaderSearch _search = new(plan);
    private readonly bool _grouped = plan.Table.GroupBy.Count > 0;
    private readonly LineReading _lines = new(plan, table.Runner);
    private TitleCells _titles = new();
    private TitleCells _above = new();
    private TableBlock? _block;
    private OrderInProgress? _order;
    private string? _key;
    private bool _inTable;

    public bool FoundHeader { get; private set; }

    /// <summary>Takes the next row; gives the order that it completed.</summary>
    public UnderstoodOrder? Take(SheetRow row)
    {
        if (_inTable && TakeLine(row, out var completed))
        {
            return completed;
        }

        _titles.Add(row);
        if (_search.Find(_titles) is not { } header || (_inTable && _block!.Header.IsRepeatedBy(row)))
        {
            return null;
        }

        _titles.RemoveLast(plan.Table.HeaderRows);
        var finished = Close();
        Begin(header);
        return finished;
    }

    /// <summary>The sheet has ended; gives the order that was still open.</summary>
    public UnderstoodOrder? End() => Close();

    private void Begin(TableHeader header)
    {
        FoundHeader = true;
        _inTable = true;
        _above = _titles;
        _titles = new TitleCells();
        _block = new TableBlock(plan, sheet, header);
        _key = null;
        _block.Fix(plan, new SourceLookup(table, sheet, _above, null));
        table.Greet(_block);
        if (!_grouped)
        {
            _order = table.NewOrder(0);
        }
    }

    /// <summary>False where the row is not of the table.</summary>
    private bool TakeLine(SheetRow row, out UnderstoodOrder? completed)
    {
        completed = null;
        var block = _block!;
        block.Take(row);
        if (EndsTable(row, block))
        {
            _inTable = false;
            return false;
        }

        if (!block.HoldsAny(block.LineColumns) || block.Header.IsRepeatedBy(row))
        {
            return false;
        }

        if (Missing(block) is var missing && missing * 2 > block.RequiredLines.Length && block.RequiredLines.Length > 1)
        {
            table.Add(MappingFindings.RowPassedOver.At(block.Place(row.Cells[0].Column, row.Number), null));
            return false;
        }

        if (_grouped)
        {
            completed = Regroup(block);
        }

        _order!.AddRow(row.Number);
        _lines.Read(block, row.Number, _order);
        return true;
    }

    private UnderstoodOrder? Regroup(TableBlock block)
    {
        string? key = null;
        foreach (var column in block.GroupColumns)
        {
            var text = block.Value(column).AsText();
            key = text is null ? key : $"{key}\u001F{text.Trim()}";
        }

        // A blank key continues the order above: merged cells state it once.
        if (_order is not null && (key is null || key == _key))
        {
            return null;
        }

        var completed = _order is null ? null : Close();
        _key = key;
        _order = table.NewOrder(table.LinesOf(sheet, key));
        return completed;
    }

    private UnderstoodOrder? Close()
    {
        var order = _order;
        _order = null;
        if (order is null || (order.Draft.LineCount == 0 && _grouped))
        {
            return null;
        }

        if (_key is not null)
        {
            table.Remember(sheet, _key, order.Draft.LinesBefore + order.Draft.LineCount);
        }

        return new OrderClosing(plan, table, _block!, new SourceLookup(table, sheet, _above, _grouped ? null : _titles)).Close(order);
    }

    private static int Missing(TableBlock block)
    {
        var missing = 0;
        foreach (var field in block.RequiredLines)
        {
            missing += block.First(block.LineColumns[field], out _).Kind == ValueKind.Missing ? 1 : 0;
        }

        return missing;
    }

    private bool EndsTable(SheetRow row, TableBlock block)
    {
        var stated = plan.Table.Until.Count > 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell is { Kind: CellKind.Text, Text: { Length: < 200 } text })
            {
                var key = TextKey.Of(text);
                if (stated ? plan.Table.Until.Any(w => key.StartsWith(w, StringComparison.Ordinal)) : IsTotal(key, block) || IsLabel(text, key))
                {
                    return true;
                }

                if (!stated)
                {
                    // Only the first text of a row can announce the end.
                    return false;
                }
            }
        }

        return false;
    }

    private static bool IsTotal(string key, TableBlock block) =>
        Array.Exists(TotalWords, w => key == w || (key.StartsWith(w + ":", StringComparison.Ordinal) && !IsFull(block)));

    /// <summary>A label of the mapping belongs to a title or a footer, never to a line.</summary>
    private bool IsLabel(string text, string key)
    {
        var colon = text.AsSpan().IndexOfAny(':', '：');
        return table.IsLabel(key) || (colon > 0 && table.IsLabel(TextKey.Of(text[..colon])));
    }

    private static bool IsFull(TableBlock block) => block.RequiredLines.Length > 0 && Missing(block) == 0;
}
