using System.Text;
using static IntegrationHub.Sandbox.Hostile.Expectation;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>Attacks by separated text and by HTML.</summary>
internal static class TextTraps
{
    private const string Header = "Order No.,Order Date,Customer,Item Code,Qty\r\n";

    public static IEnumerable<HostileCase> Cases()
    {
        yield return Text("one-endless-line.csv", Either, "8 MiB without a line end", writer => Package.Repeat(writer, new string('x', 1 << 16), 128));
        yield return Text("only-separators.csv", Either, "two million columns", writer => Package.Repeat(writer, new string(',', 1 << 10), 2000));
        yield return Text("unclosed-quote.csv", Either, "a quote that never closes", writer =>
        {
            writer.Write(Header + "PO-1,2026-03-05,\"Example,");
            Package.Repeat(writer, "A-100,5\r\n", 600_000);
        });
        yield return Text("only-quotes.csv", Either, "four million quotes", writer => Package.Repeat(writer, new string('"', 1 << 10), 4000));
        yield return Text("five-million-empty-lines.csv", Either, "nothing but line ends", writer => Package.Repeat(writer, new string('\n', 1 << 10), 5000));
        yield return Text("ragged.csv", Either, "every row with another number of columns", writer =>
        {
            writer.Write(Header);
            for (var i = 0; i < 3000; i++)
            {
                writer.Write(new string(',', i % 700));
                writer.Write("\r\n");
            }
        });
        yield return Bytes("nul-bytes.csv", Either, "a megabyte of NUL", () => new byte[1 << 20]);
        yield return Bytes("random-bytes.csv", Either, "a megabyte of noise", () => Noise(1 << 20));
        yield return Bytes("random-bytes.xlsx", Failed, "noise under the name of a workbook", () => Noise(1 << 16));
        yield return Bytes("odd-utf16.csv", Either, "UTF-16 with half a character at the end", () =>
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header + "PO-1,2026-03-05,客户,A-1,5\r\n"), 0x41]);
        yield return Bytes("cut-gb18030.csv", Either, "text in GB18030 cut inside a character", () =>
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding("gb18030").GetBytes("订单号,订单日期,客户名称,物料编码,数量\r\nPO-1,2026-03-05,示例精密机械有限公司,A-1,5\r\nPO-2,2026-03-05,示")[..^1];
        });
        yield return Bytes("empty.xlsx", Failed, "no byte at all", () => []);
        yield return Bytes("empty.csv", Either, "no byte at all", () => []);
        yield return Bytes("one-byte.csv", Either, "one byte", () => [0xFF]);

        yield return Text("deep-tables.xls", Either, "100,000 tables inside each other", writer =>
        {
            writer.Write("<html><body>");
            Package.Repeat(writer, "<table><tr><td>", 100_000);
        });
        yield return Text("giant-spans.xls", Either, "cells that span a thousand million rows and columns", writer =>
            writer.Write("<html><table><tr><td colspan=1000000000 rowspan=1000000000>Order No.</td><td>Qty</td></tr><tr><td>PO-1</td><td colspan=-5>5</td></tr></table></html>"));
        yield return Text("many-spans.xls", Either, "20,000 cells that each span 1,000 rows and columns", writer =>
        {
            writer.Write("<html><table>");
            Package.Repeat(writer, "<tr><td rowspan=1000 colspan=1000>1", 20_000);
        });
        yield return Text("unclosed-everything.xls", Either, "tags that never close", writer =>
        {
            writer.Write("<html><table><tr><td ");
            Package.Repeat(writer, "a='", 500_000);
        });
        yield return Text("html-entities.xls", Readable, "odd entities in an otherwise good table", writer =>
            writer.Write("<html><table><tr><td>Order No.<td>Order Date<td>Customer<td>Item Code<td>Qty<tr><td>PO&#45;1<td>2026-03-05<td>Example &amp; Co &#x110000; &bogus;<td>A&ndash;1<td>5</table>"));
    }

    private static HostileCase Text(string name, Expectation expect, string why, Action<StreamWriter> write) => new(name, expect, why, output =>
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        write(writer);
    });

    private static HostileCase Bytes(string name, Expectation expect, string why, Func<byte[]> content) =>
        new(name, expect, why, output => output.Write(content()));

    private static byte[] Noise(int length)
    {
        var chance = new Chance(3);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)chance.Next();
        }

        return bytes;
    }
}
