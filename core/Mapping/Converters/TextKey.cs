using System.Text;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>Texts that people regard as the same have the same key: width, case, blanks and closing colons do not count.</summary>
internal static class TextKey
{
    /// <summary>The key.</summary>
    public static string Of(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC);
        var key = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('\u200B' or '\uFEFF'))
            {
                key.Append(char.ToLowerInvariant(c));
            }
        }

        while (key.Length > 1 && key[^1] is ':' or '*')
        {
            key.Length--;
        }

        return key.ToString();
    }
}
