using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>
/// Streams a workbook (ECMA-376) into a zip: sheets in order, rows in order, cells in order. Memory does not grow with rows.
/// The same calls give the same bytes.
/// </summary>
internal sealed class XlsxWriter : IDisposable
{
    private static readonly DateTimeOffset s_stamp = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly XlsxOptions _options;
    private readonly XlsxStyles _styles = new();
    private readonly SharedStringSpool _strings = new();
    private readonly List<(string Name, SheetVisibility Visibility)> _sheets = [];
    private readonly List<string> _merges = [];
    private readonly List<string> _columns = [];
    private readonly char[] _digits = new char[40];

    private StreamWriter? _sheet;
    private int _row;
    private bool _inRow;

    public XlsxWriter(Stream output, XlsxOptions? options = null)
    {
        _options = options ?? new XlsxOptions();
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>The style's number; ask once and keep it when many cells share it.</summary>
    public int Style(CellStyle style) => _styles.IndexOf(style);

    public void BeginSheet(string name, SheetVisibility visibility = SheetVisibility.Visible)
    {
        EndSheet();
        _sheets.Add((name, visibility));
        _row = 0;
        _sheet = Part($"xl/worksheets/sheet{_sheets.Count}.xml");
        _sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    }

    /// <summary>Starts the next row, or a later one by its one-based number.</summary>
    public void BeginRow(int? number = null, bool hidden = false)
    {
        EndRow();
        _row = number ?? _row + 1;
        Sheet.Write("<row");
        if (!_options.OmitReferences)
        {
            Sheet.Write(" r=\"");
            Write(_row);
            Sheet.Write('"');
        }

        Sheet.Write(hidden ? " hidden=\"1\">" : ">");
        _inRow = true;
    }

    public void Text(int column, string text, int style = 0)
    {
        if (_options.InlineStrings)
        {
            Open(column, style, " t=\"inlineStr\"");
            Sheet.Write(XmlText.NeedsPreserve(text) ? "<is><t xml:space=\"preserve\">" : "<is><t>");
            XmlText.Write(Sheet, text);
            Sheet.Write("</t></is></c>");
            return;
        }

        Open(column, style, " t=\"s\"");
        Sheet.Write("<v>");
        Write(_strings.IndexOf(text));
        Sheet.Write("</v></c>");
    }

    public void Number(int column, decimal value, int style = 0)
    {
        Open(column, style, "");
        Sheet.Write("<v>");
        WithoutTrailingZeros(value).TryFormat(_digits, out var length, default, CultureInfo.InvariantCulture);
        Sheet.Write(_digits.AsSpan(0, length));
        Sheet.Write("</v></c>");
    }

    public void Boolean(int column, bool value, int style = 0)
    {
        Open(column, style, " t=\"b\"");
        Sheet.Write(value ? "<v>1</v></c>" : "<v>0</v></c>");
    }

    public void Error(int column, string value, int style = 0)
    {
        Open(column, style, " t=\"e\"");
        Sheet.Write("<v>");
        XmlText.Write(Sheet, value);
        Sheet.Write("</v></c>");
    }

    /// <summary>A formula; <paramref name="cached"/> is what the writing program last computed, null where it never did.</summary>
    public void Formula(int column, string formula, decimal? cached, int style = 0)
    {
        Open(column, style, "");
        Sheet.Write("<f>");
        XmlText.Write(Sheet, formula);
        Sheet.Write("</f>");
        if (cached is { } value)
        {
            Sheet.Write("<v>");
            Sheet.Write(WithoutTrailingZeros(value).ToString(CultureInfo.InvariantCulture));
            Sheet.Write("</v>");
        }

        Sheet.Write("</c>");
    }

    /// <summary>Merges a block of the current sheet; zero-based columns, one-based rows, inclusive.</summary>
    public void Merge(int firstRow, int lastRow, int firstColumn, int lastColumn) =>
        _merges.Add($"{ColumnName(firstColumn)}{firstRow}:{ColumnName(lastColumn)}{lastRow}");

    public void Dispose()
    {
        EndSheet();
        WritePart("xl/styles.xml", _styles.ToXml());
        if (_strings.Count > 0)
        {
            using var stream = Entry("xl/sharedStrings.xml").Open();
            stream.Write(Encoding.UTF8.GetBytes(XlsxParts.SharedStringsStart(_strings.Uses, _strings.Count)));
            _strings.CopyTo(stream);
            stream.Write("</sst>"u8);
        }

        WritePart("xl/workbook.xml", XlsxParts.Workbook(_sheets, _options.Date1904));
        WritePart("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(_sheets.Count, _strings.Count > 0));
        WritePart("_rels/.rels", XlsxParts.PackageRelations);
        WritePart("[Content_Types].xml", XlsxParts.ContentTypes(_sheets.Count, _strings.Count > 0));
        _strings.Dispose();
        _zip.Dispose();
    }

    private StreamWriter Sheet => _sheet ?? throw new InvalidOperationException("BeginSheet comes first");

    private void Open(int column, int style, string type)
    {
        Sheet.Write("<c");
        if (!_options.OmitReferences)
        {
            Sheet.Write(" r=\"");
            Sheet.Write(ColumnName(column));
            Write(_row);
            Sheet.Write('"');
        }

        if (style != 0)
        {
            Sheet.Write(" s=\"");
            Write(style);
            Sheet.Write('"');
        }

        Sheet.Write(type);
        Sheet.Write('>');
    }

    private void Write(int value)
    {
        value.TryFormat(_digits, out var length, default, CultureInfo.InvariantCulture);
        Sheet.Write(_digits.AsSpan(0, length));
    }

    private string ColumnName(int column)
    {
        while (_columns.Count <= column)
        {
            _columns.Add(XlsxParts.ColumnName(_columns.Count));
        }

        return _columns[column];
    }

    // A file holds a number, not the digits it was typed with.
    private static decimal WithoutTrailingZeros(decimal value) => value / 1.0000000000000000000000000000m;

    private void EndRow()
    {
        if (_inRow)
        {
            Sheet.Write("</row>");
            _inRow = false;
        }
    }

    private void EndSheet()
    {
        if (_sheet is null)
        {
            return;
        }

        EndRow();
        _sheet.Write("</sheetData>");
        if (_merges.Count > 0)
        {
            _sheet.Write($"<mergeCells count=\"{_merges.Count}\">");
            _merges.ForEach(range => _sheet.Write($"<mergeCell ref=\"{range}\"/>"));
            _sheet.Write("</mergeCells>");
            _merges.Clear();
        }

        _sheet.Write("</worksheet>");
        _sheet.Dispose();
        _sheet = null;
    }

    private ZipArchiveEntry Entry(string name)
    {
        var entry = _zip.CreateEntry(name, _options.Compression);
        entry.LastWriteTime = s_stamp;
        return entry;
    }

    private StreamWriter Part(string name)
    {
        var writer = new StreamWriter(Entry(name).Open(), new UTF8Encoding(false), 1 << 16);
        writer.Write(XlsxParts.Declaration);
        return writer;
    }

    private void WritePart(string name, string xml)
    {
        using var stream = Entry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }
}
