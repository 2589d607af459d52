using System.Buffers.Text;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Formats;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>One worksheet part, row by row.</summary>
internal sealed class SheetPart(
    XmlScanner scanner, SharedStrings strings, FormatTable formats, int dateShift, ReadBudget budget, FindingLog log, string sheet) : IDisposable
{
    private readonly List<MergedRange> _merges = [];
    private readonly HiddenColumns _hiddenColumns = new();
    private readonly ByteBuilder _value = new(64);
    private readonly ByteBuilder _inline = new(64);
    private CellMarks _own;
    private bool _inData;
    private int _rowNumber;
    private int _column;

    private enum CellType : byte
    {
        Number,
        Shared,
        Inline,
        String,
        Boolean,
        Error,
        Date,
    }

    public bool Next(SheetRow row)
    {
        row.Clear(_rowNumber);
        while (true)
        {
            switch (scanner.Read())
            {
                case XmlToken.Eof:
                    return _inData ? throw ReadBudget.CutOff(sheet) : false;
                case XmlToken.Start when _inData:
                    if (scanner.Is("c"u8))
                    {
                        ReadCell(row);
                    }
                    else if (scanner.Is("row"u8))
                    {
                        if (row.Count > 0)
                        {
                            // The row before was never closed.
                            scanner.Unread();
                            return true;
                        }

                        BeginRow(row);
                    }

                    break;
                case XmlToken.Start:
                    if (scanner.Is("sheetData"u8))
                    {
                        _inData = true;
                    }
                    else if (scanner.Is("mergeCell"u8) && CellReference.TryParseRange(scanner.Attribute("ref"u8), out var range) && _merges.Count <= 1_000_000)
                    {
                        _merges.Add(range);
                    }
                    else if (scanner.Is("col"u8) && XmlFlag.IsOn(scanner.Attribute("hidden"u8))
                        && Utf8Parser.TryParse(scanner.Attribute("min"u8), out int first, out _) && Utf8Parser.TryParse(scanner.Attribute("max"u8), out int last, out _))
                    {
                        _hiddenColumns.Add(first - 1, last - 1);
                    }

                    break;
                case XmlToken.End when _inData:
                    if (scanner.Is("row"u8))
                    {
                        return true;
                    }

                    if (scanner.Is("sheetData"u8))
                    {
                        _inData = false;
                        if (row.Count > 0)
                        {
                            return true;
                        }
                    }

                    break;
            }
        }
    }

    public IReadOnlyList<MergedRange> TakeMerges() => _merges;

    public void Dispose() => scanner.Dispose();

    private void BeginRow(SheetRow row)
    {
        var stated = scanner.Attribute("r"u8);
        _rowNumber = stated.Length > 0 && Utf8Parser.TryParse(stated, out long number, out var used) && used == stated.Length && number > 0
            ? (int)Math.Min(number, int.MaxValue)
            : _rowNumber + 1;
        budget.CheckRow(_rowNumber, budget.Limits.MaxRows);
        row.Clear(_rowNumber);
        row.Hidden = XmlFlag.IsOn(scanner.Attribute("hidden"u8));
        _column = -1;
    }

    private void ReadCell(SheetRow row)
    {
        var column = _column + 1;
        var style = 0;
        var type = CellType.Number;
        for (var i = 0; i < scanner.AttributeCount; i++)
        {
            var name = scanner.AttributeName(i);
            if (name.Length != 1)
            {
                continue;
            }

            switch (name[0] | 0x20)
            {
                case 'r':
                    if (CellReference.TryParse(scanner.AttributeValue(i), out var stated, out _))
                    {
                        column = stated;
                    }

                    break;
                case 's':
                    Utf8Parser.TryParse(scanner.AttributeValue(i), out style, out _);
                    break;
                case 't':
                    type = Type(scanner.AttributeValue(i));
                    break;
            }
        }

        budget.CheckColumn(column);
        _column = column;
        ReadValue(row, column, formats.ByStyle(style), type);
        if ((formats.MarksByStyle(style) | _hiddenColumns.MarkOf(column) | _own) is var marks and not CellMarks.None)
        {
            row.Mark(column, marks);
        }
    }

    private void ReadValue(SheetRow row, int column, NumberFormat? format, CellType type)
    {
        _value.Clear();
        _inline.Clear();
        _own = CellMarks.None;
        bool inValue = false, hasFormula = false, hasInline = false;
        while (true)
        {
            switch (scanner.Read())
            {
                case XmlToken.Text:
                    if (inValue)
                    {
                        // Text beyond the limit is refused when the cell is made; here only memory is guarded.
                        if (_value.Length > budget.Limits.MaxCellCharacters * 7L)
                        {
                            throw ReadBudget.TooLarge($"a cell of {_value.Length} bytes", $"单元格 {_value.Length} 字节", $"{budget.Limits.MaxCellCharacters}");
                        }

                        XmlText.Append(_value, scanner.Span, scanner.IsCData);
                    }

                    break;
                case XmlToken.Start:
                    if (scanner.Is("v"u8))
                    {
                        inValue = true;
                    }
                    else if (scanner.Is("f"u8))
                    {
                        hasFormula = true;
                    }
                    else if (scanner.Is("is"u8))
                    {
                        _own = RichText.Read(scanner, "is"u8, _inline, budget);
                        hasInline = true;
                    }
                    else if (scanner.Is("c"u8) || scanner.Is("row"u8))
                    {
                        scanner.Unread();
                        AddCell(row, column, format, type, hasFormula, hasInline);
                        return;
                    }

                    break;
                case XmlToken.End:
                    if (scanner.Is("v"u8))
                    {
                        inValue = false;
                    }
                    else if (scanner.Is("c"u8))
                    {
                        AddCell(row, column, format, type, hasFormula, hasInline);
                        return;
                    }
                    else if (scanner.Is("row"u8))
                    {
                        scanner.Unread();
                        AddCell(row, column, format, type, hasFormula, hasInline);
                        return;
                    }

                    break;
                case XmlToken.Eof:
                    AddCell(row, column, format, type, hasFormula, hasInline);
                    return;
            }
        }
    }

    private void AddCell(SheetRow row, int column, NumberFormat? format, CellType type, bool hasFormula, bool hasInline)
    {
        if (hasInline && (type == CellType.Inline || _value.Length == 0))
        {
            AddText(row, column, EscapedText.Decode(_inline.Span), format);
            return;
        }

        var value = _value.Span;
        if (value.Length == 0)
        {
            if (hasFormula && type is CellType.Number or CellType.Boolean)
            {
                row.Add(new Cell { Column = column, Kind = CellKind.FormulaWithoutValue, Format = format });
                log.AddAt(WorkbookFindings.FormulaWithoutValue, sheet, column, row.Number);
            }

            return;
        }

        switch (type)
        {
            case CellType.Number:
                AddNumber(row, column, format, value);
                break;
            case CellType.Shared:
                AddShared(row, column, format, value);
                break;
            case CellType.Boolean:
                row.Add(CellFactory.Boolean(column, XmlFlag.IsOn(value) || value.SequenceEqual("TRUE"u8)));
                break;
            case CellType.Error:
                var error = Encoding.UTF8.GetString(value);
                row.Add(CellFactory.Error(column, error));
                log.AddAt(WorkbookFindings.ErrorValue, sheet, column, row.Number, error);
                break;
            case CellType.Date when IsoDate.TryParse(value, out var serial):
                row.Add(new Cell { Column = column, Kind = CellKind.DateTime, Number = serial, Format = format });
                break;
            default:
                AddText(row, column, EscapedText.Decode(value), format);
                break;
        }
    }

    private void AddNumber(SheetRow row, int column, NumberFormat? format, ReadOnlySpan<byte> value)
    {
        if (!DecimalParser.TryParse(value, out var number, out var lostDigits))
        {
            AddText(row, column, Encoding.UTF8.GetString(value), format);
            return;
        }

        row.Add(CellFactory.Number(column, number, format, dateShift));
        if (lostDigits)
        {
            log.AddAt(WorkbookFindings.DigitsLost, sheet, column, row.Number);
        }
    }

    private void AddShared(SheetRow row, int column, NumberFormat? format, ReadOnlySpan<byte> value)
    {
        if (Utf8Parser.TryParse(value, out int index, out _) && strings.Get(index) is { } text)
        {
            if (text.Length > 0)
            {
                row.Add(CellFactory.Text(column, text, format));
                _own = strings.MarksOf(index);
            }

            return;
        }

        row.Add(CellFactory.Error(column, "#REF!"));
        log.AddAt(WorkbookFindings.StringMissing, sheet, column, row.Number);
    }

    private void AddText(SheetRow row, int column, string text, NumberFormat? format)
    {
        budget.CheckCharacters(text.Length);
        if (text.Length > 0)
        {
            row.Add(CellFactory.Text(column, text, format));
        }
    }

    private static CellType Type(ReadOnlySpan<byte> value) => value.Length switch
    {
        1 => value[0] switch
        {
            (byte)'s' => CellType.Shared,
            (byte)'b' => CellType.Boolean,
            (byte)'e' => CellType.Error,
            (byte)'d' => CellType.Date,
            _ => CellType.Number,
        },
        _ when value.SequenceEqual("str"u8) => CellType.String,
        _ when value.SequenceEqual("inlineStr"u8) => CellType.Inline,
        _ => CellType.Number,
    };
}
