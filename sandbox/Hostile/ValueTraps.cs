using System.Text;
using static IntegrationHub.Sandbox.Hostile.Expectation;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>Attacks by values: numbers that are none, indexes that point nowhere, text that wants to be run.</summary>
internal static class ValueTraps
{
    public static IEnumerable<HostileCase> Cases()
    {
        yield return Quantity("quantity-1e309.xlsx", Readable, "<v>1E309</v>");
        yield return Quantity("quantity-nan.xlsx", Readable, "<v>NaN</v>");
        yield return Quantity("quantity-infinity.xlsx", Readable, "<v>-INF</v>");
        yield return Quantity("quantity-400-digits.xlsx", Readable, $"<v>{new string('9', 400)}</v>");
        yield return Quantity("quantity-tiny.xlsx", Readable, "<v>1E-400</v>");
        yield return Quantity("quantity-beyond-decimal.xlsx", Readable, "<v>7.9E+28</v>");
        yield return Quantity("quantity-empty.xlsx", Readable, "<v></v>");
        yield return Quantity("quantity-words.xlsx", Readable, "<v>five</v>");
        yield return Quantity("quantity-formula-without-value.xlsx", Readable, "<f>1/0</f>");
        yield return Quantity("quantity-error.xlsx", Readable, "<v>#DIV/0!</v>", " t=\"e\"");
        yield return Quantity("quantity-negative.xlsx", Readable, "<v>-5</v>");
        yield return Quantity("string-index-99.xlsx", Either, "<v>99</v>", " t=\"s\"");
        yield return Quantity("string-index-negative.xlsx", Either, "<v>-1</v>", " t=\"s\"");
        yield return Quantity("string-index-overflow.xlsx", Either, "<v>4294967296</v>", " t=\"s\"");
        yield return Quantity("style-index-beyond.xlsx", Readable, "<v>5</v>", " s=\"4000000000\"");
        yield return Quantity("unknown-cell-type.xlsx", Either, "<v>5</v>", " t=\"x\"");
        yield return Quantity("cell-40000-characters.xlsx", Either, $"<is><t>{new string('长', 40_000)}</t></is>", " t=\"inlineStr\"");

        yield return new("shared-string-count-lies.xlsx", Readable, "a table that claims 2^31-1 strings and has one", output =>
            new Package().With("xl/sharedStrings.xml", $"<sst {Package.Main} count=\"2147483647\" uniqueCount=\"2147483647\"><si><t>a</t></si></sst>").Write(output));
        yield return new("formula-injection.xlsx", Readable, "text that a spreadsheet would run if it were written back as a formula", output =>
            new Package().WithRows(
                Package.Row(1, "Order No.", "Order Date", "Customer", "Item Code", "Description", "Qty") +
                Package.Row(2, "=cmd|'/c calc'!A0", "2026-03-05", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "=HYPERLINK(\"http://127.0.0.1:9/?\"&A1,\"ok\")", "5") +
                Package.Row(3, "-2+3", "2026-03-05", "\t=1+1", "<script>alert(1)</script>", "'; DROP TABLE orders; --", "7")).Write(output));
        yield return new("formula-injection.csv", Readable, "the same as text", output => output.Write(Encoding.UTF8.GetBytes(
            "Order No.,Order Date,Customer,Item Code,Description,Qty\r\n\"=cmd|'/c calc'!A0\",2026-03-05,@SUM(1),+1+1,\"=HYPERLINK(\"\"http://127.0.0.1:9/\"\")\",5\r\n")));
        yield return new("control-characters.csv", Readable, "terminal control sequences and right-to-left marks in names", output => output.Write(Encoding.UTF8.GetBytes(
            "Order No.,Order Date,Customer,Item Code,Description,Qty\r\nPO-1,2026-03-05,\u001b[31mExample\u202E Ltd,A-1,\u0007x\u200B,5\r\n")));
    }

    private static HostileCase Quantity(string name, Expectation expect, string value, string type = "") =>
        new(name, expect, $"a quantity cell with {(value.Length > 40 ? value[..40] + "…" : value)}", output => new Package().WithRows(
            Package.Row(1, "Order No.", "Order Date", "Customer", "Item Code", "Qty") +
            Package.Row(2, "PO-1001", "2026-03-05", "Example Engineering Ltd", "A-100").Replace(
                "</row>", $"<c r=\"E2\"{type}>{value}</c></row>", StringComparison.Ordinal)).Write(output));
}
