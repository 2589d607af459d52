using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Spreadsheets.Reading;

namespace IntegrationHub.Core.Spreadsheets.Markup;

/// <summary>The HTML parts of a single-file web page (.mht), which Excel saves and some systems export as .xls.</summary>
internal static partial class WebArchive
{
    private const int MaxBytes = 64 << 20;
    private const int MaxParts = 1000;

    public static IReadOnlyList<HtmlPage> Pages(string path, string name, ReadBudget budget)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw ReadBudget.TooLarge("a web archive", "网页归档", $"{MaxBytes >> 20} MB");
        }

        // Latin-1 keeps every byte; the parts are decoded by their own charset later.
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        var boundary = Boundary().Match(text, 0, Math.Min(text.Length, 1 << 16));
        var parts = boundary.Success ? text.Split("--" + boundary.Groups[1].Value, MaxParts) : [text];
        var pages = new List<HtmlPage>();
        foreach (var part in parts)
        {
            budget.Tick();
            if (Page(part, name, pages.Count) is { } page)
            {
                pages.Add(page);
            }
        }

        return pages.Count > 0 ? pages : throw ReadBudget.Stop(WorkbookFindings.NoSheet);
    }

    private static HtmlPage? Page(string part, string name, int index)
    {
        var blank = BlankLine().Match(part);
        if (!blank.Success)
        {
            return null;
        }

        var header = Unfold().Replace(part[..blank.Index], " ");
        var type = Field(header, "Content-Type");
        if (type is null || !type.Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var body = part[(blank.Index + blank.Length)..];
        var bytes = Field(header, "Content-Transfer-Encoding")?.Trim().ToLowerInvariant() switch
        {
            "base64" => Base64(body),
            "quoted-printable" => QuotedPrintable(body),
            _ => Encoding.Latin1.GetBytes(body),
        };
        if (!Encoding.Latin1.GetString(bytes).Contains("<t", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var charset = Charset().Match(type);
        var sheet = index == 0 ? Path.GetFileNameWithoutExtension(name) : $"{Path.GetFileNameWithoutExtension(name)} {index + 1}";
        return new HtmlPage(sheet, new MemoryStream(bytes, false), charset.Success ? charset.Groups[1].Value : null);
    }

    private static string? Field(string header, string name)
    {
        foreach (var line in header.Split('\n'))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    private static byte[] Base64(string body)
    {
        var digits = new string([.. body.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);
        digits = digits[..(digits.Length - (digits.Length % 4 == 1 ? 1 : 0))];
        var bytes = new byte[digits.Length];
        return Convert.TryFromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='), bytes, out var written) ? bytes[..written] : [];
    }

    private static byte[] QuotedPrintable(string body)
    {
        var bytes = new MemoryStream(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '=')
            {
                bytes.WriteByte((byte)body[i]);
            }
            else if (i + 2 < body.Length && char.IsAsciiHexDigit(body[i + 1]) && char.IsAsciiHexDigit(body[i + 2]))
            {
                bytes.WriteByte(Convert.ToByte(body.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                // A soft line break.
                i += i + 2 < body.Length && body[i + 1] == '\r' ? 2 : 1;
            }
        }

        return bytes.ToArray();
    }

    [GeneratedRegex("boundary\\s*=\\s*\"?([^\"\\r\\n;]{1,200})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex("charset\\s*=\\s*\"?([A-Za-z0-9_\\-]+)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Charset();

    [GeneratedRegex("\\r?\\n\\r?\\n", RegexOptions.None, 1000)]
    private static partial Regex BlankLine();

    [GeneratedRegex("\\r?\\n[ \\t]+", RegexOptions.None, 1000)]
    private static partial Regex Unfold();
}
