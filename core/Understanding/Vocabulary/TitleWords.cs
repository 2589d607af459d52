namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Finds words of an index anywhere in a text at word boundaries; a word inside a longer one that was found is left out.</summary>
internal static class TitleWords
{
    public static List<(IndexEntry Entry, int From, int Length, int Total)> Find(WordIndex words, HeaderText text)
    {
        var found = new List<(IndexEntry Entry, int From, int Length, int Total)>();
        var key = text.PlainKey;
        var boundaries = KeySpans.Boundaries(text.Tokens);
        for (var i = 0; i < boundaries.Count - 1; i++)
        {
            for (var j = boundaries.Count - 1; j > i; j--)
            {
                var length = boundaries[j] - boundaries[i];
                if (length > words.LongestKey)
                {
                    continue;
                }

                foreach (var entry in words.Find(key.AsSpan(boundaries[i], length)))
                {
                    found.Add((entry, boundaries[i], length, key.Length));
                }
            }
        }

        if (found.Count < 2)
        {
            return found;
        }

        var all = found.ToArray();
        found.RemoveAll(f => Array.Exists(all, o => o.Length > f.Length && o.From <= f.From && o.From + o.Length >= f.From + f.Length));
        return found;
    }
}
