using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>Reads .xls of Excel 5 to 2003. Cells that a generator wrote out of order are sorted into rows first.</summary>
internal sealed class BiffCursor(BiffRecords records, BiffGlobals globals, ReadBudget budget) : GuardedCursor(budget)
{
    private readonly HashSet<int> _hiddenRows = [];
    private readonly HiddenColumns _hiddenColumns = new();
    private readonly BiffText _text = new(records);
    private List<(int Row, Cell Cell)>? _sorted;
    private int _sortedAt;
    private int _sheet;
    private int _read;
    private bool _inSheet;
    private (int Row, Cell Cell)? _pending;
    private readonly Queue<Cell> _many = new();
    private int _manyRow;

    public override string Format => "xls";

    protected override SheetInfo? NextSheet()
    {
        _hiddenRows.Clear();
        _hiddenColumns.Clear();
        _pending = null;
        _many.Clear();
        _sorted = null;
        while (_sheet < globals.Sheets.Count)
        {
            var sheet = globals.Sheets[_sheet];
            var info = new SheetInfo(sheet.Name.Length > 0 ? sheet.Name : $"Sheet{_sheet + 1}", _sheet++, sheet.Hidden);
            if (!sheet.IsWorksheet)
            {
                continue;
            }

            if (!Enter(sheet))
            {
                Log.Add(WorkbookFindings.SheetMissing, info.Name, info.Name);
                continue;
            }

            var ordered = IsOrdered();
            Enter(sheet);
            _read++;
            if (!ordered)
            {
                Sort(info.Name);
            }

            return info;
        }

        return _read > 0 ? null : throw ReadBudget.Stop(WorkbookFindings.NoSheet);
    }

    protected override bool NextRow(SheetRow row)
    {
        row.Clear(0);
        if (_pending is { } first)
        {
            Begin(row, first.Row);
            row.Add(first.Cell);
            _pending = null;
        }

        while (Take(Sheet.Name) is { } next)
        {
            if (row.Number == 0)
            {
                Begin(row, next.Row);
            }
            else if (next.Row != row.Number)
            {
                _pending = next;
                return true;
            }

            row.Add(next.Cell);
        }

        return row.Count > 0;
    }

    private void Begin(SheetRow row, int number)
    {
        Budget.CheckRow(number, Budget.Limits.MaxRows);
        row.Clear(number);
        row.Hidden = _hiddenRows.Contains(number);
    }

    /// <summary>Stands behind the sheet's BOF record; false where there is none.</summary>
    private bool Enter(BiffSheet sheet)
    {
        records.Seek(sheet.Offset);
        _inSheet = sheet.Offset > 0 && records.Read() && records.Type == 0x0809;
        return _inSheet;
    }

    /// <summary>Looks ahead whether rows only ascend, which is what Excel writes.</summary>
    private bool IsOrdered()
    {
        var last = -1;
        while (NextRecord())
        {
            if (IsCell(records.Type))
            {
                if (records.UInt16(0) < last)
                {
                    return false;
                }

                last = records.UInt16(0);
            }
        }

        return true;
    }

    private void Sort(string sheet)
    {
        var cells = new List<(int Row, Cell Cell)>();
        while (NextCell(sheet) is { } cell)
        {
            cells.Add(cell);
        }

        // A stable sort, so that of two values for one cell the later one stays the later.
        _sorted = [.. cells.OrderBy(c => c.Row)];
        _sortedAt = 0;
    }

    private (int Row, Cell Cell)? Take(string sheet) =>
        _sorted is null ? NextCell(sheet) : _sortedAt < _sorted.Count ? _sorted[_sortedAt++] : null;

    /// <summary>Moves to the sheet's next record, over charts embedded in it; false at its end.</summary>
    private bool NextRecord()
    {
        var depth = 0;
        while (_inSheet && records.Read())
        {
            if (records.Type == 0x0809)
            {
                depth++;
            }
            else if (records.Type == 0x000A && --depth < 0)
            {
                break;
            }
            else if (depth <= 0)
            {
                return true;
            }
        }

        if (_inSheet && records.CutOff)
        {
            Log.Add(WorkbookFindings.CutOff, null, globals.Sheets[Math.Max(0, _sheet - 1)].Name);
        }

        _inSheet = false;
        return false;
    }

    private (int Row, Cell Cell)? NextCell(string sheet)
    {
        if (_many.TryDequeue(out var queued))
        {
            return (_manyRow, queued);
        }

        while (NextRecord())
        {
            if (records.Type == 0x0208)
            {
                if ((records.UInt16(12) & 0x20) != 0 && _hiddenRows.Count < Budget.Limits.MaxRows)
                {
                    _hiddenRows.Add(records.UInt16(0) + 1);
                }
            }
            else if (records.Type == 0x007D)
            {
                if ((records.UInt16(8) & 1) != 0)
                {
                    _hiddenColumns.Add(records.UInt16(0), records.UInt16(2));
                }
            }
            else if (records.Type == 0x00E5)
            {
                TakeMerges();
            }
            else if (records.Type == 0x00BD)
            {
                if (QueueMany())
                {
                    return (_manyRow, _many.Dequeue());
                }
            }
            else if (IsCell(records.Type) && records.Length >= 6)
            {
                var (column, style) = (records.UInt16(2), records.UInt16(4));
                if (Make(sheet, records.UInt16(0) + 1, column) is { } made)
                {
                    return (made.Row, Marked(made.Cell, column, style));
                }
            }
        }

        return null;
    }

