using System.Globalization;
using System.Text;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Collects the styles that cells use and writes the part <c>xl/styles.xml</c>.</summary>
internal sealed class XlsxStyles
{
    // ECMA-376 part 1, 18.8.30: formats that every reader knows by number.
    private static readonly Dictionary<string, int> s_builtIn = new(StringComparer.Ordinal)
    {
        ["General"] = 0, ["0"] = 1, ["0.00"] = 2, ["#,##0"] = 3, ["#,##0.00"] = 4, ["0%"] = 9, ["0.00%"] = 10,
        ["mm-dd-yy"] = 14, ["h:mm"] = 20, ["m/d/yy h:mm"] = 22, ["@"] = 49,
    };

    private readonly Dictionary<CellStyle, int> _styles = new() { [CellStyle.General] = 0 };
    private readonly Dictionary<string, int> _formats = new(StringComparer.Ordinal);

    public int IndexOf(CellStyle style)
    {
        if (!_styles.TryGetValue(style, out var index))
        {
            index = _styles.Count;
            _styles.Add(style, index);
        }

        return index;
    }

    public string ToXml()
    {
        var cells = new StringBuilder();
        foreach (var style in _styles.Keys)
        {
            cells.Append(CultureInfo.InvariantCulture,
                $"<xf numFmtId=\"{FormatId(style.Format)}\" fontId=\"{(style.Bold ? 1 : 0)}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>");
        }

        var formats = new StringBuilder();
        foreach (var (code, id) in _formats)
        {
            formats.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{id}\" formatCode=\"{XmlText.Escape(code)}\"/>");
        }

        return $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="{_formats.Count}">{formats}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{_styles.Count}">{cells}</cellXfs></styleSheet>
            """.Replace("<numFmts count=\"0\"></numFmts>", "", StringComparison.Ordinal);
    }

    private int FormatId(string code)
    {
        if (s_builtIn.TryGetValue(code, out var id))
        {
            return id;
        }

        if (!_formats.TryGetValue(code, out id))
        {
            // 164 is the first number that a workbook may define itself.
            id = 164 + _formats.Count;
            _formats.Add(code, id);
        }

        return id;
    }
}
