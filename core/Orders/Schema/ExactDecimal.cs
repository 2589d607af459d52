using System.Globalization;
using System.Text;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>Reads a JSON number into decimal without losing a digit, or refuses it.</summary>
internal static class ExactDecimal
{
    private const int AlwaysExact = 28;

    /// <summary>False where decimal cannot hold the number exactly, or the text is no JSON number. Scale is kept: 1.50 stays 1.50.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal value)
    {
        // Up to 28 characters without an exponent are at most 28 digits, which decimal always holds.
        if (text.Length <= AlwaysExact && !text.ContainsAny((byte)'e', (byte)'E'))
        {
            return System.Buffers.Text.Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;
        }

        if (text.Length > 512)
        {
            value = 0;
            return false;
        }

        Span<char> characters = stackalloc char[512];
        var length = Encoding.UTF8.GetChars(text, characters);
        return TryParse(characters[..length], out value);
    }

    /// <summary>The same for text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        var (digits, decimals, exponent) = Measure(text);
        var tooFine = digits > 0 && (long)decimals - exponent > AlwaysExact;
        if (digits > AlwaysExact || tooFine
            || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
        {
            value = 0;
            return digits == 29 && !tooFine && exponent == 0 && TryParseWidest(text, out value);
        }

        return true;
    }

    /// <summary>29 digits fit only below 2^96: parse and compare what came out.</summary>
    private static bool TryParseWidest(ReadOnlySpan<char> text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && text.SequenceEqual(value.ToString(CultureInfo.InvariantCulture));

    private static (int Digits, int Decimals, int Exponent) Measure(ReadOnlySpan<char> text)
    {
        int digits = 0, decimals = 0, exponent = 0;
        var behindPoint = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                behindPoint = true;
            }
            else if (c is 'e' or 'E')
            {
                if (!int.TryParse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 64)
                {
                    exponent = -1_000;
                }

                break;
            }
            else if (char.IsAsciiDigit(c))
            {
                digits += digits > 0 || c != '0' ? 1 : 0;
                decimals += behindPoint ? 1 : 0;
            }
        }

        return (digits, decimals, exponent);
    }
}
