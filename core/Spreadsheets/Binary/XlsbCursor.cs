using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Ooxml;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>Reads .xlsb: the package of .xlsx with binary parts.</summary>
internal sealed class XlsbCursor(Package package, string mainPart) : GuardedCursor(package.Budget)
{
    private const int MaxSheets = 10_000;
    private const int MaxStrings = 10_000_000;

    // They stay in memory.
    private const long MaxStringBytes = 128L << 20;

    /// <summary>Flag of a font record (MS-XLSB 2.4.149).</summary>
    private const int StrikeOut = 0x0008;
    private readonly FormatTable _formats = new();
    private readonly List<string> _strings = [];
    private readonly List<SheetEntry> _sheets = [];
    private readonly HiddenColumns _hiddenColumns = new();
    private Biff12Records? _records;
    private bool _loaded;
    private bool _inData;
    private int _index;
    private int _read;
    private int _shift;
    private int _rowNumber;
    private bool _rowHidden;
    private bool _rowPending;

    public override string Format => "xlsb";

    protected override SheetInfo? NextSheet()
    {
        if (!_loaded)
        {
            _loaded = true;
            Load();
        }

        _records?.Dispose();
        _records = null;
        _inData = false;
        _rowPending = false;
        _hiddenColumns.Clear();
        while (_index < _sheets.Count)
        {
            var entry = _sheets[_index];
            var info = new SheetInfo(entry.Name, _index++, entry.Hidden);
            if (!entry.IsWorksheet)
            {
                continue;
            }

            if (package.Open(entry.Part) is { } part)
            {
                _records = new Biff12Records(part, Budget);
                _read++;
                return info;
            }

            Log.Add(WorkbookFindings.SheetMissing, entry.Name, entry.Name);
        }

        return _read > 0 ? null : throw ReadBudget.Stop(WorkbookFindings.NoSheet);
    }

    protected override bool NextRow(SheetRow row)
    {
        row.Clear(_rowNumber);
        row.Hidden = _rowHidden;
        var begun = _rowPending;
        _rowPending = false;
        while (_records is not null && _records.Read())
        {
            switch (_records.Type)
            {
                case 60 when _records.Length >= 18 && (_records.Body[16] & 1) != 0:
                    _hiddenColumns.Add(_records.Int32(0), _records.Int32(4));
                    break;
                case 145:
                    _inData = true;
                    break;
                case 146:
                    _inData = false;
                    if (begun)
                    {
                        return true;
                    }

                    break;
                case 0 when _inData:
                    var number = _records.Int32(0) + 1L;
                    Budget.CheckRow(number, Budget.Limits.MaxRows);
                    if (number < 1)
                    {
                        throw ReadBudget.Damaged("a row number is negative", "行号为负");
                    }

                    _rowNumber = (int)number;
                    _rowHidden = _records.Length > 11 && (_records.Body[11] & 0x10) != 0;
                    if (begun)
                    {
                        _rowPending = true;
                        return true;
                    }

                    begun = true;
                    row.Clear(_rowNumber);
                    row.Hidden = _rowHidden;
                    break;
                case >= 2 and <= 11 or 62 when _inData && begun:
                    AddCell(row);
                    break;
                case 176:
                    AddMerge(new MergedRange(_records.Int32(0) + 1, _records.Int32(4) + 1, _records.Int32(8), _records.Int32(12)));
                    break;
            }
        }

        return _inData ? throw ReadBudget.CutOff(Sheet.Name) : begun;
    }

    protected override void Dispose(bool disposing)
    {
        _records?.Dispose();
        package.Dispose();
    }

    private void AddCell(SheetRow row)
    {
        var records = _records!;
        var column = records.Int32(0);
        if (column < 0 || records.Length < 9)
        {
            throw ReadBudget.Damaged("a cell record is cut off", "单元格记录不完整");
        }

        Budget.CheckColumn(column);
        var style = records.Int32(4) & 0xFFFFFF;
        AddValue(row, column, _formats.ByStyle(style));
        if ((_formats.MarksByStyle(style) | _hiddenColumns.MarkOf(column)) is var marks and not CellMarks.None)
        {
            row.Mark(column, marks);
        }
    }

