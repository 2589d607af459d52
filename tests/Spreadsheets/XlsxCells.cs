using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class XlsxCells
{
    [Fact]
    public void Of_every_type_are_read_as_what_they_are()
    {
        var sheet = Read(new XlsxFile(
                "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><v>12.5</v></c><c r=\"C2\" t=\"b\"><v>1</v></c><c r=\"D2\" t=\"str\"><f>A2</f><v>abc</v></c>"
                + "<c r=\"E2\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"F2\" t=\"d\"><v>2026-02-03T10:30:00</v></c><c r=\"G2\" t=\"e\"><v>#N/A</v></c></row>")
            .Strings("<t>甲 &amp; 乙</t>")).Only;

        sheet.Texts.ShouldBe(["甲 & 乙|12.5|TRUE|abc|in|2026-02-03T10:30:00|#N/A"]);
        sheet[2, 6].Kind.ShouldBe(CellKind.Error);
        sheet[2, 5].Kind.ShouldBe(CellKind.DateTime);
    }

    [Fact]
    public void With_formats_are_dates_times_padded_numbers_and_units()
    {
        var sheet = Read(new XlsxFile(
                "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46347</v></c><c r=\"B1\" s=\"2\"><v>1.5</v></c><c r=\"C1\" s=\"3\"><v>12345</v></c><c r=\"D1\" s=\"4\"><v>25569.333</v></c><c r=\"E1\" s=\"5\"><v>7</v></c></row>")
            .Formats("yyyy\"年\"m\"月\"d\"日\"", "[h]:mm", "00000000", "0\"PCs\"", "\"PO-\"000")).Only;

        sheet.Texts.ShouldBe(["2026-11-21|36:00:00|00012345|25569PCs|PO-007"]);
        sheet[1, 0].Kind.ShouldBe(CellKind.DateTime);
        sheet[1, 3].Number.ShouldBe(25569.333m);
    }

    [Fact]
    public void In_the_1904_system_are_moved_into_the_1900_serial()
    {
        var file = new XlsxFile("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\" s=\"2\"><v>0.5</v></c><c r=\"C1\"><v>1</v></c></row>").Formats("yyyy-mm-dd", "h:mm");
        file.Workbook("<workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets><extLst><x15:workbookPr/></extLst>");

        Read(file).Only.Texts.ShouldBe(["1904-01-02|12:00:00|1"]);
    }

    [Fact]
    public void That_end_in_the_middle_of_a_sheet_are_damage_and_no_shorter_order()
    {
        var cut = new XlsxFile("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row><!-- nothing behind here is read");

        Should.Throw<UnreadableWorkbookException>(() => Read(cut)).Finding.Code.ShouldBe(WorkbookFindings.Damaged.Code);
    }

    [Fact]
    public void Without_references_follow_each_other()
    {
        Read(new XlsxFile("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>")).Only.Texts.ShouldBe(["1||3", "4"]);
    }

    [Fact]
    public void With_a_formula_that_was_never_computed_are_neither_zero_nor_empty()
    {
        var opened = Read(new XlsxFile("<row r=\"3\"><c r=\"B3\"><f>SUM(A1:A2)</f></c><c r=\"C3\"><f>1+1</f><v></v></c><c r=\"D3\" t=\"str\"><f>\"\"</f><v></v></c></row>"));

        opened.Only.Rows.Single().Count.ShouldBe(2);
        opened.Only[3, 1].Kind.ShouldBe(CellKind.FormulaWithoutValue);
        opened.Findings.Select(f => f.Where).ShouldBe(["Sheet1!B3", "Sheet1!C3"]);
        opened.Findings.ShouldAllBe(f => f.Code == "cell-formula-without-value");
    }

    [Fact]
    public void Join_rich_text_and_leave_phonetic_guides_out() =>
        Read(new XlsxFile("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
            .Strings("<r><t>東</t></r><r><rPr/><t xml:space=\"preserve\">京 </t></r><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr/>"))
            .Only.Texts.ShouldBe(["東京 "]);

    [Fact]
    public void Unescape_characters_that_xml_cannot_hold() =>
        Read(new XlsxFile("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D__x000A_b _x005F_x0041_ _x4e2d_ _xZZZZ_</t></is></c></row>"))
            .Only.Texts.ShouldBe(["a\nb _x0041_ 中 _xZZZZ_"]);

    [Fact]
    public void That_refer_to_a_string_which_is_not_there_are_errors_with_a_remark()
    {
        var opened = Read(new XlsxFile("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>").Strings("<t>a</t>"));

        opened.Only[1, 0].Kind.ShouldBe(CellKind.Error);
        opened.Findings.Single().Code.ShouldBe("cell-string-missing");
    }

    [Fact]
    public void Say_when_a_number_lost_digits_of_an_identifier() =>
        Read(new XlsxFile("<row r=\"1\"><c r=\"A1\"><v>123456789012345678</v></c></row>")).Findings.Single().Code.ShouldBe("cell-digits-lost");

    [Fact]
    public void Tell_hidden_rows_sheets_and_merged_ranges()
    {
        var file = new XlsxFile("<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>", "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"$C$3:$C$9\"/></mergeCells>");
        file.Workbook("<sheets><sheet name=\"订单\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/></sheets>");

        var opened = Read(file);

        opened.Only.Info.ShouldBe(new SheetInfo("订单", 0, true));
        opened.Only.Rows.Select(r => r.Hidden).ShouldBe([true, false]);
        opened.Only.Merges.ShouldBe([new MergedRange(1, 2, 0, 1), new MergedRange(3, 9, 2, 2)]);
        opened.Findings.Single().Code.ShouldBe("sheet-hidden");
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\" ><v>1</v></c></row><row r=\"2\"><c r=\"a2\"s=\"0\"><v>2</v></c></row>")]
    public void Are_read_from_xml_that_is_not_well_formed(string rows) => Read(new XlsxFile(rows)).Only.Texts.ShouldBe(["1", "2"]);

    [Fact]
    public void Are_found_wherever_the_package_puts_them()
    {
        var file = new XlsxFile();
        file.With("_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/Odd/Book.XML\"/></Relationships>");
        file.With("odd/book.xml", "<workbook><sheets><sheet name=\"S\" id=\"x\"/></sheets></workbook>");
        file.With("odd/_rels/book.xml.rels", "<Relationships><Relationship Id=\"x\" Type=\"urn:a/worksheet\" Target=\"..\\Data\\My%20Sheet.xml\"/></Relationships>");
        file.With("data/my sheet.xml", "<x:worksheet xmlns:x=\"urn:x\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>");

        Read(file).Only.Texts.ShouldBe(["5"]);
    }

    [Fact]
    public void Are_read_without_styles_when_those_are_damaged()
    {
        var file = new XlsxFile("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46347</v></c></row>").With("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"");

        Read(file).Only.Texts.ShouldBe(["46347"]);
    }

    [Fact]
    public void Share_strings_that_are_kept_on_disk_beyond_the_limit()
    {
        var items = Enumerable.Range(0, 9_000).Select(i => $"<t>{i:D6} {new string('字', 100)}</t>").ToArray();
        var rows = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"<row r=\"{i + 1}\"><c r=\"A{i + 1}\" t=\"s\"><v>{8_999 - i}</v></c></row>"));

        var texts = Opened.From(new XlsxFile(rows).Strings(items).ToBytes(), limits: ReadLimits.Default with { SharedStringsInMemoryBytes = 1 << 20 }).Only.Texts;

        texts.Length.ShouldBe(9_000);
        texts[0].ShouldBe($"008999 {new string('字', 100)}");
        texts[4_321].ShouldBe($"{8_999 - 4_321:D6} {new string('字', 100)}");
    }

    private static Opened Read(XlsxFile file) => Opened.From(file.ToBytes());
}
