using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Spreadsheets.Text;
using IntegrationHub.Core.Spreadsheets.Xml;

namespace IntegrationHub.Core.Spreadsheets.Markup;

/// <summary>One page to read tables from.</summary>
/// <param name="name">Name of the sheet it becomes.</param>
/// <param name="source">Seekable bytes of the page; owned.</param>
/// <param name="stated">Charset stated outside the page; null when none.</param>
internal sealed partial class HtmlPage(string name, Stream source, string? stated) : IDisposable
{
    private const int HeadBytes = 4096;
    private readonly Lazy<DetectedEncoding> _encoding = new(() => Find(source, stated));

    public string Name => name;

    public string Encoding => _encoding.Value.Name;

    /// <summary>The page as UTF-8 from its beginning; the stream stays the page's.</summary>
    public Stream Open()
    {
        var encoding = _encoding.Value;
        source.Position = encoding.Preamble;
        return encoding.Encoding is UTF8Encoding
            ? new PrefixedStream(ReadOnlyMemory<byte>.Empty, source)
            : System.Text.Encoding.CreateTranscodingStream(source, encoding.Encoding, new UTF8Encoding(false), leaveOpen: true);
    }

    public void Dispose() => source.Dispose();

    /// <summary>A byte order mark, else the stated or declared charset where the page keeps to it, else what the bytes look like.</summary>
    private static DetectedEncoding Find(Stream source, string? stated)
    {
        source.Position = 0;
        var head = new byte[HeadBytes];
        var length = source.ReadAtLeast(head, head.Length, false);
        var declared = Charset().Match(System.Text.Encoding.Latin1.GetString(head, 0, length)) is { Success: true } match ? match.Groups[1].Value : null;
        var detected = EncodingDetector.Detect(source);
        if (detected.Preamble > 0 || detected.Name is "utf-8" or "utf-16le" or "utf-16be")
        {
            return detected;
        }

        foreach (var label in (ReadOnlySpan<string?>)[declared, stated])
        {
            if (label is not null && NamedEncoding.Find(label) is { } encoding and not UTF8Encoding)
            {
                return new DetectedEncoding(encoding, encoding.WebName);
            }
        }

        return detected;
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?([A-Za-z0-9_\\-]+)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Charset();
}
