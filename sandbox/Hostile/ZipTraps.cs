using System.Buffers.Binary;
using System.IO.Compression;
using static IntegrationHub.Sandbox.Hostile.Expectation;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>Attacks by the container: bombs, lies about sizes, missing ends.</summary>
internal static class ZipTraps
{
    private static readonly string s_blanks = new(' ', 1 << 20);
    private static readonly string s_letters = new('A', 1 << 20);

    public static IEnumerable<HostileCase> Cases()
    {
        yield return new("bomb-blanks-in-sheet.xlsx", Failed, "1 GiB of blanks in the sheet's XML", output =>
            new Package().WithRows(writer => Package.Repeat(writer, s_blanks, 1024)).Write(output));
        yield return new("bomb-inline-string.xlsx", Failed, "one cell with 256 MiB of text", output =>
            new Package().WithRows(writer =>
            {
                writer.Write("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
                Package.Repeat(writer, s_letters, 256);
                writer.Write("</t></is></c></row>");
            }).Write(output));
        yield return new("bomb-shared-strings.xlsx", Failed, "512 shared strings of 1 MiB", output =>
            new Package().With("xl/sharedStrings.xml", writer =>
            {
                writer.Write($"<sst {Package.Main}>");
                for (var i = 0; i < 512; i++)
                {
                    writer.Write("<si><t>");
                    writer.Write(s_letters);
                    writer.Write("</t></si>");
                }

                writer.Write("</sst>");
            }).Write(output));
        yield return new("bomb-10m-shared-strings.xlsx", Either, "ten million equal shared strings", output =>
            new Package().With("xl/sharedStrings.xml", writer =>
            {
                writer.Write($"<sst {Package.Main} count=\"10000000\" uniqueCount=\"10000000\">");
                Package.Repeat(writer, "<si><t>abc</t></si>", 10_000_000);
                writer.Write("</sst>");
            }).Write(output));
        yield return new("many-unique-shared-strings.xlsx", Either, "1.5 million different shared strings, none of them used twice", output =>
            new Package().With("xl/sharedStrings.xml", writer =>
            {
                writer.Write($"<sst {Package.Main}>");
                for (var i = 0; i < 1_500_000; i++)
                {
                    writer.Write($"<si><t>text {i * 7919L}</t></si>");
                }

                writer.Write("</sst>");
            }).Write(output));
        yield return new("bomb-in-unused-part.xlsx", Either, "512 MiB in a part that nobody asks for", output =>
            new Package().With("xl/media/image1.bin", writer => Package.Repeat(writer, s_blanks, 512)).Write(output));
        yield return new("bomb-styles.xlsx", Failed, "256 MiB of blanks in the styles", output =>
            new Package().With("xl/styles.xml", writer =>
            {
                writer.Write($"<styleSheet {Package.Main}>");
                Package.Repeat(writer, s_blanks, 256);
                writer.Write("</styleSheet>");
            }).Write(output));

        foreach (var (percent, keep) in new[] { (1, 0.01), (40, 0.4), (90, 0.9), (99, 0.99) })
        {
            yield return new($"truncated-at-{percent}-percent.xlsx", Failed, "the end of the file is missing", output =>
            {
                var whole = new Package().ToArray();
                output.Write(whole.AsSpan(0, (int)(whole.Length * keep)));
            });
        }

        yield return Patched("size-too-small.xlsx", Either, "the directory claims one byte per part", (bytes, central) =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(central + 24), 1));
        yield return Patched("size-too-large.xlsx", Either, "the directory claims 4 GB per part", (bytes, central) =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(central + 24), 0xFFFFFFFE));
        yield return Patched("offset-beyond-end.xlsx", Failed, "parts begin behind the end of the file", (bytes, central) =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(central + 42), 0x7FFFFFFF));
        yield return Patched("unknown-compression.xlsx", Failed, "a compression method that does not exist", (bytes, central) =>
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(central + 10), 97));
        yield return Patched("marked-encrypted.xlsx", Either, "parts marked as encrypted that are not", (bytes, central) =>
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(central + 8), 1));
        yield return new("65000-parts.xlsx", Either, "a directory with 65,000 parts", output =>
        {
            var package = new Package();
            for (var i = 0; i < 65_000; i++)
            {
                package.With($"x/{i}", "");
            }

            package.Write(output);
        });
        yield return new("path-traversal.xlsx", Readable, "part names that climb out of the folder", output =>
            new Package().With("../../../../tmp/evil.xml", "<x/>").With("/etc/evil", "<x/>").With("C:\\evil.xml", "<x/>").Write(output));
        yield return new("duplicate-part.xlsx", Either, "two parts with one name", output =>
        {
            using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
            for (var i = 0; i < 2; i++)
            {
                using var writer = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open());
                writer.Write("<workbook/>");
            }
        });
        yield return new("only-the-letters-pk.xlsx", Failed, "the first four bytes of a zip", output => output.Write("PK\u0003\u0004"u8));
        yield return new("empty-zip.xlsx", Failed, "a zip without parts", output =>
        {
            using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        });
        yield return new("zip-of-a-zip.xlsx", Failed, "a workbook packed once more", output =>
        {
            using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
            using var entry = zip.CreateEntry("order.xlsx").Open();
            entry.Write(new Package().ToArray());
        });
    }

    private static HostileCase Patched(string name, Expectation expect, string why, Action<byte[], int> patch) => new(name, expect, why, output =>
    {
        var bytes = new Package().ToArray();
        for (var at = 0; (at = Find(bytes, at)) >= 0; at += 46)
        {
            patch(bytes, at);
        }

        output.Write(bytes);
    });

    /// <summary>The next entry of the central directory (APPNOTE 4.3.12).</summary>
    private static int Find(byte[] bytes, int from)
    {
        var index = bytes.AsSpan(from).IndexOf("PK\u0001\u0002"u8);
        return index < 0 ? -1 : from + index;
    }
}
