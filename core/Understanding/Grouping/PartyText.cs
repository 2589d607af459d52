using System.Text.RegularExpressions;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Grouping;

/// <summary>
/// A party written out in one cell as printed forms of 1C do: <c>ООО "Ромашка", ИНН 7701234567, КПП 770101001, 115000, Москва г</c> is a
/// name, a tax number, and an address.
/// </summary>
internal static partial class PartyText
{
    /// <summary>Longer texts are not looked through for an address: what that costs grows faster than they do.</summary>
    private const int LongestAddress = 200;
    private const string TaxMark = ", ИНН ";
    private static readonly string[] Separators = [", ", " - ", " – ", " • ", " · ", " | ", " / "];

    /// <summary>The party's name alone: without what stands in further lines, its tax number, its address and words of courtesy.</summary>
    public static string Clean(string written, Lexicon lexicon)
    {
        var clean = lexicon.WithoutHonorifics(Name(written.Split('\n')[0].Trim()));
        return clean.Length == 0 ? written : clean;
    }

    /// <summary>The name before the tax number or the address behind it; the text as it is where neither stands in it.</summary>
    public static string Name(string text) => text.IndexOf(TaxMark, StringComparison.OrdinalIgnoreCase) is > 0 and var at ? text[..at] : WithoutAddress(text);

    /// <summary><c>Rösler GmbH, Industriestr. 12, 72461 Albstadt</c>: behind the legal form a part with a number is where the firm has its seat.</summary>
    private static string WithoutAddress(string text)
    {
        if (text.Length > LongestAddress)
        {
            return text;
        }

        foreach (var separator in Separators)
        {
            for (var at = text.IndexOf(separator, StringComparison.Ordinal); at > 0; at = text.IndexOf(separator, at + 1, StringComparison.Ordinal))
            {
                if (Addressee.LooksLikeCompany(text[..at]) && text.AsSpan(at).ContainsAnyInRange('0', '9'))
                {
                    return text[..at];
                }
            }
        }

        // Perrin, 3 allée des Tilleuls, 71530 Sassenay: a house number and a postcode say what the parts are.
        return HouseAndPostcode().Match(text) is { Success: true, Index: > 1 and var address } ? text[..address] : text;
    }

    [GeneratedRegex(@", \d{1,4}[a-zA-Z]? \p{L}[^,]*,(?: [^,]*,)* ?[^,]*\b\d{4,6}\b")]
    private static partial Regex HouseAndPostcode();

    /// <summary>A person's name from its two halves, in the order that its writing has: Helen Marsh, 佐藤花子; null where both are missing.</summary>
    public static string? Person(string? given, string? family) =>
        given is null || family is null ? given ?? family
        : family.AsSpan().ContainsAnyInRange('\u3040', '\u9FFF') || family.AsSpan().ContainsAnyInRange('가', '힣') ? family + given
        : $"{given} {family}";

    /// <summary>The tax number behind the name; null where none stands in it.</summary>
    public static string? TaxId(string text)
    {
        var at = text.IndexOf(TaxMark, StringComparison.OrdinalIgnoreCase);
        if (at <= 0)
        {
            return null;
        }

        var rest = text.AsSpan(at + TaxMark.Length).TrimStart();
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest : rest[..end];
        return digits.Length is 10 or 12 ? digits.ToString() : null;
    }
}
