using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store.Journal;

/// <summary>How far the journal of a transaction is; what comes behind it can be taken back.</summary>
/// <param name="Pack">Packs begun.</param>
/// <param name="Length">Bytes in the last one.</param>
internal readonly record struct JournalMark(int Pack, int Length);

/// <summary>
/// Events and small documents in the order in which they were committed, many to a row. A row per event would cost a statement, two trees
/// and a third of a page each; here an event costs the copying of its bytes, and the card knows the place of its order's last event,
/// from which the earlier ones are found backwards. A place is the number of the row, shifted, and the offset within it.
/// </summary>
internal sealed class JournalRows(StoreDatabase database)
{
    /// <summary>A document up to this many bytes lies here rather than in parts of its own.</summary>
    public const int MostDocumentBytes = PackBytes;

    /// <summary>Bits of a place that are the offset; those above are the row.</summary>
    public const int OffsetBits = 24;

    private const int PackBytes = 64 << 10;
    private const int WalkedRows = 32;

    private readonly List<Pack> _begun = [];
    private readonly Stack<Pack> _spare = new();
    private long? _first;
    private (long Id, byte[] Bytes) _last = (0, []);
    private StoreStatement? _insert, _find;

    /// <summary>Adds an event; gives back its place.</summary>
    public long Append(OrderEvent entry, long before)
    {
        var pack = Room(JournalRecord.MostBytes(entry));
        return Take(pack, JournalRecord.Write(pack.Free, entry, before));
    }

    /// <summary>Adds a document's bytes; gives back their place.</summary>
    public long Append(Guid document, ReadOnlySpan<byte> bytes)
    {
        var pack = Room(JournalRecord.HeadBytes + bytes.Length);
        return Take(pack, JournalRecord.Write(pack.Free, document, bytes));
    }

    /// <summary>The record at a place, valid until the next call; empty where there is none.</summary>
    public ReadOnlySpan<byte> Read(long place)
    {
        var (pack, offset) = (place >> OffsetBits, (int)(place & ((1 << OffsetBits) - 1)));
        var bytes = _begun.Count > 0 && pack >= First() ? Begun(pack) : Stored(pack);
        return offset < bytes.Length && JournalRecord.IsSound(bytes[offset..]) ? bytes.Slice(offset, JournalRecord.Length(bytes[offset..])) : [];
    }

    /// <summary>A transaction began: where other processes write, the next free row is another one now.</summary>
    public void Begin()
    {
        if (database.IsShared)
        {
            _first = null;
        }
    }

    public JournalMark Mark() => _begun is [.., var last] ? new JournalMark(_begun.Count, last.Length) : default;

    /// <summary>Takes back what was added behind the mark.</summary>
    public void RollBack(JournalMark mark)
    {
        while (_begun.Count > mark.Pack)
        {
            Spare(_begun[^1]);
            _begun.RemoveAt(_begun.Count - 1);
        }

        if (_begun is [.., var last])
        {
            last.Length = mark.Length;
        }
    }

    /// <summary>Writes the rows; right before the commit.</summary>
    public void Flush()
    {
        if (_begun.Count == 0)
        {
            return;
        }

        var id = First();
        foreach (var pack in _begun)
        {
            (_insert ??= database.Prepare("insert into journal (id, bytes) values (?1, ?2)")).Bind(1, id++).Bind(2, pack.Written).Run();
            Spare(pack);
        }

        _begun.Clear();
        _first = id;
    }

    /// <summary>After the rollback of a whole transaction.</summary>
    public void Forget()
    {
        RollBack(default);
        _first = null;
        _last = (0, []);
    }

    /// <summary>How many rows are gone: they count from 1 and none is ever taken away. Those behind the last one do not show.</summary>
    public static long Gone(StoreDatabase database) => database.Scalar("select coalesce(max(id), 0) - count(*) from journal");

    /// <summary>All places and records between two rows, in order; a record that cannot be followed ends its row with an empty one.</summary>
    public static IEnumerable<(long Place, ReadOnlyMemory<byte> Record)> Walk(StoreDatabase database, long first, long last)
    {
        // In portions: whoever walks looks up cards meanwhile, and not every engine can do both at a time without holding all rows.
        while (first <= last)
        {
            var portion = Portion(database, first, last);
            foreach (var (id, bytes) in portion)
            {
                // A row is never written empty.
                if (bytes.Length == 0)
                {
                    yield return (Place(id, 0), ReadOnlyMemory<byte>.Empty);
                }

                for (var at = 0; at < bytes.Length;)
                {
                    if (!JournalRecord.IsSound(bytes.AsSpan(at)))
                    {
                        yield return (Place(id, at), ReadOnlyMemory<byte>.Empty);
                        break;
                    }

                    var length = JournalRecord.Length(bytes.AsSpan(at));
                    yield return (Place(id, at), bytes.AsMemory(at, length));
                    at += length;
                }
            }

            if (portion.Count < WalkedRows)
            {
                yield break;
            }

            first = portion[^1].Id + 1;
        }
    }

    private static List<(long Id, byte[] Bytes)> Portion(StoreDatabase database, long first, long last)
    {
        using var rows = database.Query("select id, bytes from journal where id between ?1 and ?2 order by id limit ?3");
        rows.Bind(1, first).Bind(2, last).Bind(3, (long)WalkedRows);
        var portion = new List<(long, byte[])>(WalkedRows);
        while (rows.Step())
        {
            portion.Add((rows.Long(0), rows.Bytes(1) ?? []));
        }

        return portion;
    }

    private static long Place(long pack, int offset) => (pack << OffsetBits) | (uint)offset;

    private long Take(Pack pack, int length)
    {
        var place = Place(First() + _begun.Count - 1, pack.Length);
        pack.Length += length;
        return place;
    }

    private Pack Room(int bytes)
    {
        if (_begun is [.., var last] && last.Bytes.Length - last.Length >= bytes)
        {
            return last;
        }

        var pack = _spare.TryPop(out var spare) ? spare : new Pack(new byte[PackBytes]);
        if (bytes > PackBytes)
        {
            pack = new Pack(new byte[bytes]);
        }

        _begun.Add(pack);
        return pack;
    }

    private void Spare(Pack pack)
    {
        pack.Length = 0;
        if (pack.Bytes.Length == PackBytes && _spare.Count < 16)
        {
            _spare.Push(pack);
        }
    }

    private long First() => _first ??= database.Scalar("select coalesce(max(id), 0) + 1 from journal");

    private ReadOnlySpan<byte> Begun(long id) => id - First() is var at && at < _begun.Count ? _begun[(int)at].Written : [];

    private ReadOnlySpan<byte> Stored(long id)
    {
        // The orders of a page of results lie in few rows, one behind the other.
        if (_last.Id != id)
        {
            var query = (_find ??= database.Prepare("select bytes from journal where id = ?1")).Bind(1, id);
            if (!query.Step())
            {
                return [];
            }

            _last = (id, query.Bytes(0) ?? []);
            query.Reset();
        }

        return _last.Bytes;
    }

    private sealed class Pack(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        public int Length { get; set; }

        public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

        public Span<byte> Free => bytes.AsSpan(Length);
    }
}
