using System.IO.Compression;
using System.Text;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class HostileFiles
{
    [Theory]
    [InlineData("<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"99999999999999999999\"><c><v>1</v></c></row><row r=\"1048577\"/>")]
    public void Beyond_the_size_of_a_sheet_are_refused(string rows) =>
        Opened.Refused(new XlsxFile(rows).ToBytes()).Code.ShouldBe("workbook-too-large");

    [Fact]
    public void With_a_cell_longer_than_any_are_refused() =>
        Opened.Refused(new XlsxFile($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{new string('x', 40_000)}</t></is></c></row>").ToBytes()).Code.ShouldBe("workbook-too-large");

    [Fact]
    public void That_inflate_without_end_are_refused_before_they_do()
    {
        var file = new XlsxFile().With("xl/worksheets/sheet1.xml", [.. Encoding.UTF8.GetBytes("<worksheet><sheetData>"), .. new byte[64 << 20]]);

        Opened.Refused(file.ToBytes()).Code.ShouldBe("workbook-compression-bomb");
    }

    [Fact]
    public void With_entities_are_refused() =>
        Opened.Refused(new XlsxFile().With("xl/sharedStrings.xml", "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><sst><si><t>&b;</t></si></sst>").ToBytes())
            .Code.ShouldBe("workbook-xml-entities");

    [Fact]
    public void Beyond_the_inflated_total_are_refused() =>
        Opened.Refused(new XlsxFile("<row r=\"1\"><c><v>1</v></c></row>").ToBytes(), ReadLimits.Default with { MaxUncompressedBytes = 100 }).Code.ShouldBe("workbook-too-large");

    [Fact]
    public void Over_the_deadline_are_stopped() =>
        Opened.Refused(
            new XlsxFile(string.Concat(Enumerable.Range(1, 20_000).Select(i => $"<row r=\"{i}\"><c><v>{i}</v></c></row>"))).ToBytes(),
            ReadLimits.Default with { BaseTime = TimeSpan.Zero, TimePer10000Rows = TimeSpan.Zero }).Code.ShouldBe("workbook-too-slow");

    [Fact]
    public void Of_a_million_blank_rows_cost_little_and_give_the_one_that_counts()
    {
        var rows = string.Concat(Enumerable.Range(1, 1_048_575).Select(i => $"<row r=\"{i}\"/>")) + "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>";

        Opened.From(new XlsxFile(rows).ToBytes()).Only.Rows.Single().Number.ShouldBe(1_048_576);
    }

    [Fact]
    public void Of_cells_in_falling_order_are_read_in_time()
    {
        var cells = string.Concat(Enumerable.Range(0, 16_384).Reverse().Select(c => $"<c r=\"{CellName.Column(c)}1\"><v>{c}</v></c>"));

        Opened.From(new XlsxFile($"<row r=\"1\">{cells}</row>").ToBytes()).Only.Rows.Single().Cells[16_383].Number.ShouldBe(16_383);
    }

    [Fact]
    public void OpenDocument_repeat_counts_cannot_expand_beyond_a_sheet()
    {
        var bytes = OdsFile.Of("<table:table table:name=\"A\"><table:table-row><table:table-cell table:number-columns-repeated=\"2000000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>");

        Opened.Refused(bytes).Code.ShouldBe("workbook-too-large");
    }

    [Fact]
    public void With_a_flipped_bit_in_the_data_are_damaged_rather_than_wrong()
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(new MemoryStream(new XlsxFile("<row r=\"1\"><c r=\"A1\"><v>12345</v></c></row>").ToBytes())))
        using (var copy = new ZipArchive(target, ZipArchiveMode.Create, true))
        {
            foreach (var entry in zip.Entries)
            {
                using var to = copy.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                using var from = entry.Open();
                from.CopyTo(to);
            }
        }

        var bytes = target.ToArray();
        bytes[bytes.AsSpan().IndexOf("12345"u8)] = (byte)'9';

        Opened.Refused(bytes).Code.ShouldBe("workbook-damaged");
    }

    [Fact]
    public void Cut_off_at_any_length_end_in_a_finding()
    {
        var bytes = new XlsxFile("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>").Strings("<t>a</t>").ToBytes();
        for (var length = 4; length < bytes.Length; length += 7)
        {
            Opened.Refused(bytes[..length]).Severity.ShouldBe(Core.Findings.Severity.Error);
        }
    }

    [Fact]
    public void Are_left_when_the_caller_cancels()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, new XlsxFile(string.Concat(Enumerable.Range(1, 2_000).Select(i => $"<row r=\"{i}\"><c><v>{i}</v></c></row>"))).ToBytes());
        try
        {
            Should.Throw<OperationCanceledException>(() =>
            {
                using var cursor = new WorkbookReader().Open(path, "x", ReadLimits.Default, cancelled.Token);
                while (cursor.MoveNextSheet() && cursor.MoveNextRow())
                {
                }
            });
        }
        finally
        {
            File.Delete(path);
        }
    }
}
