using System.Globalization;
using System.IO.Compression;
using System.Text;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Writes sheets in memory as an OpenDocument spreadsheet (ODF 1.2), without styles.</summary>
internal static class OdsFile
{
    private const string MediaType = "application/vnd.oasis.opendocument.spreadsheet";
    private static readonly DateTimeOffset s_stamp = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream output, IReadOnlyList<SheetGrid> sheets)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);

        // ODF 1.2 part 3, 3.3: the media type comes first and uncompressed, so that it can be read at a fixed offset.
        Part(zip, "mimetype", MediaType, CompressionLevel.NoCompression);
        Part(zip, "META-INF/manifest.xml", $"""
            <?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{MediaType}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>
            """);
        var content = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>
            """);
        foreach (var sheet in sheets)
        {
            Table(content, sheet);
        }

        content.Append("</office:spreadsheet></office:body></office:document-content>");
        Part(zip, "content.xml", content.ToString());
    }

    private static void Table(StringBuilder content, SheetGrid sheet)
    {
        content.Append(CultureInfo.InvariantCulture, $"<table:table table:name=\"{XmlText.Escape(sheet.Name)}\">");
        var next = 1;
        foreach (var (row, cells) in sheet.Rows)
        {
            if (row > next)
            {
                content.Append(CultureInfo.InvariantCulture, $"<table:table-row table:number-rows-repeated=\"{row - next}\"><table:table-cell/></table:table-row>");
            }

            content.Append("<table:table-row>");
            var at = 0;
            foreach (var (column, cell) in cells)
            {
                if (column > at)
                {
                    content.Append(CultureInfo.InvariantCulture, $"<table:table-cell table:number-columns-repeated=\"{column - at}\"/>");
                }

                Cell(content, cell, SpanOf(sheet, row, column));
                at = column + 1;
            }

            content.Append("</table:table-row>");
            next = row + 1;
        }

        content.Append("</table:table>");
    }

    private static void Cell(StringBuilder content, GridCell cell, string span)
    {
        var value = cell switch
        {
            { Number: { } day, Style.IsDate: true } =>
                string.Create(CultureInfo.InvariantCulture, $"office:value-type=\"date\" office:date-value=\"{SerialDate.ToDateTime(day):yyyy-MM-dd}\""),
            { Number: { } number } => string.Create(CultureInfo.InvariantCulture, $"office:value-type=\"float\" office:value=\"{number}\""),
            _ => "office:value-type=\"string\"",
        };
        content.Append(CultureInfo.InvariantCulture, $"<table:table-cell {value}{span}>");
        foreach (var line in cell.Display.Split('\n'))
        {
            content.Append(CultureInfo.InvariantCulture, $"<text:p>{XmlText.Escape(line)}</text:p>");
        }

        content.Append("</table:table-cell>");
    }

    private static string SpanOf(SheetGrid sheet, int row, int column)
    {
        var merge = sheet.Merges.Find(range => range.FirstRow == row && range.FirstColumn == column);
        return merge.FirstRow == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $" table:number-rows-spanned=\"{merge.LastRow - merge.FirstRow + 1}\" table:number-columns-spanned=\"{merge.LastColumn - merge.FirstColumn + 1}\"");
    }

    private static void Part(ZipArchive zip, string name, string xml, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = s_stamp;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }
}