    private void AddValue(SheetRow row, int column, NumberFormat? format)
    {
        var records = _records!;
        switch (records.Type)
        {
            case 2:
                AddNumber(row, column, Biff.Rk(records.Int32(8)), format);
                break;
            case 5 or 9:
                AddNumber(row, column, records.Double(8), format);
                break;
            case 3 or 11:
                var error = Biff.ErrorText(records.Body[8]);
                row.Add(CellFactory.Error(column, error));
                Log.AddAt(WorkbookFindings.ErrorValue, Sheet.Name, column, row.Number, error);
                break;
            case 4 or 10:
                row.Add(CellFactory.Boolean(column, records.Body[8] != 0));
                break;
            case 6 or 8:
                AddText(row, column, records.Text(8, out _), format);
                break;
            case 62:
                AddText(row, column, records.Text(9, out _), format);
                break;
            case 7:
                AddShared(row, column, records.Int32(8), format);
                break;
        }
    }

    private void AddShared(SheetRow row, int column, int index, NumberFormat? format)
    {
        if ((uint)index < (uint)_strings.Count)
        {
            AddText(row, column, _strings[index], format);
            return;
        }

        row.Add(CellFactory.Error(column, "#REF!"));
        Log.AddAt(WorkbookFindings.StringMissing, Sheet.Name, column, row.Number);
    }

    private void AddNumber(SheetRow row, int column, double value, NumberFormat? format) =>
        row.Add(Biff.Number(column, value, format, _shift));

    private void AddText(SheetRow row, int column, string text, NumberFormat? format)
    {
        Budget.CheckCharacters(text.Length);
        if (text.Length > 0)
        {
            row.Add(CellFactory.Text(column, text, format));
        }
    }

    private void Load()
    {
        var relationships = package.Relationships(mainPart);
        using (var workbook = Open(mainPart) ?? throw ReadBudget.Damaged("the workbook part is missing", "缺少工作簿部件"))
        {
            while (workbook.Read())
            {
                if (workbook.Type == 153)
                {
                    _shift = (workbook.Int32(0) & 1) != 0 ? SerialDate.Offset1904 : 0;
                }
                else if (workbook.Type == 156 && _sheets.Count < MaxSheets)
                {
                    var id = workbook.Text(8, out var next);
                    var target = relationships.FirstOrDefault(r => r.Id == id);
                    _sheets.Add(new SheetEntry(workbook.Text(next, out _), workbook.Int32(0) != 0, target?.Target, target is null or { Kind: "worksheet" }));
                }
            }
        }

        LoadStyles(relationships.FirstOrDefault(r => r.Kind == "styles")?.Target);
        LoadStrings(relationships.FirstOrDefault(r => r.Kind == "sharedStrings")?.Target);
    }

    private void LoadStyles(string? name)
    {
        using var styles = Open(name);
        bool inCells = false, inFonts = false;
        while (styles is not null && styles.Read())
        {
            switch (styles.Type)
            {
                case 44 when styles.Length >= 6:
                    _formats.Declare(styles.Int32(0) & 0xFFFF, styles.Text(2, out _));
                    break;
                case 611:
                    inFonts = true;
                    break;
                case 612:
                    inFonts = false;
                    break;
                case 43 when inFonts:
                    _formats.AddFont((styles.Int32(0) >> 16 & StrikeOut) != 0);
                    break;
                case 617:
                    inCells = true;
                    break;
                case 618:
                    inCells = false;
                    break;
                case 47 when inCells:
                    _formats.AddStyle((styles.Int32(0) >> 16) & 0xFFFF, styles.Int32(4) & 0xFFFF);
                    break;
            }
        }
    }

    private void LoadStrings(string? name)
    {
        using var strings = Open(name);
        long bytes = 0;
        while (strings is not null && strings.Read())
        {
            if (strings.Type == 19)
            {
                var text = strings.Text(1, out _);
                bytes += (text.Length * 2) + 32;
                if (_strings.Count >= MaxStrings || bytes > MaxStringBytes)
                {
                    throw ReadBudget.TooLarge("shared strings", "共享字符串", $"{MaxStringBytes >> 20} MB");
                }

                _strings.Add(text);
            }
        }
    }

    private Biff12Records? Open(string? name) => package.Open(name) is { } part ? new Biff12Records(part, Budget) : null;
}
