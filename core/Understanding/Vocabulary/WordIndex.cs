using System.Runtime.InteropServices;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What one word of one language stands for.</summary>
/// <param name="Target">A concept, kind, code or month as a number.</param>
/// <param name="Language">Position in the lexicon's languages.</param>
/// <param name="Weak">Needs its values to confirm it.</param>
/// <param name="Key">The word's key with diacritics.</param>
internal readonly record struct IndexEntry(int Target, int Language, bool Weak, string Key);

/// <summary>
/// Words by their key without diacritics; words that share a key form a chain. Arrays and not lists: a generic collection of an own struct
/// is compiled anew at every start, even in a precompiled program.
/// </summary>
internal sealed class WordIndex(int expected = 64)
{
    private readonly Dictionary<string, int> _first = new(expected, StringComparer.Ordinal);
    private IndexEntry[] _entries = new IndexEntry[expected];
    private int[] _nexts = new int[expected];
    private int _count;

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
        for (var i = next; i >= 0; i = _nexts[i])
        {
            var entryKnown = _entries[i];
            if (entryKnown.Target == entry.Target && entryKnown.Language == entry.Language && entryKnown.Weak == entry.Weak && entryKnown.Key == entry.Key)
            {
                return;
            }
        }

        if (_count == _entries.Length)
        {
            Grow();
        }

        _entries[_count] = entry;
        _nexts[_count] = next;
        first = _count++;
    }

    /// <summary>The entries of a key, last added first.</summary>
    public Chain Find(ReadOnlySpan<char> plainKey) =>
        new(_entries, _nexts, _first.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(plainKey, out var first) ? first : -1);

    private void Grow()
    {
        var entries = new IndexEntry[_count * 2];
        var nexts = new int[_count * 2];
        _entries.CopyTo(entries, 0);
        _nexts.CopyTo(nexts, 0);
        (_entries, _nexts) = (entries, nexts);
    }

    /// <summary>A chain of entries without allocation.</summary>
    public struct Chain(IndexEntry[] entries, int[] nexts, int first)
    {
        private int _at = -1;
        private int _next = first;

        public readonly bool IsEmpty => _at < 0 && _next < 0;

        public readonly IndexEntry Current => entries[_at];

        public readonly Chain GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next < 0)
            {
                return false;
            }

            _at = _next;
            _next = nexts[_at];
            return true;
        }
    }
}
