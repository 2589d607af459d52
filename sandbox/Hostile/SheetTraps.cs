using System.Globalization;
using IntegrationHub.Sandbox.Workbooks;
using static IntegrationHub.Sandbox.Hostile.Expectation;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>Attacks by the shape of the sheet: rows, columns, merges, styles, relations.</summary>
internal static class SheetTraps
{
    public static IEnumerable<HostileCase> Cases()
    {
        yield return Rows("row-2000000000.xlsx", Failed, "a row number of two thousand million", "<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>");
        yield return Rows("row-1048577.xlsx", Failed, "one row more than a sheet has", "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>");
        yield return Rows("row-0.xlsx", Either, "row 0", "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>");
        yield return Rows("row-negative.xlsx", Either, "row -5", "<row r=\"-5\"><c r=\"A-5\"><v>1</v></c></row>");
        yield return Rows("row-overflow.xlsx", Either, "a row number beyond 64 bits", "<row r=\"99999999999999999999999\"><c><v>1</v></c></row>");
        yield return Rows("column-zzzzzz.xlsx", Failed, "a column far beyond the last", "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>");
        yield return Rows("column-xfe.xlsx", Failed, "one column more than a sheet has", "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>");
        yield return Rows("reference-nonsense.xlsx", Either, "cell references that are none", "<row r=\"1\"><c r=\"1A\"><v>1</v></c><c r=\"\"><v>2</v></c><c r=\"$A$1\"><v>3</v></c><c r=\"A99\"><v>4</v></c></row>");
        yield return Rows("backward-rows.xlsx", Either, "rows in falling and repeated order", Package.Row(9, "x") + Package.Row(3, "y") + Package.Row(3, "z"));
        yield return Write("16384-columns.xlsx", Either, "every column of a sheet, in 60 rows", writer =>
        {
            for (var row = 1; row <= 60; row++)
            {
                writer.Write($"<row r=\"{row}\">");
                for (var column = 0; column < 16_384; column++)
                {
                    writer.Write(row == 1 ? $"<c t=\"inlineStr\"><is><t>H{column}</t></is></c>" : "<c><v>1</v></c>");
                }

                writer.Write("</row>");
            }
        });
        yield return Write("falling-columns.xlsx", Either, "16,384 cells per row from right to left: sorting them in costs the square", writer =>
        {
            var names = Enumerable.Range(0, 16_384).Select(XlsxParts.ColumnName).Reverse().ToArray();
            for (var row = 1; row <= 80; row++)
            {
                writer.Write($"<row r=\"{row}\">");
                foreach (var name in names)
                {
                    writer.Write($"<c r=\"{name}{row}\"><v>1</v></c>");
                }

                writer.Write("</row>");
            }
        });
        yield return Write("one-cell-a-million-times.xlsx", Either, "cell A1 said a million times", writer =>
        {
            writer.Write("<row r=\"1\">");
            Package.Repeat(writer, "<c r=\"A1\"><v>1</v></c>", 1_000_000);
            writer.Write("</row>");
        });
        yield return Write("million-empty-rows.xlsx", Readable, "1,048,576 empty rows around one order", writer =>
        {
            writer.Write(Package.OrderRows);
            for (var row = 3; row <= 1_048_576; row++)
            {
                writer.Write($"<row r=\"{row}\" ht=\"{row % 97}\"/>");
            }
        });
        yield return Write("ten-million-rows.xlsx", Failed, "ten million rows without numbers", writer =>
            Package.Repeat(writer, "<row><c><v>1</v></c></row>", 10_000_000));
        yield return new("million-merges.xlsx", Either, "300,000 merged ranges", output =>
            new Package().With(Package.SheetPart, writer =>
            {
                writer.Write($"<worksheet {Package.Main}><sheetData>{Package.OrderRows}</sheetData><mergeCells>");
                for (var i = 0; i < 300_000; i++)
                {
                    writer.Write($"<mergeCell ref=\"A{i + 3}:C{i + 3}\"/>");
                }

                writer.Write("</mergeCells></worksheet>");
            }).Write(output));
        yield return Sheet("merge-everything.xlsx", Readable, "a merged range over the whole sheet and ranges that are none",
            $"<sheetData>{Package.OrderRows}</sheetData><mergeCells><mergeCell ref=\"A10:XFD1048576\"/><mergeCell ref=\"B2\"/><mergeCell ref=\"Z9:A1\"/><mergeCell ref=\"\"/></mergeCells>");
        yield return Sheet("lying-dimension.xlsx", Readable, "a dimension of 17 thousand million cells around one order",
            $"<dimension ref=\"A1:XFD1048576\"/><sheetData>{Package.OrderRows}</sheetData>");
        yield return new("many-styles.xlsx", Either, "64,000 styles and 20,000 number formats", output =>
            new Package().With("xl/styles.xml", writer =>
            {
                writer.Write($"<styleSheet {Package.Main}><numFmts>");
                for (var i = 0; i < 20_000; i++)
                {
                    writer.Write($"<numFmt numFmtId=\"{i + 164}\" formatCode=\"0.00&quot;f{i}&quot;\"/>");
                }

                writer.Write("</numFmts><cellXfs>");
                for (var i = 0; i < 64_000; i++)
                {
                    writer.Write($"<xf numFmtId=\"{(i % 20_000) + 164}\" xfId=\"{i}\"/>");
                }

                writer.Write("</cellXfs></styleSheet>");
            }).Write(output));
        yield return new("long-number-format.xlsx", Either, "a number format of 8 MiB", output =>
            new Package().With("xl/styles.xml", writer =>
            {
                writer.Write($"<styleSheet {Package.Main}><numFmts><numFmt numFmtId=\"164\" formatCode=\"");
                Package.Repeat(writer, "[[[\\\\&quot;;;", 700_000);
                writer.Write("\"/></numFmts><cellXfs><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
            }).Write(output));
        yield return new("2000-sheets.xlsx", Either, "2,000 sheets that are all the same part", output =>
        {
            var sheets = Enumerable.Range(1, 2000).Select(number => ($"S{number}", SheetVisibility.Visible)).ToList();
            new Package()
                .With("xl/workbook.xml", XlsxParts.Workbook(sheets, false))
                .With("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(2000, false).Replace("worksheets/sheet", "worksheets/sheet1.xml#", StringComparison.Ordinal))
                .Write(output);
        });
        yield return new("sheet-on-the-network.xlsx", Either, "a sheet whose part is an address", output =>
            new Package().With("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(1, false)
                .Replace("Target=\"worksheets/sheet1.xml\"", "TargetMode=\"External\" Target=\"http://127.0.0.1:9/sheet1.xml\"", StringComparison.Ordinal)).Write(output));
        yield return new("sheet-outside.xlsx", Either, "a sheet whose part lies outside of the package", output =>
            new Package().With("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(1, false)
                .Replace("worksheets/sheet1.xml", "../../../../etc/passwd", StringComparison.Ordinal)).Write(output));
        yield return Without("missing-workbook.xlsx", Failed, "xl/workbook.xml");
        yield return Without("missing-sheet.xlsx", Failed, Package.SheetPart);
        yield return Without("missing-relations.xlsx", Either, "xl/_rels/workbook.xml.rels");

        yield return new("missing-optional-parts.xlsx", Readable, "no styles, shared strings or content types", output =>
            new Package().Without("xl/styles.xml").Without("xl/sharedStrings.xml").Write(output));
    }

    private static HostileCase Rows(string name, Expectation expect, string why, string rows) =>
        new(name, expect, why, output => new Package().WithRows(rows).Write(output));

    private static HostileCase Without(string name, Expectation expect, string part) =>
        new(name, expect, $"{part} is not there", output => new Package().Without(part).Write(output));

    private static HostileCase Write(string name, Expectation expect, string why, Action<StreamWriter> rows) =>
        new(name, expect, why, output => new Package().WithRows(rows).Write(output));

    private static HostileCase Sheet(string name, Expectation expect, string why, string content) =>
        new(name, expect, why, output => new Package()
            .With(Package.SheetPart, string.Create(CultureInfo.InvariantCulture, $"<worksheet {Package.Main}>{content}</worksheet>")).Write(output));
}
