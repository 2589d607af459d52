namespace IntegrationHub.Core.Mapping.Catalogue;

/// <summary>Patterns with <c>*</c> (any text) and <c>?</c> (one character), whatever the case.</summary>
internal static class Glob
{
    /// <summary>Linear in both lengths but for one backtrack point; no regular expressions, so no pattern can stall.</summary>
    public static bool Matches(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])) && pattern[p] != '*')
            {
                p++;
                t++;
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>A sender against an address, a pattern, <c>@domain</c> or a bare domain.</summary>
    public static bool MatchesSender(string pattern, string sender)
    {
        if (pattern.Contains('@', StringComparison.Ordinal) && pattern[0] != '@')
        {
            return Matches(pattern, sender);
        }

        var at = sender.LastIndexOf('@');
        return at >= 0 && Matches(pattern.TrimStart('@'), sender[(at + 1)..]);
    }
}
