using System.Text;
using IntegrationHub.Core.Checks;

namespace IntegrationHub.Adapters.Store;

/// <summary>How reference data is found: case, width, spaces and punctuation do not tell two codes or names apart.</summary>
internal static class ReferenceKeys
{
    public static string Normalise(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        // Codes are mostly plain already: no copy for them.
        var plain = true;
        foreach (var c in text)
        {
            plain = plain && (c is >= '0' and <= '9' or >= 'A' and <= 'Z');
        }

        if (plain)
        {
            return text;
        }

        var folded = text.Normalize(NormalizationForm.FormKC);
        var kept = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c))
            {
                kept.Append(char.ToUpperInvariant(c));
            }
        }

        return kept.ToString();
    }

    public static string Key(CustomerReference row) => Normalise(row.Code);

    public static string Key(CreditPosition row) => Normalise(row.CustomerCode);

    public static string Key(PriceReference row) => $"{Normalise(row.CustomerCode)}|{Normalise(row.ItemCode)}|{Normalise(row.Currency)}";

    public static string Key(StockReference row) => Normalise(row.ItemCode);

    public static string Key(MaterialReference row) => Normalise(row.ItemCode);
}
