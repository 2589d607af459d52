namespace IntegrationHub.Core.Understanding.Grouping;

/// <summary>
/// A party written out in one cell as printed forms of 1C do: <c>ООО "Ромашка", ИНН 7701234567, КПП 770101001, 115000, Москва г</c> is a
/// name, a tax number, and an address.
/// </summary>
internal static class PartyText
{
    private const string TaxMark = ", ИНН ";

    /// <summary>The name before the tax number; the text as it is where none stands in it.</summary>
    public static string Name(string text) => text.IndexOf(TaxMark, StringComparison.OrdinalIgnoreCase) is > 0 and var at ? text[..at] : text;

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
