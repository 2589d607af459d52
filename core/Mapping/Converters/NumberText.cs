using System.Globalization;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>A number found in text, with what stood before and behind it.</summary>
internal readonly record struct FoundNumber(decimal Value, string Before, string Behind);

/// <summary>Reads numbers the way a locale writes them. It never guesses: what could mean two numbers is refused.</summary>
internal static class NumberText
{
    private const int MaxDigits = 28;

    /// <summary>Finds the one number in the text.</summary>
    /// <param name="text">Full-width digits already folded.</param>
    /// <param name="locale">How it is written.</param>
    /// <param name="found">The number.</param>
    /// <param name="fault">Why not.</param>
    public static bool TryFind(string text, NumberLocale locale, out FoundNumber found, out ConversionFault? fault)
    {
        found = default;
        if (TryPlain(text, locale, out var plain))
        {
            fault = null;
            found = new FoundNumber(plain, "", "");
            return true;
        }

        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            fault = new ConversionFault("it holds no number", "其中没有数字");
            return false;
        }

        // ".5" starts with its separator.
        if (first > 0 && text[first - 1] is '.' or ',' && (locale.Decimal == text[first - 1] || locale.Decimal == '\0'))
        {
            first--;
        }

        var end = first;
        for (var i = first; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                end = i + 1;
            }
            else if (!(IsSeparator(text[i], locale) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            {
                break;
            }
        }

        var behind = text[end..].Trim();
        var before = text[..first].Trim();
        var negative = StripSign(ref before, ref behind);
        if (behind.AsSpan().IndexOfAnyInRange('0', '9') >= 0 && !IsUnitWithDigit(behind))
        {
            fault = new ConversionFault("it holds more than one number", "其中不止一个数字");
            return false;
        }

        if (!TryParse(text.AsSpan(first, end - first), locale, out var value, out fault))
        {
            return false;
        }

        found = new FoundNumber(negative ? -value : value, before, behind);
        return true;
    }

    /// <summary>Digits with at most one point whose meaning is beyond doubt: nearly every number that a program wrote.</summary>
    private static bool TryPlain(string text, NumberLocale locale, out decimal value)
    {
        const int LongestExact = 18;
        value = 0;
        if (text.Length is 0 or > LongestExact || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        var point = -1;
        var digits = 0L;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits = (digits * 10) + (text[i] - '0');
            }
            else if (text[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var isClear = point < 0 || (decimals > 0 && (locale.Decimal == '.' || (locale.Decimal == '\0' && (decimals != 3 || point > 3 || text[0] == '0'))));
        if (isClear)
        {
            value = new decimal((int)(digits & 0xFFFFFFFF), (int)(digits >> 32), 0, isNegative: false, (byte)decimals);
        }

        return isClear;
    }

    private static bool IsSeparator(char c, NumberLocale locale) => c == locale.Decimal || c is '.' or ',' || locale.Groups.Contains(c);

    /// <summary><c>m2</c>, <c>m3</c>, <c>m²</c>: a digit that belongs to the unit.</summary>
    private static bool IsUnitWithDigit(string behind) => behind.Length <= 4 && char.IsLetter(behind[0]) && behind[^1] is '2' or '3';

    private static bool StripSign(ref string before, ref string behind)
    {
        var negative = false;
        if (before.EndsWith('-') || before.EndsWith('−') || before.StartsWith('-') || before.StartsWith('−'))
        {
            negative = true;
            before = before.Trim('-', '−', ' ');
        }
        else if (before.EndsWith('+'))
        {
            before = before.TrimEnd('+', ' ');
        }

        if (before.StartsWith('(') && behind.EndsWith(')'))
        {
            negative = true;
            before = before.TrimStart('(', ' ');
            behind = behind.TrimEnd(')', ' ');
        }
        else if (behind is "-" or "−")
        {
            negative = true;
            behind = "";
        }

        return negative;
    }

    /// <summary>Reads digits and separators only.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, NumberLocale locale, out decimal value, out ConversionFault? fault)
    {
        value = 0;
        fault = null;
        var point = locale.Decimal == '\0' ? Guess(text, out fault) : LastOnly(text, locale.Decimal);
        if (fault is not null || point == Refused)
        {
            fault ??= new ConversionFault("its separators do not fit the locale", "分隔符与所设地区不符");
            return false;
        }

        var whole = point < 0 ? text : text[..point];
        Span<char> plain = stackalloc char[MaxDigits + 2];
        var length = 0;
        if (!Append(whole, locale, plain, ref length, out fault))
        {
            return false;
        }

        if (point >= 0)
        {
            var fraction = text[(point + 1)..];
            if (fraction.ContainsAnyExceptInRange('0', '9') || length + fraction.Length + 1 > plain.Length)
            {
                fault = new ConversionFault("its separators do not fit the locale", "分隔符与所设地区不符");
                return false;
            }

            plain[length++] = '.';
            fraction.CopyTo(plain[length..]);
            length += fraction.Length;
        }

        return decimal.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private const int Refused = -2;

    /// <summary>Position of the decimal separator, -1 for none; two of them are no number.</summary>
    private static int LastOnly(ReadOnlySpan<char> text, char separator)
    {
        var at = text.LastIndexOf(separator);
        return at >= 0 && text[..at].Contains(separator) ? Refused : at;
    }

    private static int Guess(ReadOnlySpan<char> text, out ConversionFault? fault)
    {
        fault = null;
        var point = text.LastIndexOf('.');
        var comma = text.LastIndexOf(',');
        var last = Math.Max(point, comma);
        if (last < 0)
        {
            return -1;
        }

        if (point >= 0 && comma >= 0)
        {
            return last;
        }

        if (text[..last].Contains(text[last]))
        {
            return -1;
        }

        var behind = text.Length - last - 1;
        var before = last;
        if (behind != 3 || before is 0 or > 3 || text[0] == '0' || text[..last].ContainsAnyExceptInRange('0', '9'))
        {
            return last;
        }

        fault = new ConversionFault("it can be read in two ways; state the locale", "有两种读法，请写明 locale");
        return Refused;
    }

    private static bool Append(ReadOnlySpan<char> whole, NumberLocale locale, Span<char> plain, ref int length, out ConversionFault? fault)
    {
        fault = null;
        var group = -1;
        var separator = '\0';
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c))
            {
                if (length == MaxDigits)
                {
                    fault = new ConversionFault("it has too many digits", "位数过多");
                    return false;
                }

                plain[length++] = c;
                group += group < 0 ? 0 : 1;
                continue;
            }

            if (!locale.Groups.Contains(c) || (separator != '\0' && separator != c) || group is not (-1 or 3))
            {
                fault = new ConversionFault("its separators do not fit the locale", "分隔符与所设地区不符");
                return false;
            }

            separator = c;
            group = 0;
        }

        if (group is not (-1 or 3))
        {
            fault = new ConversionFault("its groups of digits do not have three each", "分组不是每三位一组");
            return false;
        }

        return true;
    }
}
