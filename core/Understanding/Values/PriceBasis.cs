namespace IntegrationHub.Core.Understanding.Values;

/// <summary>
/// For how many units a price is meant, as captions, cells and number formats write it: <c>/100</c>, <c>per 1000 pcs</c>, <c>je 100 Stk</c>,
/// <c>元/千件</c>, <c>‰</c>.
/// </summary>
internal static class PriceBasis
{
    private const string Hundreds = "百千万";
    private static readonly string[] Thresholds = [">", "≥", "ab ", "from ", "over ", "bis ", "min", "起", "以上", "от ", "od ", "desde ", "dès ", "da "];

    /// <summary>True for a number of units that prices are stated for.</summary>
    public static bool IsBasis(decimal value) => value is 1 or 10 or 100 or 1000 or 10000;

    /// <summary>The basis that a text names; 1 where it names none.</summary>
    public static decimal Of(string? text, IValueWords words)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 1;
        }

        if (Digits(text) is var digits and > 1)
        {
            return digits;
        }

        return text.Contains('‰') ? 1000 : Word(text, words);
    }

    /// <summary>100, 1000 or 10000 as a number of its own: not a threshold of a scale of prices (100+, ≥ 100), not a percentage.</summary>
    private static decimal Digits(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            var end = i;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsGroup(text, end)))
            {
                end++;
            }

            var number = text[i..end].Replace(".", string.Empty, StringComparison.Ordinal).Replace(",", string.Empty, StringComparison.Ordinal)
                .Replace(" ", string.Empty, StringComparison.Ordinal);
            if (number is "100" or "1000" or "10000" && !(end < text.Length && text[end] is '+' or '%' or '-' or '~' or '起' or '以')
                && !Array.Exists(Thresholds, t => text.AsSpan(0, i).TrimEnd().EndsWith(t.AsSpan().TrimEnd(), StringComparison.OrdinalIgnoreCase)))
            {
                return decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
            }

            i = end;
        }

        return 1;
    }

    private static bool IsGroup(string text, int at) =>
        text[at] is '.' or ',' or ' ' && at + 3 < text.Length && text.AsSpan(at + 1, 3).SequenceEqual("000") && !(at + 4 < text.Length && char.IsAsciiDigit(text[at + 4]));

    /// <summary>A unit of a hundred or a thousand behind the stroke or the word for "per": 元/千件, je Tsd, per thousand.</summary>
    private static decimal Word(string text, IValueWords words)
    {
        foreach (var part in text.Split(['/', '／', '(', ')', '（', '）', '每', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            switch (words.UnitCode(part))
            {
                case "CEN":
                    return 100;
                case "MIL" when part.Length > 1:
                    return 1000;
                case null when part.Length is 2 or 3 && Hundreds.Contains(part[0], StringComparison.Ordinal) && words.UnitCode(part[1..]) is "C62" or "H87" or "EA" or "PCE" or "NMP":
                    return part[0] switch { '百' => 100, '千' => 1000, _ => 10000 };
            }
        }

        return 1;
    }
}
