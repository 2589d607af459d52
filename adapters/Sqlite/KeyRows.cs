using System.Buffers.Binary;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>
/// The keys under which orders are found again: the newest in <see cref="YoungKeys"/>, the others in <see cref="KeySegments"/>. A key is
/// a hint, the card decides: keys are never taken away, and an order that was refused is found and stepped over.
/// </summary>
internal sealed class KeyRows(SqliteDatabase database, KeySegmentCache cache)
{
    internal const int Source = 0;
    internal const int Number = 1;
    internal const int Content = 2;

    /// <summary>New keys at which they are written out as a segment.</summary>
    internal const int YoungKeyCount = 60_000;

    private readonly KeySegments _segments = new(database, cache);
    private readonly YoungKeys _young = new(database);

    public void Begin()
    {
        _segments.Refresh();
        if (database.IsReader)
        {
            _young.Refresh();
        }
    }

    public int Mark() => _young.Mark();

    public void RollBack(int mark) => _young.RollBack(mark);

    public void Flush() => _young.Flush();

    public void File(Guid order, OrderFingerprint keys)
    {
        if (keys.Source is { } source)
        {
            _young.Add(Key(Source, source), order);
        }

        if (keys.Number is { } number)
        {
            _young.Add(Key(Number, number), order);
        }

        for (var i = 0; i < keys.Content.Count; i++)
        {
            _young.Add(Key(Content, keys.Content[i]), order);
        }
    }

    /// <summary>Orders under a key, newest first, not before an id, without those of one document.</summary>
    public void Find(int kind, UInt128 hash, Guid notBefore, DocumentKey without, int limit, List<Guid> into)
    {
        var (low, high) = (without.Order(0), without.Id);
        limit -= FindYoung(kind, hash, high, Guid.AllBitsSet, limit, into);
        limit -= FindYoung(kind, hash, notBefore, low, limit, into);
        if (limit > 0)
        {
            Span<byte> entries = stackalloc byte[4 * KeySegment.EntryBytes];
            var key = Key(kind, hash);
            Entry(key, notBefore, entries);
            Entry(key, low, entries[32..]);
            Entry(key, high, entries[64..]);
            Entry(key, Guid.AllBitsSet, entries[96..]);
            _segments.Find(entries[..32], entries[32..64], entries[64..96], entries[96..], limit, into);
        }
    }

    /// <summary>Orders under a key, newest first.</summary>
    public void Find(int kind, UInt128 hash, int limit, List<Guid> into)
    {
        limit -= FindYoung(kind, hash, Guid.Empty, Guid.AllBitsSet, limit, into);
        if (limit > 0)
        {
            Span<byte> entries = stackalloc byte[2 * KeySegment.EntryBytes];
            Entry(Key(kind, hash), Guid.Empty, entries);
            Entry(Key(kind, hash), Guid.AllBitsSet, entries[32..]);
            _segments.Find(entries[..32], entries[32..], entries[32..], entries[32..], limit, into);
        }
    }

    /// <summary>Writes the newest keys out once they are many; at the start of a transaction, before its work.</summary>
    public void Settle()
    {
        if (_young.Count < YoungKeyCount)
        {
            return;
        }

        _segments.Add(_young.Sorted(), _young.Count);
        _young.Clear();
    }

    /// <summary>Takes all keys away.</summary>
    public void Clear()
    {
        database.Execute("delete from key_segments; delete from key_pages");
        _young.Clear();
        _segments.Refresh();
    }

    /// <summary>After a rollback.</summary>
    public void Forget()
    {
        _young.Forget();
        _segments.Refresh();
        cache.Clear();
    }

    private int FindYoung(int kind, UInt128 hash, Guid from, Guid to, int limit, List<Guid> into) => _young.Find(Key(kind, hash), from, to, limit, into);

    // Kinds share one table; the same text hashed as two kinds must not meet.
    private static UInt128 Key(int kind, UInt128 hash) => hash ^ ((UInt128)(uint)kind << 64);

    private static void Entry(UInt128 key, Guid order, Span<byte> entry)
    {
        BinaryPrimitives.WriteUInt128BigEndian(entry, key);
        order.TryWriteBytes(entry[16..], bigEndian: true, out _);
    }
}
