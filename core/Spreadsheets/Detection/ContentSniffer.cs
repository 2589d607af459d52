using System.IO.Compression;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Containers;
using IntegrationHub.Core.Spreadsheets.Reading;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Detection;

/// <summary>Tells from the content alone which reader a file needs, or names what it is instead of a table.</summary>
internal static class ContentSniffer
{
    private const int HeadBytes = 64 * 1024;

    /// <exception cref="UnreadableWorkbookException">The file is no table, or of a kind that is not read.</exception>
    public static FileKind Detect(Stream file)
    {
        var buffer = new byte[HeadBytes];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, HeadBytes, false));
        if (head.IndexOfAnyExcept(" \t\r\n\0"u8) < 0)
        {
            throw ReadBudget.Stop(WorkbookFindings.Empty);
        }

        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
        {
            return FileKind.Zip;
        }

        if (head.StartsWith(CompoundFile.Signature))
        {
            return FileKind.Compound;
        }

        if (head.Length > 8 && head[0] == 9 && head[1] is 0 or 2 or 4 or 8 && head[2] is >= 4 and <= 16 && head[3] == 0 && head[5] is 0 or 1 or 2 or 4 or 5 or 6)
        {
            return FileKind.OldBinary;
        }

        if (MagicNumbers.Find(head, file.Length) is { } known)
        {
            throw known.Refuse();
        }

        if (head.StartsWith<byte>([0x1F, 0x8B]))
        {
            throw Gzip(buffer.AsMemory(0, head.Length)).Refuse();
        }

        return Textual(head);
    }

    private static KnownFormat Gzip(ReadOnlyMemory<byte> head)
    {
        var start = new byte[1024];
        var length = 0;
        try
        {
            using var inflated = new GZipStream(new MemoryStream(head.ToArray()), CompressionMode.Decompress);
            length = inflated.ReadAtLeast(start, start.Length, false);
        }
        catch (InvalidDataException)
        {
            length = 0;
        }

        return start.AsSpan(0, length).IndexOf("gnumeric"u8) >= 0 || start.AsSpan(0, length).IndexOf("Workbook"u8) >= 0
            ? KnownFormat.Sheet("a Gnumeric workbook", "Gnumeric 工作簿")
            : KnownFormat.Other("a gzip archive", "gzip 压缩包");
    }

    private static FileKind Textual(ReadOnlySpan<byte> head)
    {
        var encoding = XmlEncoding.Find(head, out var skip);
        var text = (encoding ?? Encoding.Latin1).GetString(head[skip..]).TrimStart();
        if (text.StartsWith('<'))
        {
            return Markup(text);
        }

        if (IsSylk(text))
        {
            return FileKind.Sylk;
        }

        if (IsMail(text))
        {
            return IsWebArchive(text) ? FileKind.Mhtml : throw KnownFormat.Other("an e-mail", "电子邮件").Refuse();
        }

        if (text.StartsWith('{') && text.AsSpan(1).TrimStart().StartsWith("\"", StringComparison.Ordinal) && text.Contains("\":", StringComparison.Ordinal))
        {
            throw KnownFormat.Other("a JSON document", "JSON 文档").Refuse();
        }

        return FileKind.Text;
    }

    private static FileKind Markup(string text)
    {
        var start = text[..Math.Min(text.Length, 8192)];
        if (start.Contains("urn:schemas-microsoft-com:office:spreadsheet", StringComparison.OrdinalIgnoreCase)
            && !start.Contains("<html", StringComparison.OrdinalIgnoreCase))
        {
            return FileKind.Xml2003;
        }

        if (start.Contains("opendocument", StringComparison.OrdinalIgnoreCase) && start.Contains(":document", StringComparison.Ordinal))
        {
            return FileKind.FlatOds;
        }

        if (start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("doctype html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<table", StringComparison.OrdinalIgnoreCase))
        {
            return FileKind.Html;
        }

        if (start.Contains("gnumeric", StringComparison.OrdinalIgnoreCase))
        {
            throw KnownFormat.Sheet("a Gnumeric workbook", "Gnumeric 工作簿").Refuse();
        }

        if (start.Contains("schemas.microsoft.com/office/word", StringComparison.OrdinalIgnoreCase))
        {
            throw KnownFormat.Other("a Word document", "Word 文档").Refuse();
        }

        if (start.Contains("schemas.uof.org", StringComparison.OrdinalIgnoreCase) || start.Contains("<uof:UOF", StringComparison.Ordinal))
        {
            throw KnownFormat.Sheet("a UOF document (uniform office format)", "标文通 UOF 文档").Refuse();
        }

        if (start.Contains("office/2006/xmlPackage", StringComparison.OrdinalIgnoreCase))
        {
            throw KnownFormat.Sheet("an Office document saved as one XML file", "以单个 XML 文件保存的 Office 文档").Refuse();
        }

        if (start.Contains("<svg", StringComparison.OrdinalIgnoreCase))
        {
            throw KnownFormat.Other("an image (SVG)", "图片（SVG）").Refuse();
        }

        if (start.Contains("<!ENTITY", StringComparison.OrdinalIgnoreCase))
        {
            throw ReadBudget.Stop(WorkbookFindings.DocumentType);
        }

        if (start.StartsWith("<?xml", StringComparison.Ordinal) || IsElement(start))
        {
            throw KnownFormat.Other("an XML document without a table", "不含表格的 XML 文档").Refuse();
        }

        return FileKind.Text;
    }

    /// <summary>The first line alone is not enough: a header row may well begin with <c>ID;Price</c>, which even Excel takes for SYLK.</summary>
    private static bool IsSylk(string text)
    {
        if (!text.StartsWith("ID;", StringComparison.Ordinal))
        {
            return false;
        }

        var lines = text.Split('\n', 4);
        return lines.Length > 1 && lines[0].Length < 64
            && lines.Skip(1).Take(lines.Length > 3 ? 2 : lines.Length - 1).All(l => l.Length == 0 || l.TrimEnd() == "E" || (l.Length > 1 && l[1] == ';' && "PFBCONW".Contains(l[0], StringComparison.Ordinal)) || l.StartsWith("NN;", StringComparison.Ordinal) || l.StartsWith("NE;", StringComparison.Ordinal));
    }

    /// <summary>A tag that is closed again; a text line may well begin with a less-than sign.</summary>
    private static bool IsElement(string text)
    {
        var end = text.AsSpan(1).IndexOfAny(" >/\r\n");
        return end > 0 && char.IsAsciiLetter(text[1]) && text.Contains($"</{text.AsSpan(1, end)}", StringComparison.Ordinal);
    }

    private static bool IsMail(string text)
    {
        var header = text.AsSpan(0, Math.Min(text.Length, 4096));
        var line = header[..Math.Max(0, header.IndexOfAny('\r', '\n'))];
        var colon = line.IndexOf(':');
        if (colon <= 0)
        {
            return false;
        }

        var name = line[..colon];
        var isHeader = name is "MIME-Version" or "Return-Path" or "Received" or "Delivered-To" or "X-Mozilla-Status" or "Message-ID" or "Content-Type"
            || (name is "From" or "To" or "Subject" or "Date");
        return isHeader && (text.Contains("\nContent-Type:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase)
            || text.Contains("\nMessage-ID:", StringComparison.OrdinalIgnoreCase) || text.Contains("\nReceived:", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A page saved as one file has a MIME header like a mail, but was never sent to anybody.</summary>
    private static bool IsWebArchive(string text) =>
        !text.Contains("\nReceived:", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("\nTo:", StringComparison.OrdinalIgnoreCase)
        && text.Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
