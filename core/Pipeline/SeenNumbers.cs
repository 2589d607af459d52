namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Which position of the document has which order number, in 12 bytes an order: enough to notice that a number comes again. A hit is a hint
/// (two numbers may share a hash); the card decides.
/// </summary>
internal sealed class SeenNumbers
{
    private ulong[] _hashes = new ulong[1024];
    private int[] _positions = new int[1024];
    private int _count;

    /// <summary>Position of a number seen before; -1 when new.</summary>
    public int Find(string number)
    {
        var hash = Hash(number);
        for (var at = Slot(hash); _hashes[at] != 0; at = (at + 1) & (_hashes.Length - 1))
        {
            if (_hashes[at] == hash)
            {
                return _positions[at];
            }
        }

        return -1;
    }

    /// <summary>Remembers the position of a number.</summary>
    public void Add(string number, int position)
    {
        if (_count * 10 >= _hashes.Length * 7)
        {
            Grow();
        }

        Put(Hash(number), position);
        _count++;
    }

    private void Put(ulong hash, int position)
    {
        var at = Slot(hash);
        while (_hashes[at] != 0 && _hashes[at] != hash)
        {
            at = (at + 1) & (_hashes.Length - 1);
        }

        (_hashes[at], _positions[at]) = (hash, position);
    }

    private void Grow()
    {
        var (hashes, positions) = (_hashes, _positions);
        (_hashes, _positions) = (new ulong[hashes.Length * 2], new int[hashes.Length * 2]);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] != 0)
            {
                Put(hashes[i], positions[i]);
            }
        }
    }

    private int Slot(ulong hash) => (int)(hash >> 32) & (_hashes.Length - 1);

    // FNV-1a with a final mix: 64 bits, the same in every run.
    private static ulong Hash(string number)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in number)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash = (hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL;
        return hash == 0 ? 1 : hash;
    }
}
