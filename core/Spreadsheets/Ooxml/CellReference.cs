namespace IntegrationHub.Core.Spreadsheets.Ooxml;

/// <summary>References such as <c>B7</c> or <c>$B$7</c> in either case.</summary>
internal static class CellReference
{
    /// <summary>Reads one reference from UTF-8; column zero-based, row 0 where it names none. Values beyond a sheet are capped, not wrapped.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int column, out int row)
    {
        column = 0;
        row = 0;
        var i = 0;
        for (; i < text.Length; i++)
        {
            var letter = (uint)((text[i] | 0x20) - 'a');
            if (letter > 25)
            {
                if (text[i] != (byte)'$')
                {
                    break;
                }

                continue;
            }

            column = Math.Min((column * 26) + (int)letter + 1, 10_000_000);
        }

        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                return false;
            }

            row = (int)Math.Min((row * 10L) + digit, int.MaxValue);
        }

        return --column >= 0;
    }

    /// <summary>Reads a range such as <c>A1:C3</c>.</summary>
    public static bool TryParseRange(ReadOnlySpan<byte> text, out MergedRange range)
    {
        var colon = text.IndexOf((byte)':');
        range = default;
        if (!TryParse(colon < 0 ? text : text[..colon], out var left, out var top))
        {
            return false;
        }

        int right = left, bottom = top;
        if (colon >= 0 && !TryParse(text[(colon + 1)..], out right, out bottom))
        {
            return false;
        }

        range = new MergedRange(Math.Min(top, bottom), Math.Max(top, bottom), Math.Min(left, right), Math.Max(left, right));
        return true;
    }
}
