namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Takes words of courtesy off a name, at both ends, as long as something is left.</summary>
internal static class Honorifics
{
    private const int LeastBehind = 3; // "Me" before a name is a lawyer, behind it a legal form

    private static readonly char[] Around = [' ', '\u3000', '\u00A0', '\t', ',', ':', '：', '.', '\r', '\n'];

    public static string Strip(IReadOnlyList<string> words, string name)
    {
        var rest = name.Trim(Around);
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var word in words)
            {
                var shorter = Without(rest, word);
                if (shorter.Length > 0 && shorter.Length < rest.Length)
                {
                    rest = shorter;
                    changed = true;
                }
            }
        }

        // A full stop may belong to the name (Ltd., S.A.): give it back.
        return name.TrimEnd(' ', '\u3000', '\u00A0', '\t', '\r', '\n').EndsWith(rest + ".", StringComparison.Ordinal) ? rest + "." : rest;
    }

    private static string Without(string name, string word)
    {
        // In scripts with blanks the word stands alone (Fa. Meier, never Fabrik); in Han, kana and Hangul it is written close to the name.
        var solid = Scripts.Of(word[0]) is Script.Solid or Script.Hangul;
        if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (solid || word.Length >= LeastBehind && EndsBefore(name, name.Length - word.Length - 1)))
        {
            return name[..^word.Length].TrimEnd(Around);
        }

        if (!solid && name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && EndsBefore(name, word.Length))
        {
            return name[word.Length..].TrimStart(Around);
        }

        return name;
    }

    private static bool EndsBefore(string name, int at) => at >= 0 && at < name.Length && Array.IndexOf(Around, name[at]) >= 0;
}
