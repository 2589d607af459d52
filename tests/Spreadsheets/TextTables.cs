using System.Text;
using IntegrationHub.Core.Spreadsheets;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Spreadsheets;

public sealed class TextTables
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b/1|2")]
    [InlineData("a;b\r\n1,5;2\r\n", "a|b/1,5|2")]
    [InlineData("a\tb\r1\t2\r", "a|b/1|2")]
    [InlineData("a|b\n1|2", "a|b/1|2")]
    [InlineData("sep=;\r\nA;1,2\r\n", "A|1,2")]
    [InlineData("\"sep=|\"\nA|1,2\n", "A|1,2")]
    [InlineData("Kunde: Müller GmbH\n\nPos;Menge\n1;2\n2;3\n", "Kunde: Müller GmbH/Pos|Menge/1|2/2|3")]
    [InlineData("\"a \"\"b\"\"\",\"x\ny\"\n", "a \"b\"|x\ny")]
    [InlineData("12\" pipe,3\n", "12\" pipe|3")]
    [InlineData("\"open,3\n4,5\n", "\"open|3/4|5")]
    [InlineData("\"a\" ,\"b\"c\n", "a|bc")]
    [InlineData("=\"00123\",x\n", "00123|x")]
    [InlineData("one\ntwo\n", "one/two")]
    [InlineData("ID;Preis;Menge\n1;2,50;3\n", "ID|Preis|Menge/1|2,50|3")]
    [InlineData("ID;Product\nC;1\nP2;3\n", "ID|Product/C|1/P2|3")]
    [InlineData("a,,c\n,,\n,2,\n", "a||c/|2")]
    [InlineData("\"field 1\",\"field 2\\\"\n\"field 3\\\",\"field 4\"\n", "field 1|field 2\\/field 3\\|field 4")]
    public void Are_cut_into_the_fields_they_mean(string text, string rows) =>
        string.Join('/', Opened.From(text).Only.Texts).ShouldBe(rows);

    [Fact]
    public void Come_back_as_they_were_written_with_any_separator_and_line_end()
    {
        var random = new Random(8_675_309);
        string[] pieces = ["a", "订单", "1,5", "x;y", "q\"q", "\"", "line\nbreak", "line\r\nbreak", " ", "é", "tab\tb", "p|p", "0", "2026-01-02"];
        for (var i = 0; i < 300; i++)
        {
            var separator = ",;\t|"[random.Next(4)];
            var newLine = new[] { "\n", "\r\n", "\r" }[random.Next(3)];
            var width = random.Next(2, 7);
            var rows = Enumerable.Range(0, random.Next(4, 30))
                .Select(_ => Enumerable.Range(0, width).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray())
                .ToArray();
            var text = string.Concat(rows.Select(r => string.Join(separator, r.Select(Quoted)) + newLine));

            var read = Opened.From(text).Only;

            read.Rows.Select(r => r.Cells.ToArray().Select(c => c.Text).ToArray()).ShouldBe(rows, text);
        }

        static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [Fact]
    public void Keep_numbers_as_the_text_they_are()
    {
        var cell = Opened.From("PLZ;Preis\n01067;1.234,50\n").Only[2, 1];

        cell.Kind.ShouldBe(CellKind.Text);
        cell.Text.ShouldBe("1.234,50");
    }

    [Fact]
    public void Take_their_sheets_name_from_the_file() =>
        Opened.From(Encoding.UTF8.GetBytes("a,b"), "PO 2026-17.csv").Only.Info.Name.ShouldBe("PO 2026-17");

    [Fact]
    public void Remember_records_and_cells_at_every_edge_of_the_buffer()
    {
        for (var filler = 32_740; filler < 32_790; filler++)
        {
            var text = new string('x', filler % 32_767) + ",\"q\"\"q\"\r\n1,2\r\n";
            var rows = Opened.From(text).Only.Rows;
            rows.Count.ShouldBe(2);
            rows[0].Cells[^1].Text.ShouldBe("q\"q");
            rows[1].Cells[0].Text.ShouldBe("1");
        }
    }

    [Fact]
    public void Show_characters_that_did_not_decode()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("客户,数量\n订单订单订单订单订单订单,1\n"), 0xE8, (byte)',', (byte)'2', (byte)'\n'];

        var opened = Opened.From(bytes, "x.csv");

        opened.Encoding.ShouldBe("utf-8");
        opened.Findings.Single().Code.ShouldBe("text-bad-characters");
        opened.Findings.Single().Where.ShouldBe("x!A3");
    }
}
