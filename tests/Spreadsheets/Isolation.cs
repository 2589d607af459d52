using System.Diagnostics;
using System.IO.Compression;
using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class Isolation : IDisposable
{
    private readonly IsolatedWorkbookOpener _opener = new(HubCommand(), TimeProvider.System);

    public void Dispose() => _opener.Dispose();

    [Fact]
    public void Gives_the_same_rows_as_reading_in_this_process()
    {
        var rows = string.Concat(Enumerable.Range(1, 3_000).Select(i =>
            $"<row r=\"{i}\"{(i % 7 == 0 ? " hidden=\"1\"" : string.Empty)}><c r=\"A{i}\" t=\"s\"><v>{i % 3}</v></c><c r=\"C{i}\" s=\"{i % 4}\"><v>{i}.{i % 10}</v></c><c r=\"D{i}\"><v>-79228162514264300000000000000</v></c>"
            + $"<c r=\"E{i}\" t=\"b\"><v>1</v></c><c r=\"F{i}\" t=\"e\"><v>#N/A</v></c><c r=\"G{i}\"><f>1</f></c><c r=\"H{i}\" t=\"inlineStr\"><is><t>{new string('长', i % 200)}</t></is></c></row>"));
        var bytes = new XlsxFile(rows, "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>").Strings("<t>订单</t>", "<t>b</t>", "<t>c</t>").Formats("yyyy-mm-dd", "0\"PCs\"", "[$€-407] 0.00").ToBytes();

        var here = Opened.From(bytes);
        var there = Opened.From(bytes, opener: _opener);

        there.Format.ShouldBe(here.Format);
        there.Findings.ShouldBe(here.Findings);
        there.Only.Info.ShouldBe(here.Only.Info);
        there.Only.Merges.ShouldBe(here.Only.Merges);
        there.Only.Rows.Select(r => (r.Number, r.Hidden)).ShouldBe(here.Only.Rows.Select(r => (r.Number, r.Hidden)));
        there.Only.Rows.SelectMany(r => r.Cells.ToArray()).ShouldBe(here.Only.Rows.SelectMany(r => r.Cells.ToArray()));
    }

    [Fact]
    public void Gives_the_same_marks()
    {
        var bytes = new XlsxFile()
            .With("xl/worksheets/sheet1.xml", "<worksheet><cols><col min=\"1\" max=\"1\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>2</v></c><c r=\"C1\"><f>1</f></c></row></sheetData></worksheet>")
            .With("xl/styles.xml", "<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId=\"1\" numFmtId=\"2\"/></cellXfs></styleSheet>").ToBytes();

        var there = Opened.From(bytes, opener: _opener);

        there.Only.Rows.SelectMany(r => r.Cells.ToArray()).Select(c => c.Marks).ShouldBe([CellMarks.Struck | CellMarks.HiddenColumn, CellMarks.Struck, CellMarks.None]);
    }

    [Fact]
    public void Gives_the_same_findings()
    {
        Opened.Refused("%PDF-1.7"u8.ToArray(), opener: _opener).ShouldBe(Opened.Refused("%PDF-1.7"u8.ToArray()));
        Opened.From("订单,数量\n1,2\n"u8.ToArray(), "PO.csv", opener: _opener).Encoding.ShouldBe("utf-8");
    }

    [Fact]
    public void Serves_file_after_file_and_leaves_off_early()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i},a,b,c\n")));
        try
        {
            for (var i = 0; i < 5; i++)
            {
                using var cursor = _opener.Open(path, "a.csv", ReadLimits.Default, CancellationToken.None);
                cursor.MoveNextSheet().ShouldBeTrue();
                cursor.MoveNextRow().ShouldBeTrue();
                cursor.Row.Cells[0].Text.ShouldBe("0");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Turns_memory_without_end_into_a_finding_and_lives_on()
    {
        // Four hundred strings of a megabyte, with every limit but the memory out of the way.
        var file = new XlsxFile("<row r=\"1\"><c t=\"s\"><v>0</v></c></row>");

        var finding = Opened.Refused(Bomb(file), ReadLimits.Default with { MemoryBytes = 128 << 20, MaxCompressionRatio = 100_000, SharedStringsInMemoryBytes = 1L << 40, MaxCellCharacters = 20_000_000 }, _opener);

        finding.Code.ShouldBe("workbook-reader-stopped");
        Opened.From("a,b\n1,2\n"u8.ToArray(), opener: _opener).Only.Texts.ShouldBe(["a|b", "1|2"]);
    }

    [Fact]
    public void Kills_a_child_that_does_not_answer()
    {
        using var deaf = new IsolatedWorkbookOpener(new ReaderCommand("/bin/sleep", ["60"]), TimeProvider.System);
        var watch = Stopwatch.StartNew();

        Opened.Refused("a,b\n"u8.ToArray(), ReadLimits.Default with { BaseTime = TimeSpan.Zero }, deaf).Code.ShouldBe("workbook-too-slow");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Takes_a_child_that_breaks_for_a_finding()
    {
        using var broken = new IsolatedWorkbookOpener(new ReaderCommand("/bin/sh", ["-c", "head -c 100 > /dev/null; exit 134"]), TimeProvider.System);

        Opened.Refused("a,b\n"u8.ToArray(), opener: broken).Code.ShouldBe("workbook-reader-stopped");
    }

    [Fact]
    public void Takes_an_answer_that_makes_no_sense_for_a_finding()
    {
        using var babbling = new IsolatedWorkbookOpener(new ReaderCommand("/bin/sh", ["-c", "head -c 1000000 /dev/urandom; sleep 5"]), TimeProvider.System);

        Opened.Refused("a,b\n"u8.ToArray(), opener: babbling).Code.ShouldBe("workbook-reader-stopped");
    }

    [Fact]
    public void Stops_when_the_caller_cancels()
    {
        using var deaf = new IsolatedWorkbookOpener(new ReaderCommand("/bin/sleep", ["60"]), TimeProvider.System);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var path = Path.GetTempFileName();
        try
        {
            Should.Throw<OperationCanceledException>(() => deaf.Open(path, "a", ReadLimits.Default, cancel.Token));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Leaves_no_orphan_when_its_pipe_closes()
    {
        var command = HubCommand();
        using var child = Process.Start(new ProcessStartInfo(command.Executable, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

        child.StandardInput.Close();

        child.WaitForExit(TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }

    private static byte[] Bomb(XlsxFile file)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, true))
        {
            foreach (var (name, bytes) in file.Parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }

            using var strings = new StreamWriter(zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open());
            strings.Write("<sst>");
            var megabyte = new string('x', 1 << 20);
            for (var i = 0; i < 400; i++)
            {
                strings.Write($"<si><t>{megabyte}</t></si>");
            }

            strings.Write("</sst>");
        }

        return target.ToArray();
    }

    private static ReaderCommand HubCommand() => new("dotnet", [Path.Combine(AppContext.BaseDirectory, "hub.dll"), ReadingProcess.Verb]);
}
