using System.Diagnostics;
using System.Globalization;
using System.Text;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>Whatever bytes arrive: rows, or a coded finding, within the limits; never another exception.</summary>
public sealed class Mutations(ITestOutputHelper output)
{
    private static readonly ReadLimits Limits = ReadLimits.Default with { BaseTime = TimeSpan.FromSeconds(10), MaxUncompressedBytes = 256 << 20, MaxRows = 20_000, MaxTextRows = 200_000 };

    [Fact]
    public void Of_every_format_end_in_rows_or_a_coded_finding()
    {
        var count = Environment.GetEnvironmentVariable("HUB_FULL") == "1" ? 20_000 : 2_000;
        var seed = Environment.GetEnvironmentVariable("HUB_SEED") is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture) : 20_260_214;
        output.WriteLine($"seed {seed}, {count} mutations");
        var random = new Random(seed);
        var originals = Originals();
        var codes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var (name, bytes, wrap) = originals[random.Next(originals.Count)];
            var mutated = wrap(Mutate(bytes, random));
            var watch = Stopwatch.StartNew();
            var outcome = Outcome(mutated, $"{name} mutation {i} of seed {seed}");

            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15), $"{name} mutation {i} of seed {seed}");
            codes[outcome] = codes.GetValueOrDefault(outcome) + 1;
        }

        foreach (var (code, times) in codes)
        {
            output.WriteLine($"{code}: {times}");
        }

        codes.ShouldContainKey("rows");
        codes.ShouldContainKey("workbook-damaged");
    }

    private static string Outcome(byte[] bytes, string which)
    {
        try
        {
            var opened = Opened.From(bytes, "mutated", Limits);
            opened.Findings.ShouldAllBe(f => f.Code.Length > 0 && f.MessageZh.Length > 0);
            return "rows";
        }
        catch (UnreadableWorkbookException error)
        {
            error.Finding.Code.ShouldNotBeNullOrEmpty();
            return error.Finding.Code;
        }
        catch (Exception error) when (error is not ShouldAssertException)
        {
            throw new InvalidOperationException($"{which}: {error.GetType().Name}: {error.Message}", error);
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var changes = random.Next(1, 8); changes > 0 && bytes.Count > 8; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 64), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 64), bytes.Count - at)));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    for (var i = at; i < Math.Min(at + 4, bytes.Count); i++)
                    {
                        bytes[i] = (byte)(random.Next(2) * 0xFF);
                    }

                    break;
                default:
                    bytes.InsertRange(at, Encoding.ASCII.GetBytes(new[] { "<row r=\"", "\"", "</c>", "<v>", "&#x", "<!--", "<![CDATA[", "]]>", ";;", "\u001b", "<td rowspan=99999999>" }[random.Next(11)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private static List<(string Name, byte[] Bytes, Func<byte[], byte[]> Wrap)> Originals()
    {
        const string Rows = "<row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46000.5</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>订单</t></r></is></c><c r=\"C2\"><f>1</f></c></row>";
        var xlsx = Xlsx();
        var xls = new XlsFile().Global(0x00FC, [2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, .. "ab"u8, 1, 0, 1, 0x34, 0x12]).Global(0x00E0, 0, 0, 14, 0)
            .Text(0, 0, "订单").Number(0, 1, 12.5).At(0x00FD, 1, 0, 0, 1, 0, 0, 0).At(0x0006, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0).Cell(0x0207, [2, 0, 0, .. "ok"u8])
            .Cell(0x00E5, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0).ToBytes();
        const string Table = "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1\"><text:p>1 kg</text:p></table:table-cell></table:table-row></table:table>";
        List<(string, byte[], Func<byte[], byte[]>)> originals =
        [
            ("xlsx", xlsx.ToBytes(), b => b),
            ("xls", xls, b => b),
            ("ods", OdsFile.Of(Table), b => b),
            ("ods content", Encoding.UTF8.GetBytes(Table), b => OdsFile.Of(Encoding.UTF8.GetString(b))),
            ("fods", Encoding.UTF8.GetBytes(OdsFile.Content(Table).Replace("document-content", "document", StringComparison.Ordinal)), b => b),
            ("csv", CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("订单号,数量\n\"PO,1\",\"5\n\"\nPO2,6\n"), b => b),
            ("utf-16 csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("订单号;数量\r\nPO1;5\r\n")], b => b),
            ("html", Encoding.UTF8.GetBytes("<html><body><table><tr><td rowspan=2>订单</td><td>1</td></tr><tr><td>2</td></tr></table></body></html>"), b => b),
            ("xml2003", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet Name=\"S\"><Table><Row Index=\"3\"><Cell MergeAcross=\"2\"><Data Type=\"Number\">1</Data></Cell></Row></Table></Worksheet></Workbook>"), b => b),
            ("slk", Encoding.ASCII.GetBytes("ID;PWXL\nP;Pyyyy\nF;P0;X1;Y1\nC;X1;Y1;K46000\nC;X2;K\"a;;b\"\nE\n"), b => b),
        ];

        // A mutated part in a sound package gets past the checksum and reaches the reader of that part.
        foreach (var (name, bytes) in xlsx.Parts)
        {
            originals.Add(($"xlsx {name}", bytes, b => Xlsx().With(name, b).ToBytes()));
        }

        return originals;

        static XlsxFile Xlsx() => new XlsxFile(Rows, "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>").Strings("<t>a</t>", "<r><t>b</t></r>").Formats("yyyy-mm-dd", "0\"PCs\"");
    }
}
