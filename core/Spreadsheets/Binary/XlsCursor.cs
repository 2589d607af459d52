using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Binary;

/// <summary>
/// Reads through ExcelDataReader what is left to it: .xls of Excel 2 to 4, and workbooks encrypted with the password that Excel
/// itself uses when nobody chose one. The library parses a sheet when it is reached, tells neither error
/// values nor formulas, and throws what it likes on hostile input; all of that ends in one coded finding.
/// </summary>
internal sealed class XlsCursor : GuardedCursor
{
    /// <summary>Excel encrypts with this password when a workbook is only protected; it opens such files without asking.</summary>
    private const string DefaultPassword = "VelvetSweatshop";
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly FormatTable _formats = new();
    private readonly FileStream _file;
    private IExcelDataReader? _reader;
    private int _sheet;
    private int _row;

    private readonly bool _isPackage;

    public XlsCursor(string path, bool isPackage, ReadBudget budget)
        : base(budget)
    {
        _isPackage = isPackage;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
    }

    public override string Format => _isPackage ? "xlsx" : "xls";

    protected override SheetInfo? NextSheet()
    {
        if (_reader is null)
        {
            _reader = OpenReader();
        }
        else if (!_reader.NextResult())
        {
            return null;
        }

        _row = 0;
        Budget.CheckColumn(_reader.FieldCount - 1);
        foreach (var merge in _reader.MergeCells ?? [])
        {
            AddMerge(new MergedRange(merge.FromRow + 1, merge.ToRow + 1, merge.FromColumn, merge.ToColumn));
        }

        var hidden = _reader.VisibleState is { } state && !state.Equals("visible", StringComparison.OrdinalIgnoreCase);
        return new SheetInfo(string.IsNullOrEmpty(_reader.Name) ? $"Sheet{_sheet + 1}" : _reader.Name, _sheet++, hidden);
    }

    protected override bool NextRow(SheetRow row)
    {
        if (_reader is null || !_reader.Read())
        {
            return false;
        }

        row.Clear(++_row);
        Budget.CheckRow(_row, Budget.Limits.MaxRows);
        row.Hidden = _reader.RowHeight == 0;
        for (var column = 0; column < _reader.FieldCount; column++)
        {
            if (_reader.GetValue(column) is { } value)
            {
                Add(row, column, value);
            }
        }

        return true;
    }

    protected override bool Damage(Exception error) =>
        error is not (UnreadableWorkbookException or OperationCanceledException or OutOfMemoryException or InvalidOperationException { Message: "no sheet yet" });

    protected override void Dispose(bool disposing)
    {
        _reader?.Dispose();
        _file.Dispose();
    }

    private IExcelDataReader OpenReader()
    {
        try
        {
            return Create(_isPackage ? DefaultPassword : null);
        }
        catch (InvalidPasswordException) when (!_isPackage)
        {
            _file.Position = 0;
        }
        catch (Exception error) when (_isPackage && Damage(error))
        {
            throw Locked(error);
        }

        try
        {
            return Create(DefaultPassword);
        }
        catch (InvalidPasswordException error)
        {
            throw Locked(error);
        }
    }

    private UnreadableWorkbookException Locked(Exception error) =>
        new(WorkbookFindings.Password.At(null, null, _isPackage ? "Office Open XML" : "Excel 97-2003"), error);

    private IExcelDataReader Create(string? password) => ExcelReaderFactory.CreateReader(
        _file,
        new ExcelReaderConfiguration { LeaveOpen = true, Password = password, FallbackEncoding = CodePagesEncodingProvider.Instance.GetEncoding(1252) });

    private void Add(SheetRow row, int column, object value)
    {
        var format = _formats.ByCode(_reader!.GetNumberFormatString(column));
        switch (value)
        {
            case string text when text.Length > 0:
                Budget.CheckCharacters(text.Length);
                row.Add(CellFactory.Text(column, text, format));
                break;
            case double number when Fits(number):
                row.Add(CellFactory.Number(column, (decimal)number, format, 0));
                break;
            case double number:
                row.Add(CellFactory.Text(column, number.ToString(System.Globalization.CultureInfo.InvariantCulture), format));
                break;
            case int number:
                row.Add(CellFactory.Number(column, number, format, 0));
                break;
            case bool flag:
                row.Add(CellFactory.Boolean(column, flag));
                break;
            case DateTime instant:
                row.Add(Instant(column, instant, format));
                break;
            case TimeSpan span:
                row.Add(new Cell { Column = column, Kind = CellKind.Time, Number = Days(span), Format = format });
                break;
        }
    }

    private static Cell Instant(int column, DateTime instant, NumberFormat? format)
    {
        var days = Days(instant - Epoch);
        if (format is { IsTime: true } && days < 2)
        {
            return new Cell { Column = column, Kind = CellKind.Time, Number = Days(instant.TimeOfDay), Format = format };
        }

        // The library gives true calendar days; Excel counts one less before March 1900.
        var serial = days is > 1 and < 61 ? days - 1 : days;
        return SerialDate.IsValid(serial)
            ? new Cell { Column = column, Kind = CellKind.DateTime, Number = serial, Format = format }
            : new Cell { Column = column, Kind = CellKind.Number, Number = serial, Format = format };
    }

    private static decimal Days(TimeSpan span) => decimal.Round(span.Ticks / (decimal)TimeSpan.TicksPerDay, 12);

    private static bool Fits(double number) => Math.Abs(number) < 7e28;
}
