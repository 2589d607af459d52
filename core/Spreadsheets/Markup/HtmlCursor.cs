using System.Buffers.Text;
using System.Net;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Markup;

/// <summary>
/// Reads the tables of HTML pages, which web systems hand out under the name .xls. As in Excel the tables of a page follow each
/// other on one sheet, and text between them stands in the first column. Cells stay text.
/// </summary>
internal sealed class HtmlCursor(IReadOnlyList<HtmlPage> pages, string format, ReadBudget budget) : GuardedCursor(budget)
{
    private const int MaxSpan = 65_534;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, int> _spans = [];
    private XmlScanner? _scanner;
    private int _page;
    private int _rowNumber;
    private bool _inRow;
    private bool _inCell;
    private int _column;
    private int _colSpan;
    private int _rowSpan;
    private int _struck;
    private bool _rowStruck;
    private bool _cellStruck;
    private bool _sawStruck;
    private bool _sawPlain;

    public override string Format => format;

    public override string? Encoding => pages.Count > 0 ? pages[0].Encoding : null;

    protected override SheetInfo? NextSheet()
    {
        _scanner?.Dispose();
        _scanner = null;
        if (_page == pages.Count)
        {
            return null;
        }

        var page = pages[_page];
        _scanner = XmlScanner.OverUtf8(page.Open(), Budget);
        _rowNumber = 0;
        _inRow = _inCell = false;
        _spans.Clear();
        _text.Clear();
        return new SheetInfo(page.Name, _page++, false);
    }

