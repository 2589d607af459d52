using System.Globalization;
using System.IO.Compression;
using System.Text;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>A workbook package put together part by part, each of which may be replaced by something worse.</summary>
internal sealed class Package
{
    public const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    public const string SheetPart = "xl/worksheets/sheet1.xml";

    private readonly Dictionary<string, Action<StreamWriter>> _parts = new(StringComparer.Ordinal)
    {
        ["[Content_Types].xml"] = writer => writer.Write(XlsxParts.ContentTypes(1, sharedStrings: true)),
        ["_rels/.rels"] = writer => writer.Write(XlsxParts.PackageRelations),
        ["xl/workbook.xml"] = writer => writer.Write(XlsxParts.Workbook([("Sheet1", SheetVisibility.Visible)], date1904: false)),
        ["xl/_rels/workbook.xml.rels"] = writer => writer.Write(XlsxParts.WorkbookRelations(1, sharedStrings: true)),
        ["xl/styles.xml"] = writer => writer.Write(new XlsxStyles().ToXml()),
        ["xl/sharedStrings.xml"] = writer => writer.Write($"<sst {Main} count=\"1\" uniqueCount=\"1\"><si><t>a</t></si></sst>"),
        [SheetPart] = writer => writer.Write($"<worksheet {Main}><sheetData>{OrderRows}</sheetData></worksheet>"),
    };

    /// <summary>A header and one order, as rows with inline text.</summary>
    public static string OrderRows { get; } =
        Row(1, "Order No.", "Order Date", "Customer", "Item Code", "Qty", "Unit Price", "Amount") +
        Row(2, "PO-1001", "2026-03-05", "Example Engineering Ltd", "A-100", "5", "2.50", "12.50");

    public Package With(string part, Action<StreamWriter> write)
    {
        _parts[part] = write;
        return this;
    }

    public Package With(string part, string xml) => With(part, writer => writer.Write(xml));

    /// <summary>Rows as XML inside an otherwise good sheet.</summary>
    public Package WithRows(Action<StreamWriter> write) => With(SheetPart, writer =>
    {
        writer.Write($"<worksheet {Main}><sheetData>");
        write(writer);
        writer.Write("</sheetData></worksheet>");
    });

    public Package WithRows(string rows) => WithRows(writer => writer.Write(rows));

    public Package Without(string part)
    {
        _parts.Remove(part);
        return this;
    }

    public void Write(Stream output)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, write) in _parts)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(false), 1 << 16);
            write(writer);
        }
    }

    public byte[] ToArray()
    {
        var output = new MemoryStream();
        Write(output);
        return output.ToArray();
    }

    public static string Row(int number, params ReadOnlySpan<string> texts)
    {
        var row = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (var i = 0; i < texts.Length; i++)
        {
            row.Append(CultureInfo.InvariantCulture, $"<c r=\"{XlsxParts.ColumnName(i)}{number}\" t=\"inlineStr\"><is><t>{XmlText.Escape(texts[i])}</t></is></c>");
        }

        return row.Append("</row>").ToString();
    }

    /// <summary>Writes the same text again and again.</summary>
    public static void Repeat(TextWriter writer, string text, long times)
    {
        for (var i = 0L; i < times; i++)
        {
            writer.Write(text);
        }
    }
}
