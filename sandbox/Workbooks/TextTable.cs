using System.Text;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Writes one sheet as separated values (RFC 4180 with any separator and encoding).</summary>
internal static class TextTable
{
    public static void Write(Stream output, SheetGrid sheet, char separator, Encoding encoding, bool quoteAll = false, string newLine = "\r\n")
    {
        using var writer = new StreamWriter(output, encoding, 1 << 12, leaveOpen: true);
        var width = sheet.LastColumn + 1;
        var next = 1;
        foreach (var (row, cells) in sheet.Rows)
        {
            for (; next < row; next++)
            {
                writer.Write(new string(separator, width - 1));
                writer.Write(newLine);
            }

            for (var column = 0; column < width; column++)
            {
                if (column > 0)
                {
                    writer.Write(separator);
                }

                writer.Write(Quoted(cells.GetValueOrDefault(column)?.Display ?? "", separator, quoteAll));
            }

            writer.Write(newLine);
            next = row + 1;
        }
    }

    private static string Quoted(string text, char separator, bool always) =>
        always || text.AsSpan().ContainsAny([separator, '"', '\n', '\r'])
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
