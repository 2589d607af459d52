using System.Buffers;
using System.Globalization;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>Which character separates the fraction in texts of one column.</summary>
public enum NumberStyle : byte
{
    /// <summary>Not decided: a lone separator before three digits is grouping.</summary>
    Unknown,

    /// <summary>1,234.56</summary>
    Point,

    /// <summary>1.234,56</summary>
    Comma,
}

/// <summary>A number found in a text.</summary>
/// <param name="Value">The number; a percent sign has not been applied.</param>
/// <param name="Before">Text before the digits, trimmed: a currency or nothing.</param>
/// <param name="After">Text behind the digits, trimmed: a unit, a currency, <c>%</c> or nothing.</param>
/// <param name="Evidence">What the text proves about its column: <see cref="NumberStyle.Unknown"/> where it reads both ways.</param>
public readonly record struct NumberReading(decimal Value, string Before, string After, NumberStyle Evidence)
{
    /// <summary>True where the text is a number and nothing else.</summary>
    public bool IsBare => Before.Length == 0 && After.Length == 0;

    /// <summary>True where a hyphen ties letters to the digits: NT-1001 names an item, NT$1001 a price.</summary>
    public bool IsCode => Before.EndsWith('-');
}

/// <summary>Reads numbers as people of all locales write them. What a lone separator means is decided per column, never from one cell.</summary>
public static class NumberText
{
    private const int MaxLength = 64;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Reads a number with its surroundings, e.g. <c>" $1,500.00 "</c>, <c>12 Stk</c>, <c>(3.5)</c>, <c>1 234,50 €</c>, <c>７５０</c>.</summary>
    public static bool TryRead(string? text, NumberStyle style, out NumberReading reading)
    {
        reading = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return false;
        }

        var span = Plain(text).AsSpan().Trim();
        var first = span.IndexOfAny(Digits);
        if (first < 0)
        {
            return false;
        }

        var last = span.LastIndexOfAny(Digits);
        var start = first;
        if (start > 0 && span[start - 1] is '.' or ',' && (start == 1 || !char.IsLetterOrDigit(span[start - 2])))
        {
            start--;
        }

        var end = NumberEnd(span, start, last);
        var before = span[..start].Trim();
        var after = span[end..].Trim();
        var negative = TakeSign(ref before, ref after);
        if (!TryInterpret(span[start..end], style, out var value, out var evidence))
        {
            return false;
        }

