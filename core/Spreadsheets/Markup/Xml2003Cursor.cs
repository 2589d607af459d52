using System.Buffers.Text;
using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Markup;

/// <summary>Reads XML Spreadsheet 2003, what many ERP systems export under the name .xls.</summary>
internal sealed class Xml2003Cursor(XmlScanner scanner, ReadBudget budget) : GuardedCursor(budget)
{
    private readonly FormatTable _formats = new();
    private readonly Dictionary<string, NumberFormat?> _styles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _struckStyles = new(StringComparer.Ordinal);
    private readonly HiddenColumns _hiddenColumns = new();
    private readonly ByteBuilder _text = new(256);
    private bool _inSheet;
    private int _sheets;
    private int _rowNumber;
    private int _column;
    private int _declaredColumns;
    private int _skipRows;
    private bool _is1904;

    public override string Format => "xml2003";

    protected override SheetInfo? NextSheet()
    {
        while (_inSheet && scanner.Read() != XmlToken.Eof)
        {
            _inSheet = scanner.Token != XmlToken.End || !scanner.Is("Worksheet"u8);
        }

        string? style = null;
        while (scanner.Read() != XmlToken.Eof)
        {
            if (scanner.Token != XmlToken.Start)
            {
                continue;
            }

            if (scanner.Is("Style"u8))
            {
                style = scanner.AttributeText("ID"u8);
            }
            else if (scanner.Is("NumberFormat"u8) && style is not null && _styles.Count < 100_000)
            {
                _styles[style] = _formats.ByCode(Named(scanner.AttributeText("Format"u8)));
            }
            else if (scanner.Is("Font"u8) && style is not null && XmlFlag.IsOn(scanner.Attribute("StrikeThrough"u8)) && _struckStyles.Count < 100_000)
            {
                _struckStyles.Add(style);
            }
            else if (scanner.Is("Date1904"u8))
            {
                _is1904 = true;
            }
            else if (scanner.Is("Worksheet"u8))
            {
                _inSheet = true;
                _rowNumber = 0;
                _skipRows = 0;
                _declaredColumns = 0;
                _hiddenColumns.Clear();
                return new SheetInfo(scanner.AttributeText("Name"u8) ?? $"Sheet{_sheets + 1}", _sheets++, false);
            }
        }

        return _sheets > 0 ? null : throw ReadBudget.Stop(WorkbookFindings.NoSheet);
    }

    protected override bool NextRow(SheetRow row)
    {
        row.Clear(_rowNumber);
        while (_inSheet)
        {
            switch (scanner.Read())
            {
                case XmlToken.Eof:
                    throw ReadBudget.CutOff(Sheet.Name);
                case XmlToken.End when scanner.Is("Worksheet"u8):
                    _inSheet = false;
                    return false;
                case XmlToken.Start when scanner.Is("Column"u8):
                    DeclareColumns();
                    break;
                case XmlToken.Start when scanner.Is("Row"u8):
                    BeginRow(row);
                    break;
                case XmlToken.Start when scanner.Is("Cell"u8):
                    ReadCell(row);
                    break;
                case XmlToken.End when scanner.Is("Row"u8):
                    return true;
            }
        }

        return false;
    }

    protected override void Dispose(bool disposing) => scanner.Dispose();

    private static string? Named(string? code) => code switch
    {
        "General Date" => "yyyy/m/d h:mm",
        "Short Date" or "Medium Date" or "Long Date" => "yyyy/m/d",
        "Short Time" or "Medium Time" or "Long Time" => "h:mm:ss",
        "Percent" => "0.00%",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Currency" or "Euro Currency" => "#,##0.00",
        "Scientific" => "0.00E+00",
        _ => code,
    };

    private void BeginRow(SheetRow row)
    {
        var index = Number("Index"u8);
        var number = index > 0 ? index : (long)_rowNumber + 1 + _skipRows;
        Budget.CheckRow(number, Budget.Limits.MaxRows);
        _rowNumber = (int)number;
        _skipRows = Number("Span"u8);
        _column = 0;
        row.Clear(_rowNumber);
        row.Hidden = XmlFlag.IsOn(scanner.Attribute("Hidden"u8));
    }

