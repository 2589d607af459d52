namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Where words may begin and end inside a key: between tokens, and anywhere in a writing without blanks.</summary>
internal static class KeySpans
{
    /// <summary>Ascending positions, 0 and the key's length included.</summary>
    public static List<int> Boundaries(IReadOnlyList<string> tokens)
    {
        var boundaries = new List<int> { 0 };
        var position = 0;
        foreach (var token in tokens)
        {
            // A damaged text leaves tokens without a letter: a lone accent, brackets around a dash.
            if (token.Length == 0)
            {
                continue;
            }

            if (Scripts.Of(token[0]) is Script.Solid or Script.Hangul)
            {
                for (var i = 1; i < token.Length; i++)
                {
                    boundaries.Add(position + i);
                }
            }

            position += token.Length;
            boundaries.Add(position);
        }

        return boundaries;
    }

    /// <summary>Least letters a word found inside other text must have: one letter of Han says as much as several of Latin.</summary>
    public static int LeastLength(char first) => Scripts.Of(first) is Script.Solid or Script.Hangul ? 2 : 3;
}