        reading = new NumberReading(negative ? -value : value, Own(before), Own(after), evidence);
        return true;
    }

    private static string Own(ReadOnlySpan<char> text) => text.IsEmpty ? string.Empty : text.ToString();

    /// <summary>Full-width digits and letters, exotic blanks and minus signs become their plain forms.</summary>
    private static string Plain(string text)
    {
        foreach (var c in text)
        {
            if (c > 127)
            {
                return string.Create(text.Length, text, static (to, from) =>
                {
                    for (var i = 0; i < from.Length; i++)
                    {
                        to[i] = PlainChar(from[i]);
                    }
                });
            }
        }

        return text;
    }

    private static char PlainChar(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - 0xFEE0),
        '\u00A0' or '\u2007' or '\u2009' or '\u202F' or '\u3000' or '\uFEFF' or '\u200B' => ' ',
        '\u2212' or '\u2013' or '\u2010' or '\u2011' => '-',
        '\u2019' or '\u02BC' => '\'',
        _ => c,
    };

    /// <summary>The end of the first run of digits and separators; what follows is a unit.</summary>
    private static int NumberEnd(ReadOnlySpan<char> span, int start, int last)
    {
        var end = start;
        for (var i = start; i <= last; i++)
        {
            var c = span[i];
            if (char.IsAsciiDigit(c))
            {
                end = i + 1;
            }
            else if (c is '.' or ',' or '\'')
            {
                continue;
            }
            else if (c == ' ' && GroupFollows(span, i, end - start))
            {
                continue;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    // A blank groups only in front of exactly three digits: "1 234,5" but not "12 345678" or "5 x 20".
    private static bool GroupFollows(ReadOnlySpan<char> span, int blank, int digitsBefore)
    {
        if (digitsBefore == 0 || blank + 3 >= span.Length)
        {
            return false;
        }

        return AllDigits(span.Slice(blank + 1, 3)) && (blank + 4 >= span.Length || !char.IsAsciiDigit(span[blank + 4]));
    }

    private static bool AllDigits(ReadOnlySpan<char> span) => !span.ContainsAnyExcept(Digits);

    private static bool TakeSign(ref ReadOnlySpan<char> before, ref ReadOnlySpan<char> after)
    {
        if (before.StartsWith("(") && after.EndsWith(")"))
        {
            before = before[1..].Trim();
            after = after[..^1].Trim();
            return true;
        }

        if (before.StartsWith("-"))
        {
            before = before[1..].Trim();
            return true;
        }

        if (before.EndsWith("-") && (before.Length == 1 || !char.IsLetterOrDigit(before[^2])))
        {
            before = before[..^1].Trim();
            return true;
        }

        if (after.SequenceEqual("-"))
        {
            after = default;
            return true;
        }

        if (before.SequenceEqual("+"))
        {
            before = default;
        }

        return false;
    }

    private static bool TryInterpret(ReadOnlySpan<char> core, NumberStyle style, out decimal value, out NumberStyle evidence)
    {
        value = 0;
        evidence = NumberStyle.Unknown;
        int dots = core.Count('.'), commas = core.Count(',');
        char? point;
        if (dots > 0 && commas > 0)
        {
            point = core.LastIndexOf('.') > core.LastIndexOf(',') ? '.' : ',';
            if (core.Count(point.Value) != 1)
            {
                return false;
            }

            evidence = StyleOf(point.Value);
        }
        else if (dots + commas == 0)
        {
            point = null;
        }
        else if (dots + commas > 1)
        {
            // 1.234.567: only grouping can repeat; 27.10.2026 is no number.
            point = null;
            evidence = dots > 0 ? NumberStyle.Comma : NumberStyle.Point;
        }
        else
        {
            point = LoneSeparator(core, dots > 0 ? '.' : ',', style, out evidence);
        }

        Span<char> digits = stackalloc char[MaxLength];
        return Collect(core, point, digits, out var length)
            && decimal.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static char? LoneSeparator(ReadOnlySpan<char> core, char separator, NumberStyle style, out NumberStyle evidence)
    {
        var at = core.IndexOf(separator);
        var whole = core[..at];
        if (core.Length - at - 1 != 3 || whole.Length > 3 || whole.SequenceEqual("0") || whole.IsEmpty)
        {
            evidence = StyleOf(separator);
            return separator;
        }

        evidence = NumberStyle.Unknown;
        return style == StyleOf(separator) ? separator : null;
    }

    private static NumberStyle StyleOf(char point) => point == '.' ? NumberStyle.Point : NumberStyle.Comma;

    /// <summary>Copies digits, writes the fraction's separator as a point, and refuses groups that are not of three (or two, as in India) digits.</summary>
    private static bool Collect(ReadOnlySpan<char> core, char? point, Span<char> digits, out int length)
    {
        length = 0;
        var sinceGroup = -1;
        var fraction = false;
        foreach (var c in core)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[length++] = c;
                sinceGroup = sinceGroup < 0 ? -1 : sinceGroup + 1;
            }
            else if (c == point)
            {
                if (sinceGroup is >= 0 and not 3)
                {
                    return false;
                }

                digits[length++] = '.';
                fraction = true;
                sinceGroup = -1;
            }
            else
            {
                if (fraction || sinceGroup is >= 0 and not (2 or 3))
                {
                    return false;
                }

                sinceGroup = 0;
            }
        }

        return length > 0 && (fraction || sinceGroup is -1 or 3);
    }
}
