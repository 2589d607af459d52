using System.Text;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class XlsCells
{
    [Fact]
    public void Of_every_record_are_read_as_what_they_are()
    {
        var file = new XlsFile()
            .Global(0x041E, [200, 0, 10, 0, 0, .. Encoding.Latin1.GetBytes("yyyy-mm-dd")])
            .Global(0x00E0, 0, 0, 0, 0)
            .Global(0x00E0, 0, 0, 200, 0)
            .Text(0, 0, "订单")
            .Number(0, 1, 12.5)
            .Number(0, 2, 46347, 1)
            .At(0x027E, 0, 3, 0, BitConverter.GetBytes((1234 << 2) | 3))
            .At(0x0205, 0, 4, 0, 1, 0)
            .At(0x0205, 0, 5, 0, 0x2A, 1)
            .Cell(0x00BD, [0, 0, 6, 0, 0, 0, .. BitConverter.GetBytes((7 << 2) | 2), 0, 0, .. BitConverter.GetBytes((8 << 2) | 2), 7, 0])
            .At(0x0006, 0, 8, 0, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0])
            .Cell(0x0207, [2, 0, 0, .. "ok"u8]);

        var opened = Opened.From(file.ToBytes());

        opened.Format.ShouldBe("xls");
        opened.Only.Texts.ShouldBe(["订单|12.5|2026-11-21|12.34|TRUE|#N/A|7|8|ok"]);
        opened.Findings.Single().Code.ShouldBe("cell-error-value");
    }

    [Fact]
    public void Written_out_of_order_come_as_rows() =>
        Opened.From(new XlsFile().Number(5, 0, 6).Number(1, 1, 2).Number(5, 1, 7).Number(1, 0, 1).ToBytes()).Only.Texts.ShouldBe(["1|2", "6|7"]);

    [Fact]
    public void Share_strings_that_run_over_into_continuations()
    {
        var file = new XlsFile()
            .Global(0x00FC, [2, 0, 0, 0, 99, 0, 0, 0, 5, 0, 0, .. "ab"u8])
            .Global(0x003C, [1, .. Encoding.Unicode.GetBytes("订单号")])
            .Global(0x003C, [2, 0, 0, .. "zz"u8])
            .At(0x00FD, 0, 0, 0, 0, 0, 0, 0)
            .At(0x00FD, 0, 1, 0, 1, 0, 0, 0)
            .At(0x00FD, 0, 2, 0, 9, 0, 0, 0);

        var opened = Opened.From(file.ToBytes());

        opened.Only.Texts.ShouldBe(["ab订单号|zz|#REF!"]);
        opened.Findings.Single().Code.ShouldBe("cell-string-missing");
    }

    [Fact]
    public void Do_not_loop_over_a_string_whose_formatting_runs_beyond_the_file()
    {
        var file = new XlsFile().Global(0x00FC, [1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 8, 0xFF, 0x7F, .. "ab"u8]).At(0x00FD, 0, 0, 0, 0, 0, 0, 0);

        Opened.From(file.ToBytes()).Only.Texts.ShouldBe(["ab"]);
    }

    [Fact]
    public void Tell_hidden_rows_merges_and_the_1904_system()
    {
        var opened = Opened.From(new XlsFile()
            .Global(0x0022, 1, 0).Global(0x00E0, 0, 0, 14, 0)
            .Cell(0x0208, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0)
            .Number(0, 0, 1)
            .Number(1, 0, 2)
            .Cell(0x00E5, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0)
            .ToBytes("资料"));

        opened.Only.Info.Name.ShouldBe("资料");
        opened.Only.Texts.ShouldBe(["1904-01-02", "1904-01-03"]);
        opened.Only.Rows.Select(r => r.Hidden).ShouldBe([true, false]);
        opened.Only.Merges.ShouldBe([new MergedRange(1, 2, 0, 2)]);
    }

    [Fact]
    public void Say_when_the_stream_breaks_off()
    {
        var bytes = new XlsFile().Number(0, 0, 1).ToBytes();
        var at = bytes.AsSpan().LastIndexOf<byte>([0x0A, 0, 0, 0]);
        at = bytes.AsSpan(0, at).LastIndexOf<byte>([0x0A, 0, 0, 0]) is var before && before > 0 ? before : at;
        bytes[at] = 0x01;
        bytes[at + 2] = 0xFF;
        bytes[at + 3] = 0x7F;

        var opened = Opened.From(bytes);

        opened.Findings.Select(f => f.Code).ShouldContain(code => code == "workbook-cut-off" || code == "sheet-missing");
    }
}
