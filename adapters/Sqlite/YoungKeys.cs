using System.Buffers.Binary;
using System.Runtime.InteropServices;
using IntegrationHub.Adapters.Sqlite.Native;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>
/// The newest keys, in memory: a tree of random keys on disk would cost an order several searches and writes of pages. They survive as one
/// row per commit, which is read again when the store is opened, and are few because they are written out as a segment once they are many.
/// </summary>
internal sealed class YoungKeys(SqliteDatabase database)
{
    private readonly Dictionary<UInt128, Run> _runs = [];
    private readonly List<(UInt128 Key, Guid Order)> _filed = [];
    private SqliteStatement? _insert, _rows;
    private int _saved;
    private long _read;
    private bool _loaded;

    /// <summary>Number of keys.</summary>
    public int Count
    {
        get
        {
            Load();
            return _filed.Count;
        }
    }

    /// <summary>How many are filed; what comes behind can be taken back.</summary>
    public int Mark() => Count;

    /// <summary>Files an order under a key; the same pair twice is one.</summary>
    public void Add(UInt128 key, Guid order)
    {
        Load();
        if (Enter(key, order))
        {
            _filed.Add((key, order));
        }
    }

    /// <summary>Takes back what was filed behind the mark.</summary>
    public void RollBack(int mark)
    {
        for (var at = _filed.Count - 1; at >= mark; at--)
        {
            var (key, order) = _filed[at];
            ref var run = ref CollectionsMarshal.GetValueRefOrNullRef(_runs, key);
            if (run.Remove(order))
            {
                _runs.Remove(key);
            }
        }

        _filed.RemoveRange(mark, _filed.Count - mark);
    }

    /// <summary>Orders under a key at or behind an id, without those from one id to before another, newest first.</summary>
    public int Find(UInt128 key, Guid from, Guid gapFrom, Guid gapTo, int limit, List<Guid> into)
    {
        Load();
        if (!_runs.TryGetValue(key, out var run))
        {
            return 0;
        }

        var behind = run.Find(gapTo, Guid.AllBitsSet, limit, into);
        return behind + run.Find(from, gapFrom, limit - behind, into);
    }

    /// <summary>Writes the row of this commit.</summary>
    public void Flush()
    {
        if (_saved == _filed.Count)
        {
            return;
        }

        var bytes = new byte[(_filed.Count - _saved) * KeySegment.EntryBytes];
        for (var at = _saved; at < _filed.Count; at++)
        {
            Write(_filed[at], bytes.AsSpan((at - _saved) * KeySegment.EntryBytes));
        }

        (_insert ??= database.Prepare("insert into young_keys (entries) values (?1)")).Bind(1, bytes).Run();
        _saved = _filed.Count;
    }

    /// <summary>The keys in order, for a segment.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Sorted()
    {
        Load();
        var sorted = _filed.ToArray();
        Array.Sort(sorted, static (a, b) => a.Key.CompareTo(b.Key) is var by and not 0 ? by : Compare(a.Order, b.Order));
        var entry = new byte[KeySegment.EntryBytes];
        foreach (var pair in sorted)
        {
            Write(pair, entry);
            yield return entry;
        }
    }

    /// <summary>Takes all away, here and in the store.</summary>
    public void Clear()
    {
        database.Execute("delete from young_keys");
        Forget();
    }

    /// <summary>What is in memory may not be what is stored: it is read again when it is needed.</summary>
    public void Forget()
    {
        _runs.Clear();
        _filed.Clear();
        (_saved, _read, _loaded) = (0, 0, false);
    }

    /// <summary>Another connection may have written: a reader looks for further rows.</summary>
    public void Refresh() => _loaded = false;

    private void Load()
    {
        if (_loaded)
        {
            return;
        }

        // Numbers only grow: where the first row is not the one that was read first, the keys went into a segment meanwhile.
        if (_read > 0 && database.Scalar("select coalesce(min(id), 0) from young_keys") is var first && (first == 0 || first > _read))
        {
            Forget();
        }

        _loaded = true;
        var rows = (_rows ??= database.Prepare("select id, entries from young_keys where id > ?1 order by id")).Bind(1, _read);
        while (rows.Step())
        {
            _read = rows.Long(0);
            var entries = rows.Blob(1);
            for (var at = 0; at + KeySegment.EntryBytes <= entries.Length; at += KeySegment.EntryBytes)
            {
                var (key, order) = (BinaryPrimitives.ReadUInt128BigEndian(entries[at..]), new Guid(entries.Slice(at + 16, 16), bigEndian: true));
                if (Enter(key, order))
                {
                    _filed.Add((key, order));
                }
            }
        }

        _saved = _filed.Count;
    }

    private bool Enter(UInt128 key, Guid order)
    {
        ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_runs, key, out var known);
        if (known)
        {
            return run.Add(order);
        }

        run = new Run(order);
        return true;
    }

    // As the bytes of a version 7 id sort: by time.
    private static int Compare(Guid a, Guid b)
    {
        Span<byte> left = stackalloc byte[16];
        Span<byte> right = stackalloc byte[16];
        a.TryWriteBytes(left, bigEndian: true, out _);
        b.TryWriteBytes(right, bigEndian: true, out _);
        return left.SequenceCompareTo(right);
    }

    private static void Write((UInt128 Key, Guid Order) pair, Span<byte> entry)
    {
        BinaryPrimitives.WriteUInt128BigEndian(entry, pair.Key);
        pair.Order.TryWriteBytes(entry[16..], bigEndian: true, out _);
    }

    /// <summary>The orders under one key: nearly always one, else in order of their ids.</summary>
    private struct Run(Guid only)
    {
        private List<Guid>? _many;

        public bool Add(Guid order)
        {
            if (_many is null)
            {
                if (order == only)
                {
                    return false;
                }

                _many = [only];
            }

            var at = _many.Count == 0 || Compare(_many[^1], order) < 0 ? _many.Count : Before(order);
            if (at < _many.Count && _many[at] == order)
            {
                return false;
            }

            _many.Insert(at, order);
            return true;
        }

        /// <summary>True where nothing is left.</summary>
        public readonly bool Remove(Guid order)
        {
            if (_many is null)
            {
                return true;
            }

            _many.RemoveAt(Before(order));
            return _many.Count == 0;
        }

        public readonly int Find(Guid from, Guid to, int limit, List<Guid> into)
        {
            if (_many is null)
            {
                if (limit < 1 || Compare(only, from) < 0 || Compare(only, to) >= 0)
                {
                    return 0;
                }

                into.Add(only);
                return 1;
            }

            var found = 0;
            for (var at = Before(to) - 1; at >= 0 && found < limit && Compare(_many[at], from) >= 0; at--)
            {
                into.Add(_many[at]);
                found++;
            }

            return found;
        }

        private readonly int Before(Guid order)
        {
            var (low, high) = (0, _many!.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Compare(_many[middle], order) < 0 ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
