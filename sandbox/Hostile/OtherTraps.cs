using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using static IntegrationHub.Sandbox.Hostile.Expectation;

namespace IntegrationHub.Sandbox.Hostile;

/// <summary>Attacks by the other formats: OpenDocument, XML 2003, the old binary workbook, and things that are no tables.</summary>
internal static class OtherTraps
{
    private const string Office =
        "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

    public static IEnumerable<HostileCase> Cases()
    {
        yield return Ods("repeated-columns.ods", Either, "a value repeated over a thousand million columns",
            "<table:table-row><table:table-cell table:number-columns-repeated=\"1000000000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>");
        yield return Ods("repeated-rows.ods", Either, "a row with a value repeated a thousand million times",
            "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>");
        yield return Ods("repeated-blanks.ods", Either, "a blank repeated two thousand million times in a text",
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2000000000\"/>b</text:p></table:table-cell></table:table-row>");
        yield return Ods("negative-repeats.ods", Either, "repeats below zero and beyond 64 bits",
            "<table:table-row table:number-rows-repeated=\"-1\"><table:table-cell table:number-columns-repeated=\"99999999999999999999\"/></table:table-row>");
        yield return Text("entity-bomb.xml", Failed, "nested entities in XML 2003",
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">&c;</Workbook>");
        yield return Text("index-2000000000.xml", Either, "a row index of two thousand million in XML 2003",
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row ss:Index=\"2000000000\"><Cell ss:Index=\"2000000000\"><Data ss:Type=\"Number\">1</Data></Cell></Row></Table></Worksheet></Workbook>");
        yield return Text("far-cell.slk", Either, "a cell far outside in SYLK", "ID;PWXL;N;E\r\nC;Y2000000000;X2000000000;K1\r\nE\r\n");

        yield return Compound("compound-header-only.xls", "the header of a compound file and nothing behind it", (_, _) => 512);
        yield return Compound("compound-fat-cycle.xls", "a sector chain that runs in a circle", (bytes, _) =>
        {
            for (var i = 0; i < 128; i++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(512 + (i * 4)), (uint)((i + 1) % 128));
            }

            return bytes.Length;
        });
        yield return Compound("compound-huge-sectors.xls", "sectors of two gigabytes", (bytes, header) =>
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header.Span[30..], 31);
            return bytes.Length;
        });
        yield return Compound("compound-huge-fat.xls", "an allocation table that claims two thousand million sectors", (bytes, header) =>
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.Span[44..], 0x7FFFFFFF);
            BinaryPrimitives.WriteUInt32LittleEndian(header.Span[72..], 0x7FFFFFFF);
            return bytes.Length;
        });

        yield return new("gzip-bomb.xlsx", Failed, "64 MiB of NUL as gzip under the name of a workbook", output =>
        {
            using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
            var block = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(block);
            }
        });
        yield return new("a-picture.xlsx", Failed, "the beginning of a PNG", output =>
            output.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]));
        yield return Text("a-document.xlsx", Failed, "the beginning of a PDF", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n");
    }

    private static HostileCase Text(string name, Expectation expect, string why, string text) =>
        new(name, expect, why, output => output.Write(Encoding.UTF8.GetBytes(text)));

    private static HostileCase Ods(string name, Expectation expect, string why, string rows) => new(name, expect, why, output =>
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        using (var type = new StreamWriter(zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open()))
        {
            type.Write("application/vnd.oasis.opendocument.spreadsheet");
        }

        using var content = new StreamWriter(zip.CreateEntry("content.xml").Open());
        content.Write($"<?xml version=\"1.0\"?><office:document-content {Office}><office:body><office:spreadsheet><table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>");
    });

    /// <summary>A compound file (MS-CFB 2.2) whose header is right until <paramref name="spoil"/> changes it; returns the length to keep.</summary>
    private static HostileCase Compound(string name, string why, Func<byte[], Memory<byte>, int> spoil) => new(name, Failed, why, output =>
    {
        var bytes = new byte[512 * 4];
        ReadOnlySpan<byte> signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(bytes);
        var header = bytes.AsMemory(0, 512);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Span[24..], 0x3E);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Span[26..], 3);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Span[28..], 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Span[30..], 9);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Span[32..], 6);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Span[44..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Span[48..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Span[56..], 4096);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Span[60..], 0xFFFFFFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Span[68..], 0xFFFFFFFE);
        header.Span[76..].Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(header.Span[76..], 0);
        var length = spoil(bytes, header);
        output.Write(bytes.AsSpan(0, length));
    });
}
