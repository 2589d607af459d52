using System.IO.Compression;
using System.Text;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class OtherFormats
{
    [Fact]
    public void OpenDocument_gives_typed_values_and_learns_units_from_the_shown_text()
    {
        var opened = Opened.From(OdsFile.Of(
            "<table:table table:name=\"Blatt\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c</text:p></table:table-cell>"
            + "<table:table-cell office:value-type=\"float\" office:value=\"25569.333\"><text:p>25569PCs</text:p></table:table-cell>"
            + "<table:table-cell office:value-type=\"float\" office:value=\"42\"><text:p>00042</text:p></table:table-cell>"
            + "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-02-03\"/><table:table-cell office:value-type=\"time\" office:time-value=\"PT36H30M00S\"/>"
            + "<table:table-cell office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"1.5\"><text:p>1,50 €</text:p></table:table-cell></table:table-row>"
            + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"));

        opened.Format.ShouldBe("ods");
        opened.Only.Texts.ShouldBe(["a  b\nc|25569PCs|00042|2026-02-03|36:30:00|1.5"]);
        opened.Only[1, 5].Format.ShouldNotBeNull().Currency.ShouldBe("EUR");
    }

    [Fact]
    public void OpenDocument_repeats_what_its_counts_say() =>
        Opened.From(OdsFile.Of("<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>"))
            .Only.Texts.ShouldBe(["1|1", "1|1", "1|1"]);

    [Fact]
    public void XmlSpreadsheet2003_gives_typed_values()
    {
        var opened = Opened.From(Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"u\"><NumberFormat ss:Format=\"0&quot;PCs&quot;\"/></Style></Styles>"
            + "<Worksheet ss:Name=\"订单\"><Table><Row ss:Index=\"3\"><Cell ss:Index=\"2\"><Data ss:Type=\"String\">a&#10;b</Data></Cell><Cell ss:StyleID=\"u\"><Data ss:Type=\"Number\">7</Data></Cell>"
            + "<Cell ss:MergeAcross=\"1\"><Data ss:Type=\"DateTime\">2026-02-03T00:00:00.000</Data></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row></Table></Worksheet></Workbook>"));

        opened.Format.ShouldBe("xml2003");
        opened.Only.Texts.ShouldBe(["|a\nb|7PCs|2026-02-03||TRUE"]);
        opened.Only.Rows[0].Number.ShouldBe(3);
        opened.Only.Merges.Count.ShouldBe(1);
    }

    [Fact]
    public void Sheets_that_end_in_the_middle_of_their_rows_are_damage()
    {
        const string xml2003 = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
            + "<Worksheet ss:Name=\"S\"><Table><Row><Cell><Data ss:Type=\"Number\">7</Data></Cell></Row><Row><Cell><Data ss:Type=\"Number\">8</Da";
        byte[][] cut = [Encoding.UTF8.GetBytes(xml2003), OdsFile.Of("<table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row><!-- cut")];

        foreach (var file in cut)
        {
            Should.Throw<UnreadableWorkbookException>(() => Opened.From(file)).Finding.Code.ShouldBe(WorkbookFindings.Damaged.Code);
        }
    }

    [Theory]
    [InlineData("<html><head><meta charset=utf-8><style>td{x:\"<td>\"}</style></head><body><h1>订单 PO1</h1><table><tr><th>品名<th>数量<tr><td rowspan=2>A&nbsp;1<td>5<tr><td>6</table></body></html>", "订单 PO1/品名|数量/A\u00A01|5/|6")]
    [InlineData("<TABLE><TR><TD COLSPAN=2>a<br>b</TD><TD>c &amp; d</TD></TR></TABLE>", "a\nb||c & d")]
    [InlineData("<html xmlns:x=\"urn:x\"><!--[if gte mso 9]><xml><x:a/></xml><![endif]--><body><script>if (a<b) x();</script><table><tr><td x:num>1</td></tr></table>", "1")]
    public void Html_tables_give_rows_as_Excel_shows_them(string html, string rows)
    {
        var opened = Opened.From(Encoding.UTF8.GetBytes(html), "orders.xls");

        opened.Format.ShouldBe("html");
        string.Join('/', opened.Only.Texts).ShouldBe(rows);
    }

    [Fact]
    public void Web_archives_give_the_tables_of_their_html_parts()
    {
        var body = Convert.ToBase64String(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("<html><table><tr><td>订单</td><td>5</td></tr></table></html>"));

        var opened = Opened.From(Encoding.ASCII.GetBytes(
            $"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b1--\r\n"));

        opened.Only.Texts.ShouldBe(["订单|5"]);
    }

    [Fact]
    public void Sylk_gives_typed_values() =>
        Opened.From("ID;PWXL\nP;PGeneral\nP;Pyyyy-mm-dd\nF;P1;Y1;X1\nC;Y1;X1;K46347\nC;X2;K\"a;;b\"\nC;Y3;X2;K12.5\nE\n").Only.Texts.ShouldBe(["2026-11-21|a;b", "|12.5"]);

    [Theory]
    [InlineData("9B2044524D4F4E45", "workbook-drm", "Fasoo")]
    [InlineData("53434453413030", "workbook-drm", "SoftCamp")]
    [InlineData("255044462D312E37", "file-not-a-table", "PDF")]
    [InlineData("89504E470D0A1A0A", "file-not-a-table", "PNG")]
    [InlineData("7B5C72746631", "file-not-a-table", "RTF")]
    [InlineData("526172211A07", "file-not-a-table", "RAR")]
    [InlineData("377ABCAF271C", "file-not-a-table", "7z")]
    [InlineData("00000200060408", "spreadsheet-format-not-supported", "Lotus")]
    [InlineData("7F454C46", "file-not-a-table", "program")]
    public void Are_named_by_their_first_bytes(string hex, string code, string word)
    {
        var finding = Opened.Refused([.. Convert.FromHexString(hex), .. new byte[64]]);

        finding.Code.ShouldBe(code);
        finding.Message.ShouldContain(word);
    }

    [Theory]
    [InlineData("word/document.xml", "Word")]
    [InlineData("ppt/presentation.xml", "PowerPoint")]
    [InlineData("Index/Document.iwa", "Numbers")]
    [InlineData("notes.txt", "zip archive")]
    public void In_zip_containers_are_named_by_their_parts(string part, string word)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, true))
        {
            zip.CreateEntry(part);
        }

        Opened.Refused(target.ToArray()).Message.ShouldContain(word);
    }

    [Theory]
    [InlineData("", "file-empty")]
    [InlineData("  \r\n ", "file-empty")]
    [InlineData("{\"order\": 1}", "file-not-a-table")]
    [InlineData("From: a@b.c\nSubject: x\nContent-Type: text/plain\n\nhello", "file-not-a-table")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "file-not-a-table")]
    [InlineData("TABLE\r\n0,1\r\n\"EXCEL\"", "spreadsheet-format-not-supported")]
    public void That_are_text_are_told_from_tables(string text, string code) =>
        Opened.Refused(Encoding.UTF8.GetBytes(text)).Code.ShouldBe(code);
}
