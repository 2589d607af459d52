using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>Finds the encoding of an XML stream (byte order mark, shape of the first bytes, declaration) and turns it into UTF-8.</summary>
internal static class XmlEncoding
{
    private const int HeadLength = 256;

    public static Stream ToUtf8(Stream source)
    {
        var head = new byte[HeadLength];
        var length = source.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var encoding = Find(head.AsSpan(0, length), out var skip);
        var whole = new PrefixedStream(head.AsMemory(skip, length - skip), source);
        return encoding is null ? whole : Encoding.CreateTranscodingStream(whole, encoding, new UTF8Encoding(false));
    }

    /// <summary>The encoding to transcode from; null for UTF-8 and ASCII.</summary>
    public static Encoding? Find(ReadOnlySpan<byte> head, out int skip)
    {
        skip = 0;
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            skip = 3;
            return null;
        }

        if (head.StartsWith<byte>([0xFF, 0xFE, 0, 0]) || head.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
        {
            skip = 4;
            return new UTF32Encoding(head[0] == 0, false);
        }

        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
        {
            skip = 2;
            return new UnicodeEncoding(head[0] == 0xFE, false);
        }

        if (head.StartsWith<byte>([(byte)'<', 0, 0, 0]) || head.StartsWith<byte>([0, 0, 0, (byte)'<']))
        {
            return new UTF32Encoding(head[0] == 0, false);
        }

        if (head.StartsWith<byte>([(byte)'<', 0]) || head.StartsWith<byte>([0, (byte)'<']))
        {
            return new UnicodeEncoding(head[0] == 0, false);
        }

        if (head.StartsWith<byte>([0x4C, 0x6F, 0xA7, 0x94]))
        {
            throw ReadBudget.Stop(WorkbookFindings.NotSupported, "XML in EBCDIC", "EBCDIC 编码的 XML");
        }

        return Declared(head);
    }

    private static Encoding? Declared(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("?>"u8);
        if (!head.StartsWith("<?xml"u8) || end < 0)
        {
            return null;
        }

        var declaration = Encoding.Latin1.GetString(head[..end]);
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var quotes = at < 0 ? [] : declaration[at..].Split('"', '\'');
        var name = quotes.Length > 1 ? quotes[1].Trim().ToLowerInvariant() : string.Empty;

        // UTF-16 declared in bytes that read as ASCII is a wrong label: a tool rewrote the bytes and kept the declaration.
        if (name is "" or "utf-8" or "utf8" or "us-ascii" or "ascii" || name.StartsWith("utf-16", StringComparison.Ordinal) || name.StartsWith("ucs-", StringComparison.Ordinal))
        {
            return null;
        }

        return NamedEncoding.Find(name) ?? throw ReadBudget.Stop(WorkbookFindings.NotSupported, $"XML in the encoding “{name}”", $"“{name}”编码的 XML");
    }
}
