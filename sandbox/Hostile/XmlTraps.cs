using System.Text;
using static IntegrationHub.Sandbox.Hostile.Expectation;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>Attacks by the XML inside: entities, depth, breadth, broken text.</summary>
internal static class XmlTraps
{
    private const string Laughs =
        """
        <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>
        """;

    private static readonly string[] s_parts = [Package.SheetPart, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"];

    public static IEnumerable<HostileCase> Cases()
    {
        foreach (var part in s_parts)
        {
            var stem = Path.GetFileNameWithoutExtension(part).ToLowerInvariant();
            yield return new($"entity-bomb-{stem}.xlsx", Failed, $"nested entities in {part}", output =>
                new Package().With(part, $"{Laughs}<x {Package.Main}>&h;</x>").Write(output));
            yield return new($"malformed-{stem}.xlsx", Either, $"unclosed elements in {part}", output =>
                new Package().With(part, $"<x {Package.Main}><y><z attr=>").Write(output));
        }

        yield return new("external-entity.xlsx", Failed, "an entity that reads a file of the machine", output =>
            new Package().With("xl/sharedStrings.xml",
                $"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><sst {Package.Main}><si><t>&f;</t></si></sst>").Write(output));
        yield return new("external-dtd.xlsx", Either, "a document type loaded from the network", output =>
            new Package().With(Package.SheetPart,
                $"<?xml version=\"1.0\"?><!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\"><worksheet {Package.Main}><sheetData/></worksheet>").Write(output));
        yield return new("quadratic-entity.xlsx", Failed, "one long entity used many times", output =>
            new Package().With("xl/sharedStrings.xml", writer =>
            {
                writer.Write($"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"{new string('a', 50_000)}\">]><sst {Package.Main}><si><t>");
                Package.Repeat(writer, "&a;", 50_000);
                writer.Write("</t></si></sst>");
            }).Write(output));
        yield return new("deep-rich-text.xlsx", Either, "200,000 elements inside each other", output =>
            new Package().With("xl/sharedStrings.xml", writer =>
            {
                writer.Write($"<sst {Package.Main}><si>");
                Package.Repeat(writer, "<r>", 200_000);
                writer.Write("<t>x</t>");
                Package.Repeat(writer, "</r>", 200_000);
                writer.Write("</si></sst>");
            }).Write(output));
        yield return new("deep-sheet.xlsx", Either, "500,000 unknown elements inside each other", output =>
            new Package().With(Package.SheetPart, writer =>
            {
                writer.Write($"<worksheet {Package.Main}>");
                Package.Repeat(writer, "<x>", 500_000);
                Package.Repeat(writer, "</x>", 500_000);
                writer.Write("<sheetData/></worksheet>");
            }).Write(output));
        yield return new("many-attributes.xlsx", Either, "one element with 60,000 attributes", output =>
            new Package().WithRows(writer =>
            {
                writer.Write("<row r=\"1\"");
                for (var i = 0; i < 60_000; i++)
                {
                    writer.Write($" a{i}=\"\"");
                }

                writer.Write("><c r=\"A1\"><v>1</v></c></row>");
            }).Write(output));
        yield return new("many-namespaces.xlsx", Either, "20,000 namespace prefixes, each element looking one up", output =>
            new Package().With(Package.SheetPart, writer =>
            {
                writer.Write($"<worksheet {Package.Main}");
                for (var i = 0; i < 20_000; i++)
                {
                    writer.Write($" xmlns:p{i}=\"urn:p{i}\"");
                }

                writer.Write("><sheetData><row r=\"1\">");
                for (var i = 0; i < 5_000; i++)
                {
                    writer.Write($"<p{i}:c/>");
                }

                writer.Write("</row></sheetData></worksheet>");
            }).Write(output));
        yield return new("long-element-name.xlsx", Either, "an element name of 16 MiB", output =>
            new Package().With(Package.SheetPart, writer =>
            {
                writer.Write('<');
                Package.Repeat(writer, new string('n', 1 << 16), 256);
                writer.Write("/>");
            }).Write(output));
        yield return new("endless-comment.xlsx", Either, "a comment of 64 MiB", output =>
            new Package().With(Package.SheetPart, writer =>
            {
                writer.Write($"<worksheet {Package.Main}><!--");
                Package.Repeat(writer, new string('c', 1 << 16), 1024);
                writer.Write("--><sheetData/></worksheet>");
            }).Write(output));
        yield return new("nul-character.xlsx", Either, "characters that XML forbids", output =>
            new Package().WithRows("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&#0;&#xD800;\u0001</t></is></c></row>").Write(output));
        yield return new("invalid-utf8.xlsx", Either, "bytes that are no UTF-8", output =>
            new Package().With("xl/sharedStrings.xml", writer =>
            {
                writer.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst {Package.Main}><si><t>");
                writer.Flush();
                writer.BaseStream.Write([0xC3, 0x28, 0xF0, 0x80, 0x80, 0xFF]);
                writer.Write("</t></si></sst>");
            }).Write(output));
        yield return new("utf16-parts.xlsx", Readable, "parts in UTF-16, which the format allows", output =>
            new Package().With(Package.SheetPart, writer =>
                writer.BaseStream.Write([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(
                    $"<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet {Package.Main}><sheetData>{Package.OrderRows}</sheetData></worksheet>")])).Write(output));
        yield return new("strange-encoding.xlsx", Either, "an encoding that nobody has", output =>
            new Package().With(Package.SheetPart, $"<?xml version=\"1.0\" encoding=\"x-klingon\"?><worksheet {Package.Main}><sheetData/></worksheet>").Write(output));
    }
}
