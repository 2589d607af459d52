using System.Buffers.Binary;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>
/// The keys under which orders are found again: the newest in a tree, the others in <see cref="KeySegments"/>. A key is a hint, the card
/// decides: a key that was taken away may still be found in a segment.
/// </summary>
internal sealed class KeyRows(SqliteDatabase database, KeySegmentCache cache)
{
    internal const int Source = 0;
    internal const int Number = 1;
    internal const int Content = 2;

    /// <summary>Keys in the tree at which it is written out as a segment.</summary>
    internal const int YoungKeys = 60_000;

    private readonly KeySegments _segments = new(database, cache);
    private SqliteStatement? _file, _remove, _find;
    private long? _young;

    public void Begin() => _segments.Refresh();

    public void File(Guid order, OrderFingerprint keys)
    {
        _young = Young() + Each(keys, order, _file ??= database.Prepare(
            "insert into order_keys (key, order_id) values (?1, ?2) on conflict do nothing"));
    }

    public void Remove(Guid order, OrderFingerprint keys) => Each(keys, order, _remove ??= database.Prepare(
        "delete from order_keys where key = ?1 and order_id = ?2"));

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

    /// <summary>Writes the tree out once it is large; at the start of a transaction, before its work.</summary>
    public void Settle()
    {
        if (Young() < YoungKeys)
        {
            return;
        }

        var count = database.Scalar("select count(*) from order_keys");
        _segments.Add(Sorted(), count);
        database.Execute("delete from order_keys");
        _young = 0;
    }

    /// <summary>Takes all keys away.</summary>
    public void Clear()
    {
        database.Execute("delete from order_keys; delete from key_segments; delete from key_pages");
        _segments.Refresh();
        _young = 0;
    }

    /// <summary>After a rollback.</summary>
    public void Forget()
    {
        _young = null;
        _segments.Refresh();
        cache.Clear();
    }

    private int FindYoung(int kind, UInt128 hash, Guid from, Guid to, int limit, List<Guid> into)
    {
        // Without "limit ?": a limit that is bound makes the engine compile the statement anew each time.
        var query = (_find ??= database.Prepare(
                "select order_id from order_keys where key = ?1 and order_id >= ?2 and order_id < ?3 order by order_id desc"))
            .Bind(1, Key(kind, hash)).Bind(2, from).Bind(3, to);
        var found = 0;
        while (found < limit && query.Step())
        {
            into.Add(query.Guid(0));
            found++;
        }

        query.Reset();
        return found;
    }

    private long Young() => _young ??= database.Scalar("select count(*) from order_keys");

    private IEnumerable<ReadOnlyMemory<byte>> Sorted()
    {
        using var query = database.Query("select key, order_id from order_keys order by key, order_id");
        while (query.Step())
        {
            var entry = new byte[KeySegment.EntryBytes];
            query.Blob(0).CopyTo(entry);
            query.Blob(1).CopyTo(entry.AsSpan(16));
            yield return entry;
        }
    }

    private static int Each(OrderFingerprint keys, Guid order, SqliteStatement statement)
    {
        var count = keys.Content.Count;
        if (keys.Source is { } source)
        {
            statement.Bind(1, Key(Source, source)).Bind(2, order).Run();
            count++;
        }

        if (keys.Number is { } number)
        {
            statement.Bind(1, Key(Number, number)).Bind(2, order).Run();
            count++;
        }

        for (var i = 0; i < keys.Content.Count; i++)
        {
            statement.Bind(1, Key(Content, keys.Content[i])).Bind(2, order).Run();
        }

        return count;
    }

    // Kinds share one table; the same text hashed as two kinds must not meet.
    private static UInt128 Key(int kind, UInt128 hash) => hash ^ ((UInt128)(uint)kind << 64);

    private static void Entry(UInt128 key, Guid order, Span<byte> entry)
    {
        BinaryPrimitives.WriteUInt128BigEndian(entry, key);
        order.TryWriteBytes(entry[16..], bigEndian: true, out _);
    }
}
