using System.Text;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Cells struck through, rows and columns hidden, as each format says it.</summary>
public sealed class Marks
{
    [Fact]
    public void Xlsx_states_fonts_and_columns()
    {
        var file = new XlsxFile()
            .With("xl/worksheets/sheet1.xml", "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
                + "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\" s=\"2\"><v>3</v></c></row>"
                + "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>4</v></c><c r=\"B2\" s=\"1\"/></row></sheetData></worksheet>")
            .With("xl/styles.xml", "<styleSheet><fonts><font/><font><strike/></font><font><strike val=\"0\"/></font></fonts>"
                + "<cellStyleXfs><xf fontId=\"1\"/></cellStyleXfs><cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>");
        Shown(file.ToBytes()).ShouldBe("1~ 2| 3 / ^4");
    }

    [Fact]
    public void Xls_states_fonts_and_columns()
    {
        var file = new XlsFile();
        for (var i = 0; i < 5; i++)
        {
            // No font has the index 4: the fifth is number 5.
            file.Global(0x0031, 0xC8, 0, (byte)(i == 4 ? 8 : 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        }

        file.Global(0x00E0, 0, 0, 0, 0).Global(0x00E0, 5, 0, 0, 0).Global(0x00E0, 4, 0, 0, 0);
        file.Cell(0x007D, 1, 0, 1, 0, 0, 9, 0, 0, 1, 0, 0, 0);
        file.Cell(0x0208, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0);
        file.Number(0, 0, 1, 1).Number(0, 1, 2).Number(0, 2, 3, 2).Number(1, 0, 4);
        Shown(file.ToBytes()).ShouldBe("1~ 2| 3 / ^4");
    }

    [Fact]
    public void Ods_states_styles_and_columns()
    {
        const string Styles = "<style:style style:name=\"ce1\" xmlns:style=\"urn:s\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>"
            + "<style:style style:name=\"ce2\" xmlns:style=\"urn:s\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>";
        var file = OdsFile.Of(
            "<table:table table:name=\"S\"><table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-column/>"
            + $"<table:table-row>{Cell("1", "ce1")}{Cell("2", "ce2")}{Cell("3", "")}</table:table-row><table:table-row table:visibility=\"filter\">{Cell("4", "")}</table:table-row></table:table>",
            Styles);
        Shown(file).ShouldBe("1~ 2| 3 / ^4");

        static string Cell(string text, string style) =>
            $"<table:table-cell{(style.Length > 0 ? $" table:style-name=\"{style}\"" : "")} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>";
    }

    [Fact]
    public void Xml_2003_states_styles_and_columns()
    {
        const string Workbook = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
            + "<Styles><Style ss:ID=\"s1\"><Font ss:StrikeThrough=\"1\"/></Style></Styles><Worksheet ss:Name=\"S\"><Table><Column/><Column ss:Hidden=\"1\"/>"
            + "<Row><Cell ss:StyleID=\"s1\"><Data ss:Type=\"Number\">1</Data></Cell><Cell><Data ss:Type=\"Number\">2</Data></Cell><Cell><Data ss:Type=\"Number\">3</Data></Cell></Row>"
            + "<Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"Number\">4</Data></Cell></Row></Table></Worksheet></Workbook>";
        Shown(Encoding.UTF8.GetBytes(Workbook)).ShouldBe("1~ 2| 3 / ^4");
    }

    [Theory]
    [InlineData("<td><s>1</s><td>2<td>3")]
    [InlineData("<td style=\"text-decoration: line-through\">1<td>2<td>3")]
    [InlineData("<td><del>1</del> <td>2<td>3")]
    public void Html_states_it_by_tags_and_styles(string cells)
    {
        var page = $"<html><body><table><tr>{cells}<tr style=\"display: none\"><td>4</table></body></html>";
        Shown(Encoding.UTF8.GetBytes(page)).ShouldBe("1~ 2 3 / ^4");
    }

    /// <summary>Rows parted by /, hidden ones after ^; cells struck through before ~, those of hidden columns before |.</summary>
    private static string Shown(byte[] bytes) => string.Join(
        " / ",
        Opened.From(bytes).Only.Rows.Select(r => (r.Hidden ? "^" : "") + string.Join(" ", r.Cells.ToArray().Select(c =>
            CellDisplay.Text(c) + ((c.Marks & CellMarks.Struck) != 0 ? "~" : "") + ((c.Marks & CellMarks.HiddenColumn) != 0 ? "|" : "")))));
}
