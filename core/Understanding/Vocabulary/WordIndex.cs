using System.Runtime.InteropServices;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What one word of one language stands for.</summary>
/// <param name="Target">A concept, kind, code or month as a number.</param>
/// <param name="Language">Position in the lexicon's languages.</param>
/// <param name="Weak">Needs its values to confirm it.</param>
/// <param name="Key">The word's key with diacritics.</param>
internal readonly record struct IndexEntry(int Target, int Language, bool Weak, string Key);

/// <summary>Words by their key without diacritics; words that share a key form a chain.</summary>
internal sealed class WordIndex(int expected = 64)
{
    private readonly Dictionary<string, int> _first = new(expected, StringComparer.Ordinal);
    private readonly List<(IndexEntry Entry, int Next)> _entries = new(expected);

    public int LongestKey { get; private set; }

    public IEnumerable<string> Keys => _first.Keys;

    public void Add(string plainKey, IndexEntry entry)
    {
        if (plainKey.Length == 0)
        {
            return;
        }

        LongestKey = Math.Max(LongestKey, plainKey.Length);
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, plainKey, out var known);
        var next = known ? first : -1;
        for (var i = next; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Entry == entry)
            {
                return;
            }
        }

        first = _entries.Count;
        _entries.Add((entry, next));
    }

    /// <summary>The entries of a key, last added first.</summary>
    public Chain Find(ReadOnlySpan<char> plainKey) =>
        new(_entries, _first.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(plainKey, out var first) ? first : -1);

    /// <summary>A chain of entries without allocation.</summary>
    public struct Chain(List<(IndexEntry Entry, int Next)> entries, int first)
    {
        private int _next = first;

        public readonly bool IsEmpty => _next < 0 && Current == default;

        public IndexEntry Current { get; private set; }

        public readonly Chain GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next < 0)
            {
                return false;
            }

            (Current, _next) = entries[_next];
            return true;
        }
    }
}
