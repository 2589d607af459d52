using System.Globalization;
using System.Text;

namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>The small parts that hold a workbook package together.</summary>
internal static class XlsxParts
{
    public const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    public const string PackageRelations =
        Declaration +
        """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static string SharedStringsStart(long uses, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{Declaration}<sst xmlns=\"{Main}\" count=\"{uses}\" uniqueCount=\"{count}\">");

    public static string Workbook(IReadOnlyList<(string Name, SheetVisibility Visibility)> sheets, bool date1904)
    {
        var list = new StringBuilder();
        for (var i = 0; i < sheets.Count; i++)
        {
            var state = sheets[i].Visibility switch
            {
                SheetVisibility.Hidden => " state=\"hidden\"",
                SheetVisibility.VeryHidden => " state=\"veryHidden\"",
                _ => "",
            };
            list.Append(CultureInfo.InvariantCulture,
                $"<sheet name=\"{XmlText.Escape(sheets[i].Name)}\" sheetId=\"{i + 1}\"{state} r:id=\"rId{i + 1}\"/>");
        }

        var properties = date1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>";
        return $"{Declaration}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relation}\">{properties}<sheets>{list}</sheets></workbook>";
    }

    public static string WorkbookRelations(int sheets, bool sharedStrings)
    {
        var list = new StringBuilder();
        for (var i = 1; i <= sheets; i++)
        {
            list.Append(CultureInfo.InvariantCulture,
                $"<Relationship Id=\"rId{i}\" Type=\"{Relation}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        }

        list.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Relation}/styles\" Target=\"styles.xml\"/>");
        if (sharedStrings)
        {
            list.Append(CultureInfo.InvariantCulture,
                $"<Relationship Id=\"rId{sheets + 2}\" Type=\"{Relation}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
        }

        return $"{Declaration}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>";
    }

    public static string ContentTypes(int sheets, bool sharedStrings)
    {
        var list = new StringBuilder();
        for (var i = 1; i <= sheets; i++)
        {
            list.Append(CultureInfo.InvariantCulture,
                $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Sheet}.worksheet+xml\"/>");
        }

        if (sharedStrings)
        {
            list.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Sheet}.sharedStrings+xml\"/>");
        }

        return $"""
            {Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Sheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Sheet}.styles+xml"/>{list}</Types>
            """;
    }

    /// <summary>0 is A, 26 is AA.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            name = (char)('A' + (rest % 26)) + name;
        }

        return name;
    }
}