    private void DeclareColumns()
    {
        var first = Number("Index"u8) is > 0 and var index ? index - 1 : _declaredColumns;
        var last = first + Number("Span"u8);
        if (XmlFlag.IsOn(scanner.Attribute("Hidden"u8)))
        {
            _hiddenColumns.Add(first, last);
        }

        _declaredColumns = last + 1;
    }

    private void ReadCell(SheetRow row)
    {
        var index = Number("Index"u8);
        var column = index > 0 ? index - 1 : _column;
        Budget.CheckColumn(column);
        int right = Number("MergeAcross"u8), down = Number("MergeDown"u8);
        var style = scanner.AttributeText("StyleID"u8) ?? string.Empty;
        var format = _styles.GetValueOrDefault(style);
        var hasFormula = scanner.HasAttribute("Formula"u8);
        _column = (int)Math.Min(int.MaxValue / 2, column + 1L + right);
        if (right > 0 || down > 0)
        {
            AddMerge(new MergedRange(row.Number, (int)Math.Min(int.MaxValue, (long)row.Number + down), column, _column - 1));
        }

        var type = ReadData();
        if (_text.Length > 0)
        {
            var marks = (_struckStyles.Contains(style) ? CellMarks.Struck : CellMarks.None) | _hiddenColumns.MarkOf(column);
            row.Add(Make(row, column, type, format) with { Marks = marks });
        }
        else if (hasFormula && type != "String")
        {
            row.Add(new Cell { Column = column, Kind = CellKind.FormulaWithoutValue, Format = format });
            Log.AddAt(WorkbookFindings.FormulaWithoutValue, Sheet.Name, column, row.Number);
        }
    }

    /// <summary>Reads the cell's data up to its end tag; comments are left out.</summary>
    private string? ReadData()
    {
        _text.Clear();
        string? type = null;
        var inData = false;
        while (true)
        {
            switch (scanner.Read())
            {
                case XmlToken.Start when scanner.Is("Data"u8) && type is null:
                    type = scanner.AttributeText("Type"u8) ?? "String";
                    inData = true;
                    break;
                case XmlToken.Start when scanner.Is("Comment"u8) || scanner.Is("PhoneticText"u8):
                    scanner.Skip();
                    break;
                case XmlToken.Text when inData:
                    XmlText.Append(_text, scanner.Span, scanner.IsCData);
                    if (_text.Length > Budget.Limits.MaxCellCharacters * 4L)
                    {
                        throw ReadBudget.TooLarge("characters in a cell", "单元格字符数", $"{Budget.Limits.MaxCellCharacters}");
                    }

                    break;
                case XmlToken.End when scanner.Is("Data"u8):
                    inData = false;
                    break;
                case XmlToken.Start when scanner.Is("Cell"u8) || scanner.Is("Row"u8):
                case XmlToken.End when scanner.Is("Row"u8):
                    scanner.Unread();
                    return type;
                case XmlToken.End when scanner.Is("Cell"u8):
                case XmlToken.Eof:
                    return type;
            }
        }
    }

    private Cell Make(SheetRow row, int column, string? type, NumberFormat? format)
    {
        switch (type)
        {
            case "Number" when DecimalParser.TryParse(_text.Span, out var number, out _):
                return CellFactory.Number(column, number, format, _is1904 ? SerialDate.Offset1904 : 0);
            case "DateTime" when IsoDate.TryParse(_text.Span, out var serial):
                // A time of day is written as an instant on the last day before the epoch.
                return format is { IsTime: true } || serial < 1
                    ? new Cell { Column = column, Kind = CellKind.Time, Number = serial - decimal.Truncate(serial), Format = format }
                    : new Cell { Column = column, Kind = CellKind.DateTime, Number = serial, Format = format };
            case "Boolean":
                return CellFactory.Boolean(column, XmlFlag.IsOn(_text.Span));
        }

        var text = System.Text.Encoding.UTF8.GetString(_text.Span);
        Budget.CheckCharacters(text.Length);
        if (type != "Error")
        {
            return CellFactory.Text(column, text, format);
        }

        Log.AddAt(WorkbookFindings.ErrorValue, Sheet.Name, column, row.Number, text);
        return CellFactory.Error(column, text);
    }

    private int Number(ReadOnlySpan<byte> name) =>
        Utf8Parser.TryParse(scanner.Attribute(name), out long value, out _) ? (int)Math.Clamp(value, 0, int.MaxValue / 4) : 0;
}