    private Cell Marked(in Cell cell, int column, int style) =>
        (globals.Formats.MarksByStyle(style) | _hiddenColumns.MarkOf(column)) is var marks and not CellMarks.None ? cell with { Marks = marks } : cell;

    private static bool IsCell(int type) =>
        type is 0x0203 or 0x027E or 0x00FD or 0x0204 or 0x00D6 or 0x0006 or 0x0206 or 0x0406 or 0x0205 or 0x00BD;

    private (int Row, Cell Cell)? Make(string sheet, int row, int column)
    {
        Budget.CheckColumn(column);
        var format = globals.Formats.ByStyle(records.UInt16(4));
        switch (records.Type)
        {
            case 0x0203:
                return (row, Biff.Number(column, records.Double(6), format, globals.DateShift));
            case 0x027E:
                return (row, Biff.Number(column, Biff.Rk(records.Int32(6)), format, globals.DateShift));
            case 0x0205:
                return (row, BooleanOrError(sheet, row, column, records.Byte(6), records.Byte(7) != 0));
            case 0x00FD:
                return Shared(sheet, row, column, records.Int32(6), format);
            case 0x0204 or 0x00D6:
                return Text(row, column, globals.IsUnicode ? Unicode(6) : records.Narrow(8, records.UInt16(6), globals.CodePage), format);
            default:
                return Formula(sheet, row, column, format);
        }
    }

    private (int Row, Cell Cell)? Formula(string sheet, int row, int column, NumberFormat? format)
    {
        if (records.UInt16(12) != 0xFFFF)
        {
            return (row, Biff.Number(column, records.Double(6), format, globals.DateShift));
        }

        switch (records.Byte(6))
        {
            case 0:
                return FormulaText(row, column, format);
            case 1:
                return (row, BooleanOrError(sheet, row, column, records.Byte(8), false));
            case 2:
                return (row, BooleanOrError(sheet, row, column, records.Byte(8), true));
            default:
                return null;
        }
    }

    /// <summary>The text of a formula stands in a record of its own, at times behind a shared formula or an array.</summary>
    private (int Row, Cell Cell)? FormulaText(int row, int column, NumberFormat? format)
    {
        var at = records.Next;
        for (var i = 0; i < 4 && NextRecord(); i++)
        {
            if (records.Type is 0x0207 or 0x0007)
            {
                return Text(row, column, globals.IsUnicode ? Unicode(0) : records.Narrow(2, records.UInt16(0), globals.CodePage), format);
            }

            if (IsCell(records.Type))
            {
                break;
            }
        }

        records.Seek(at);
        _inSheet = true;
        return null;
    }

    private (int Row, Cell Cell)? Shared(string sheet, int row, int column, int index, NumberFormat? format)
    {
        if ((uint)index < (uint)globals.Strings.Count)
        {
            return Text(row, column, globals.Strings[index], format);
        }

        Log.AddAt(WorkbookFindings.StringMissing, sheet, column, row);
        return (row, CellFactory.Error(column, "#REF!"));
    }

    private (int Row, Cell Cell)? Text(int row, int column, string text, NumberFormat? format)
    {
        Budget.CheckCharacters(text.Length);
        return text.Length > 0 ? (row, CellFactory.Text(column, text, format)) : null;
    }

    private string Unicode(int at)
    {
        _text.Position = at;
        return _text.Read(false) ?? string.Empty;
    }

    private Cell BooleanOrError(string sheet, int row, int column, byte value, bool isError)
    {
        if (!isError)
        {
            return CellFactory.Boolean(column, value != 0);
        }

        var text = Biff.ErrorText(value);
        Log.AddAt(WorkbookFindings.ErrorValue, sheet, column, row, text);
        return CellFactory.Error(column, text);
    }

    /// <summary>Several numbers of one row in one record.</summary>
    private bool QueueMany()
    {
        _manyRow = records.UInt16(0) + 1;
        var first = records.UInt16(2);
        for (var i = 0; 4 + (i * 6) + 6 <= records.Length - 2; i++)
        {
            var at = 4 + (i * 6);
            Budget.CheckColumn(first + i);
            _many.Enqueue(Marked(
                Biff.Number(first + i, Biff.Rk(records.Int32(at + 2)), globals.Formats.ByStyle(records.UInt16(at)), globals.DateShift), first + i, records.UInt16(at)));
        }

        return _many.Count > 0;
    }

    private void TakeMerges()
    {
        for (var i = 0; i < records.UInt16(0) && 2 + (i * 8) + 8 <= records.Length; i++)
        {
            var at = 2 + (i * 8);
            AddMerge(new MergedRange(records.UInt16(at) + 1, records.UInt16(at + 2) + 1, records.UInt16(at + 4), records.UInt16(at + 6)));
        }
    }
}
