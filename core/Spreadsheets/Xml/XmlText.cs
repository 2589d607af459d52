using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Xml;

/// <summary>Turns raw character data into text: the five predefined entities, numeric references, line ends.</summary>
internal static class XmlText
{
    private const int LongestReference = 12;
    private static readonly SearchValues<byte> Special = SearchValues.Create("&\r"u8);

    public static string Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny(Special) < 0)
        {
            return Encoding.UTF8.GetString(raw);
        }

        var bytes = new ByteBuilder(raw.Length);
        Append(bytes, raw, false);
        return Encoding.UTF8.GetString(bytes.Span);
    }

    /// <summary>Appends the text as UTF-8; what is no reference known to XML itself stays as it stands.</summary>
    public static void Append(ByteBuilder target, ReadOnlySpan<byte> raw, bool isCData)
    {
        while (true)
        {
            var at = isCData ? raw.IndexOf((byte)'\r') : raw.IndexOfAny(Special);
            if (at < 0)
            {
                target.Append(raw);
                return;
            }

            target.Append(raw[..at]);
            if (raw[at] == (byte)'\r')
            {
                target.Append((byte)'\n');
                raw = raw[(at + (at + 1 < raw.Length && raw[at + 1] == (byte)'\n' ? 2 : 1))..];
                continue;
            }

            raw = raw[at..];
            var semicolon = raw[..Math.Min(raw.Length, LongestReference)].IndexOf((byte)';');
            if (semicolon < 2 || !AppendReference(target, raw[1..semicolon]))
            {
                target.Append((byte)'&');
                raw = raw[1..];
                continue;
            }

            raw = raw[(semicolon + 1)..];
        }
    }

    /// <summary>Length that can be taken from a full buffer without cutting a reference, a character or a line end.</summary>
    public static int WholeLength(ReadOnlySpan<byte> bytes)
    {
        var tail = Math.Max(0, bytes.Length - LongestReference);
        var ampersand = bytes[tail..].LastIndexOf((byte)'&');
        if (ampersand >= 0 && bytes[(tail + ampersand)..].IndexOf((byte)';') < 0 && tail + ampersand > 0)
        {
            return tail + ampersand;
        }

        var length = bytes.Length;
        while (length > 1 && bytes.Length - length < 4 && (bytes[length - 1] & 0xC0) == 0x80)
        {
            length--;
        }

        if (length > 1 && (bytes[length - 1] >= 0xC0 || bytes[length - 1] == (byte)'\r'))
        {
            return length - 1;
        }

        return bytes.Length;
    }

    private static bool AppendReference(ByteBuilder target, ReadOnlySpan<byte> name)
    {
        if (name[0] == (byte)'#')
        {
            var hex = name.Length > 1 && name[1] is (byte)'x' or (byte)'X';
            if (!uint.TryParse(name[(hex ? 2 : 1)..], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                return false;
            }

            Span<byte> utf8 = stackalloc byte[4];
            var rune = code != 0 && Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;
            target.Append(utf8[..rune.EncodeToUtf8(utf8)]);
            return true;
        }

        byte? character = name switch
        {
            _ when name.SequenceEqual("lt"u8) => (byte)'<',
            _ when name.SequenceEqual("gt"u8) => (byte)'>',
            _ when name.SequenceEqual("amp"u8) => (byte)'&',
            _ when name.SequenceEqual("quot"u8) => (byte)'"',
            _ when name.SequenceEqual("apos"u8) => (byte)'\'',
            _ => null,
        };
        if (character is { } found)
        {
            target.Append(found);
        }

        return character is not null;
    }
}
