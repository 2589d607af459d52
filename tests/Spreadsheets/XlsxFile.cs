using System.IO.Compression;
using System.Text;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Builds small .xlsx files part by part, so that a test shows the very XML it is about.</summary>
internal sealed class XlsxFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    public XlsxFile(string rows = "", string after = "")
    {
        With("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        With("_rels/.rels", $"<Relationships><Relationship Id=\"rId1\" Type=\"{Related}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        With("xl/_rels/workbook.xml.rels", $"<Relationships><Relationship Id=\"rId1\" Type=\"{Related}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + $"<Relationship Id=\"rId2\" Type=\"{Related}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId3\" Type=\"{Related}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        Workbook("<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>");
        Sheet(rows, after);
    }

    public IReadOnlyDictionary<string, byte[]> Parts => _parts;

    public XlsxFile With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public XlsxFile With(string name, byte[] bytes)
    {
        _parts[name] = bytes;
        return this;
    }

    public XlsxFile Workbook(string inner) =>
        With("xl/workbook.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"{Main}\" xmlns:r=\"{Related}\">{inner}</workbook>");

    public XlsxFile Sheet(string rows, string after = "") =>
        With("xl/worksheets/sheet1.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{after}</worksheet>");

    public XlsxFile Strings(params string[] items) =>
        With("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(items.Select(i => $"<si>{i}</si>"))}</sst>");

    /// <summary>Cell styles 1, 2, 3 … with these format codes; style 0 is General.</summary>
    public XlsxFile Formats(params string[] codes) => With(
        "xl/styles.xml",
        $"<styleSheet xmlns=\"{Main}\"><numFmts>{string.Concat(codes.Select((c, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{System.Security.SecurityElement.Escape(c)}\"/>"))}</numFmts>"
        + $"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{string.Concat(codes.Select((_, i) => $"<xf numFmtId=\"{200 + i}\"/>"))}</cellXfs></styleSheet>");

    public byte[] ToBytes()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, true))
        {
            foreach (var (name, bytes) in _parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return target.ToArray();
    }
}
