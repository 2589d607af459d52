using System.Text;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Key of a unit or currency: like a header's key, but signs such as $ and € stay, for there they are the word.</summary>
internal static class CodeKey
{
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 60)
        {
            return string.Empty;
        }

        var folded = HeaderNormaliser.FoldForCodes(text);
        var key = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c) || c is '%' or '"' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.CurrencySymbol)
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }
}
