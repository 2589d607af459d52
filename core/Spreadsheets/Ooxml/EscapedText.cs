using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>The escape <c>_xHHHH_</c> for characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19, ST_Xstring).</summary>
internal static class EscapedText
{
    private const int Length = 7;

    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        return utf8.IndexOf("_x"u8) < 0 ? text : Unescape(text);
    }

    public static string Unescape(string text)
    {
        var at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0 && at + Length <= text.Length)
        {
            if (text[at + 6] == '_' && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                result.Append(text, from, at - from).Append((char)code);
                from = at + Length;
                at = text.IndexOf("_x", from, StringComparison.Ordinal);
            }
            else
            {
                at = text.IndexOf("_x", at + 1, StringComparison.Ordinal);
            }
        }

        return result.Append(text, from, text.Length - from).Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }
}
