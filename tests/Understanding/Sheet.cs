using System.Globalization;
using System.Security;
using System.Text;
using IntegrationHub.Tests.Spreadsheets;

namespace IntegrationHub.Tests.Understanding;

/// <summary>
/// A workbook written as text, one row a line, cells parted by <c>|</c>: <c>^</c> before a row hides it, <c>~</c> before a row or a cell
/// strikes it through, <c>~(…)</c> strikes the part in brackets through, <c>!</c> before a caption hides its column, <c>{n}</c> before a number gives it the n-th of the formats.
/// </summary>
internal static class Sheet
{
    public static Understood Of(params string[] rows) => WithFormats([], rows);

    public static Understood WithFormats(string[] formats, params string[] rows) => Of(formats, [], rows);

    /// <summary>With merged ranges, such as <c>A2:B2</c>.</summary>
    public static Understood Merged(string[] merges, params string[] rows) => Of([], merges, rows);

    private static Understood Of(string[] formats, string[] merges, string[] rows)
    {
        var lines = string.Join('\n', rows).Split('\n');
        var hidden = new SortedSet<int>();
        var xml = new StringBuilder();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var isHidden = line.StartsWith('^');
            var isStruck = line.StartsWith('~');
            var cells = (isHidden || isStruck ? line[1..] : line).Split('|');
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\"{(isHidden ? " hidden=\"1\"" : "")}>");
            for (var column = 0; column < cells.Length; column++)
            {
                var text = cells[column];
                if (text.StartsWith('!'))
                {
                    hidden.Add(column);
                    text = text[1..];
                }

                if (text.StartsWith("~(", StringComparison.Ordinal) && text.IndexOf(')', StringComparison.Ordinal) is var end)
                {
                    xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}{i + 1}\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>{text[2..end]}</t></r><r><t>{text[(end + 1)..]}</t></r></is></c>");
                    continue;
                }

                var struck = isStruck || text.StartsWith('~');
                Cell(xml, (char)('A' + column), i + 1, text.TrimStart('~'), struck);
            }

            xml.Append("</row>");
        }

        var columns = string.Concat(hidden.Select(c => $"<col min=\"{c + 1}\" max=\"{c + 1}\" hidden=\"1\"/>"));
        var merged = merges.Length == 0 ? "" : $"<mergeCells>{string.Concat(merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        var file = new XlsxFile()
            .With("xl/worksheets/sheet1.xml", $"<worksheet>{(columns.Length > 0 ? $"<cols>{columns}</cols>" : "")}<sheetData>{xml}</sheetData>{merged}</worksheet>")
            .With("xl/styles.xml", Styles(formats));
        return Understood.Bytes(file.ToBytes(), "order.xlsx");
    }

    /// <summary>Style 0 is plain, 1 is struck through, the formats follow.</summary>
    private static string Styles(string[] formats) =>
        $"<styleSheet><numFmts>{string.Concat(formats.Select((f, i) => $"<numFmt numFmtId=\"{200 + i}\" formatCode=\"{SecurityElement.Escape(f)}\"/>"))}</numFmts>"
        + "<fonts><font/><font><b/><strike/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/>"
        + $"{string.Concat(formats.Select((_, i) => $"<xf numFmtId=\"{200 + i}\" fontId=\"0\"/>"))}</cellXfs></styleSheet>";

    private static void Cell(StringBuilder xml, char column, int row, string text, bool struck)
    {
        var style = struck ? 1 : 0;
        if (text is ['{', var digit, '}', ..])
        {
            style = 1 + digit - '0';
            text = text[3..];
        }

        if (text.Length == 0)
        {
            return;
        }

        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"{style}\"");
        xml.Append(isNumber ? $"><v>{text}</v></c>" : $" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>");
    }
}
