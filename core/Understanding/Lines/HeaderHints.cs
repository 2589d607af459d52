using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>Units and currencies that stand in captions: <c>单价（元）</c>, <c>Price (EUR)</c>, <c>Цена в руб.</c>, <c>数量/个</c>.</summary>
internal static class HeaderHints
{
    private static readonly char[] Opening = ['(', '（', '[', '【', '/', '／'];
    private static readonly char[] Closing = [')', '）', ']', '】'];

    /// <param name="header">The caption of a price or an amount.</param>
    /// <param name="captions">All captions of the table: two letters that others hold too are the table's own, as the DA of <c>N° DA</c> and <c>Montant DA</c>.</param>
    /// <param name="words">The vocabularies.</param>
    public static string? Currency(HeaderCell header, IReadOnlyList<HeaderCell> captions, IValueWords words)
    {
        string? Code(string part) => part is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] && captions.Any(c => c != header && HasWord(c.Text, part)) ? null : CodeOf(part, words);
        return (header.Hint is { } hint ? CodeOf(hint, words) : null) ?? PerUnit(header.Text, words)?.Currency ?? FromParts(header.Text, Code) ?? (header.Parent is { } parent ? FromParts(parent, Code) : null);
    }

    private static bool HasWord(string caption, string word) => caption.Split(' ').Contains(word, StringComparer.Ordinal);

    /// <summary>A code is written in capitals: the cad. of Prezzo cad. is Italian for each.</summary>
    private static string? CodeOf(string part, IValueWords words) =>
        part.Trim('.', ' ') is { Length: 3 } code && code.All(char.IsAsciiLetter) && code.Any(char.IsAsciiLetterLower) ? null : words.CurrencyCode(part);

    public static string? Unit(HeaderCell header, IValueWords words) =>
        header.Hint is { } hint && words.UnitCode(hint) is not null ? hint : Unit(header.Text, words);

    /// <summary>A currency for a unit, <c>USD/pc</c> or <c>元/个</c>, is the caption of a price.</summary>
    public static (string Currency, string Unit)? PerUnit(string caption, IValueWords words)
    {
        var slash = caption.IndexOfAny(['/', '／']);
        return slash > 0 && words.CurrencyCode(caption[..slash].Trim()) is { } currency && words.UnitCode(caption[(slash + 1)..].Trim()) is not null
            ? (currency, caption[(slash + 1)..].Trim())
            : null;
    }

    private static string? Unit(string caption, IValueWords words)
    {
        foreach (var part in Bracketed(caption))
        {
            if (words.UnitCode(part) is not null)
            {
                return part;
            }
        }

        return null;
    }

    private static string? FromParts(string caption, Func<string, string?> codeOf)
    {
        foreach (var part in Bracketed(caption))
        {
            if (codeOf(part) is { } code)
            {
                return code;
            }
        }

        foreach (var word in caption.Split([' ', '\n', ':', '：'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1))
        {
            if (codeOf(word) is { } code)
            {
                return code;
            }
        }

        return null;
    }

    private static IEnumerable<string> Bracketed(string caption)
    {
        var at = caption.IndexOfAny(Opening);
        while (at >= 0)
        {
            var rest = caption[(at + 1)..];
            var end = rest.IndexOfAny(Closing);
            yield return (end < 0 ? rest : rest[..end]).Trim();
            var next = rest.IndexOfAny(Opening);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }
}