    protected override bool NextRow(SheetRow row)
    {
        row.Clear(_rowNumber + 1);
        while (_scanner is { } scanner)
        {
            switch (scanner.Read())
            {
                case XmlToken.Eof:
                    return Finish(row) || Free(row);
                case XmlToken.Text:
                    AppendText(scanner);
                    break;
                case XmlToken.Start when Start(scanner, row):
                case XmlToken.End when End(scanner, row):
                    return true;
            }
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _scanner?.Dispose();
        foreach (var page in pages)
        {
            page.Dispose();
        }
    }

    private static bool Is(XmlScanner scanner, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(scanner.Span, name);

    private bool Start(XmlScanner scanner, SheetRow row)
    {
        if (Is(scanner, "td"u8) || Is(scanner, "th"u8))
        {
            EndCell(row);
            BeginCell(scanner);
        }
        else if (Is(scanner, "tr"u8))
        {
            // A table inside a cell: what was read so far is a row of its own.
            if (_inRow || !IsBlank())
            {
                scanner.Unread();
                return Finish(row) || Free(row);
            }

            _inRow = true;
            _column = 0;
            row.Hidden = HasStyle(scanner, "display:none");
            _rowStruck = HasStyle(scanner, "line-through");
            _struck = 0;
        }
        else if (Is(scanner, "table"u8))
        {
            _spans.Clear();
            return !_inCell && Free(row);
        }
        else if (IsStrike(scanner))
        {
            _struck++;
        }
        else if (Is(scanner, "br"u8))
        {
            _text.Append('\n');
        }
        else if (Is(scanner, "script"u8))
        {
            scanner.SkipRawTo("</script"u8);
        }
        else if (Is(scanner, "style"u8))
        {
            scanner.SkipRawTo("</style"u8);
        }
        else if (Is(scanner, "title"u8))
        {
            scanner.SkipRawTo("</title"u8);
        }
        else if (Is(scanner, "p"u8) || Is(scanner, "div"u8))
        {
            if (!_inRow)
            {
                return Free(row);
            }

            _text.Append(_text.Length > 0 ? "\n" : string.Empty);
        }

        return false;
    }

    private bool End(XmlScanner scanner, SheetRow row)
    {
        if (Is(scanner, "td"u8) || Is(scanner, "th"u8))
        {
            EndCell(row);
        }
        else if (IsStrike(scanner))
        {
            _struck = Math.Max(0, _struck - 1);
        }
        else if (Is(scanner, "tr"u8) || Is(scanner, "table"u8))
        {
            return Finish(row);
        }
        else if (!_inRow && (Is(scanner, "p"u8) || Is(scanner, "div"u8) || (scanner.Span.Length == 2 && (scanner.Span[0] | 0x20) == 'h')))
        {
            return Free(row);
        }

        return false;
    }

    private void BeginCell(XmlScanner scanner)
    {
        _inRow = true;
        _inCell = true;
        while (_spans.TryGetValue(_column, out var left) && left > 0)
        {
            _spans[_column++] = left - 1;
        }

        Budget.CheckColumn(_column);
        _colSpan = Span(scanner, "colspan"u8);
        _rowSpan = Span(scanner, "rowspan"u8);
        _text.Clear();
        _cellStruck = _rowStruck || HasStyle(scanner, "line-through");
        _sawStruck = _sawPlain = false;
        _struck = 0;
    }

    private static bool IsStrike(XmlScanner scanner) => Is(scanner, "s"u8) || Is(scanner, "del"u8) || Is(scanner, "strike"u8);

    private static bool HasStyle(XmlScanner scanner, string style) =>
        scanner.AttributeText("style"u8)?.Replace(" ", string.Empty, StringComparison.Ordinal).Contains(style, StringComparison.OrdinalIgnoreCase) == true;

    private void EndCell(SheetRow row)
    {
        if (!_inCell)
        {
            return;
        }

        _inCell = false;
        AddText(row, _column);
        if (_cellStruck || _sawStruck && !_sawPlain)
        {
            row.Mark(_column, CellMarks.Struck);
        }

        Budget.CheckColumn((long)_column + _colSpan - 1);
        if (_colSpan > 1 || _rowSpan > 1)
        {
            AddMerge(new MergedRange(row.Number, row.Number + _rowSpan - 1, _column, _column + _colSpan - 1));
        }

        for (var i = 0; i < _colSpan; i++, _column++)
        {
            if (_rowSpan > 1)
            {
                _spans[_column] = _rowSpan - 1;
            }
        }
    }

    /// <summary>Ends the row that is open; true where there was one.</summary>
    private bool Finish(SheetRow row)
    {
        EndCell(row);
        if (!_inRow)
        {
            return false;
        }

        _inRow = false;
        while (_spans.TryGetValue(_column, out var left) && left > 0)
        {
            _spans[_column++] = left - 1;
        }

        Advance();
        return true;
    }

    /// <summary>Makes a row of text outside tables; false where there is none.</summary>
    private bool Free(SheetRow row)
    {
        if (_inRow || IsBlank())
        {
            return false;
        }

        AddText(row, 0);
        Advance();
        return row.Count > 0;
    }

    private void Advance()
    {
        _rowNumber++;
        Budget.CheckRow(_rowNumber, Budget.Limits.MaxRows);
        _text.Clear();
    }

    private void AddText(SheetRow row, int column)
    {
        var text = HtmlText.Collapse(_text);
        _text.Clear();
        Budget.CheckCharacters(text.Length);
        if (text.Length > 0)
        {
            row.Add(new Cell { Column = column, Kind = CellKind.Text, Text = text });
        }
    }

    private void AppendText(XmlScanner scanner)
    {
        var raw = System.Text.Encoding.UTF8.GetString(scanner.Span);
        var from = _text.Length;
        var shows = !string.IsNullOrWhiteSpace(raw);
        _sawStruck |= shows && _struck > 0;
        _sawPlain |= shows && _struck == 0;
        _text.Append(raw.Contains('&') ? WebUtility.HtmlDecode(raw) : raw);
        for (var i = from; i < _text.Length; i++)
        {
            if (_text[i] is '\n' or '\r' or '\t')
            {
                _text[i] = ' ';
            }
        }

        if (_text.Length > Budget.Limits.MaxCellCharacters * 4L)
        {
            if (_inCell)
            {
                throw ReadBudget.TooLarge("characters in a cell", "单元格字符数", $"{Budget.Limits.MaxCellCharacters}");
            }

            _text.Clear();
        }
    }

    private bool IsBlank() => HtmlText.Collapse(_text).Length == 0;

    private static int Span(XmlScanner scanner, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < scanner.AttributeCount; i++)
        {
            if (Ascii.EqualsIgnoreCase(scanner.AttributeName(i), name) && Utf8Parser.TryParse(scanner.AttributeValue(i), out int span, out _))
            {
                return Math.Clamp(span, 1, MaxSpan);
            }
        }

        return 1;
    }
}
