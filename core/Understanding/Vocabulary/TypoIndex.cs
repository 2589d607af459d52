using System.Numerics;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// Finds words with a typing error in scripts with letters: one edit from five letters on, two from nine on (a swap of neighbours is one edit).
/// Han and kana are left out: there one sign makes another word. A 64-bit set of letters discards nearly all words before any comparing.
/// </summary>
internal sealed class TypoIndex
{
    private readonly List<(ulong Letters, string Key)>[] _byLength;

    public TypoIndex(WordIndex words)
    {
        _byLength = new List<(ulong, string)>[words.LongestKey + 1];
        foreach (var key in words.Keys)
        {
            if (key.Length >= 4 && Scripts.Of(key[0]) == Script.Spaced)
            {
                (_byLength[key.Length] ??= []).Add((LettersOf(key), key));
            }
        }
    }

    public IEnumerable<(string Key, int Edits)> Near(string plainKey)
    {
        var most = plainKey.Length switch { < 5 => 0, < 9 => 1, _ => 2 };
        if (most == 0 || Scripts.Of(plainKey[0]) != Script.Spaced)
        {
            yield break;
        }

        var letters = LettersOf(plainKey);
        for (var length = Math.Max(4, plainKey.Length - most); length <= plainKey.Length + most && length < _byLength.Length; length++)
        {
            if (_byLength[length] is not { } words)
            {
                continue;
            }

            foreach (var (known, key) in words)
            {
                // Two edits change at most four members of the set of letters; the first letter is the one people get right.
                if (BitOperations.PopCount(known ^ letters) > 2 * most || (most == 2 && key[0] != plainKey[0]))
                {
                    continue;
                }

                var edits = Edits(key, plainKey, most);
                if (edits <= most)
                {
                    yield return (key, edits);
                }
            }
        }
    }

    private static ulong LettersOf(string key)
    {
        var letters = 0UL;
        foreach (var c in key)
        {
            letters |= 1UL << (c & 63);
        }

        return letters;
    }

    /// <summary>Optimal string alignment distance; anything above <paramref name="most"/> returns a larger number, not the distance.</summary>
    internal static int Edits(string a, string b, int most)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most)
            {
                return most + 1;
            }

            var reuse = before;
            before = last;
            last = row;
            row = reuse;
        }

        return last[b.Length];
    }
}
