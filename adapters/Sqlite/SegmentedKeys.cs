using System.Buffers.Binary;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Adapters.Store;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Keys of the one process that writes: the newest in <see cref="YoungKeys"/>, the others in <see cref="KeySegments"/>.</summary>
internal sealed class SegmentedKeys(SqliteDatabase database, KeySegmentCache cache) : KeyRows
{
    /// <summary>New keys at which they are written out as a segment.</summary>
    internal const int YoungKeyCount = 60_000;

    private readonly KeySegments _segments = new(database, cache);
    private readonly YoungKeys _young = new(database);

    public override void Begin()
    {
        _segments.Refresh();
        if (database.IsReader)
        {
            _young.Refresh();
        }
    }

    public override int Mark() => _young.Mark();

    public override void RollBack(int mark) => _young.RollBack(mark);

    public override void Flush() => _young.Flush();

    public override void Settle()
    {
        if (_young.Count < YoungKeyCount)
        {
            return;
        }

        _segments.Add(_young.Sorted(), _young.Count);
        _young.Clear();
    }

    public override void Clear()
    {
        database.Execute("delete from key_segments; delete from key_pages");
        _young.Clear();
        _segments.Refresh();
    }

    public override void Forget()
    {
        _young.Forget();
        _segments.Refresh();
        cache.Clear();
    }

    protected override void Add(UInt128 key, Guid order) => _young.Add(key, order);

    protected override void Find(UInt128 key, Guid from, Guid gapFrom, Guid gapTo, int limit, List<Guid> into)
    {
        limit -= _young.Find(key, from, gapFrom, gapTo, limit, into);
        if (limit > 0)
        {
            Span<byte> entries = stackalloc byte[4 * KeySegment.EntryBytes];
            Entry(key, from, entries);
            Entry(key, gapFrom, entries[32..]);
            Entry(key, gapTo, entries[64..]);
            Entry(key, Guid.AllBitsSet, entries[96..]);
            _segments.Find(entries[..32], entries[32..64], entries[64..96], entries[96..], limit, into);
        }
    }

    protected override void Find(UInt128 key, int limit, List<Guid> into)
    {
        limit -= _young.Find(key, Guid.Empty, Guid.AllBitsSet, Guid.AllBitsSet, limit, into);
        if (limit > 0)
        {
            Span<byte> entries = stackalloc byte[2 * KeySegment.EntryBytes];
            Entry(key, Guid.Empty, entries);
            Entry(key, Guid.AllBitsSet, entries[32..]);
            _segments.Find(entries[..32], entries[32..], entries[32..], entries[32..], limit, into);
        }
    }

    private static void Entry(UInt128 key, Guid order, Span<byte> entry)
    {
        BinaryPrimitives.WriteUInt128BigEndian(entry, key);
        order.TryWriteBytes(entry[16..], bigEndian: true, out _);
    }
}
