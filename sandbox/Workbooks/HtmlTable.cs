using System.Globalization;
using System.Text;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Writes one sheet as the HTML table that many ERP systems hand out under the name .xls.</summary>
internal static class HtmlTable
{
    public static void Write(Stream output, SheetGrid sheet, Encoding encoding)
    {
        using var writer = new StreamWriter(output, encoding, 1 << 12, leaveOpen: true);
        writer.Write($"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={encoding.WebName}\"></head>\r\n<body><table border=1>\r\n");
        var covered = new HashSet<(int Row, int Column)>();
        var width = sheet.LastColumn + 1;
        for (var row = 1; row <= sheet.LastRow; row++)
        {
            writer.Write("<tr>");
            for (var column = 0; column < width; column++)
            {
                if (!covered.Contains((row, column)))
                {
                    writer.Write($"<td{Spans(sheet, row, column, covered)}>");
                    writer.Write(XmlText.Escape(sheet[row, column]?.Display ?? "").Replace("\n", "<br>", StringComparison.Ordinal));
                    writer.Write("</td>");
                }
            }

            writer.Write("</tr>\r\n");
        }

        writer.Write("</table></body></html>\r\n");
    }

    private static string Spans(SheetGrid sheet, int row, int column, HashSet<(int Row, int Column)> covered)
    {
        foreach (var (firstRow, lastRow, firstColumn, lastColumn) in sheet.Merges)
        {
            if (firstRow != row || firstColumn != column)
            {
                continue;
            }

            for (var r = firstRow; r <= lastRow; r++)
            {
                for (var c = firstColumn; c <= lastColumn; c++)
                {
                    covered.Add((r, c));
                }
            }

            return string.Create(CultureInfo.InvariantCulture, $" rowspan={lastRow - firstRow + 1} colspan={lastColumn - firstColumn + 1}");
        }

        return "";
    }
}
