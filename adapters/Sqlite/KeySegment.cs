using System.Buffers.Binary;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>
/// What memory keeps of one sorted run of keys: a filter that says "certainly not here" for all but one absent key in some hundreds, and the
/// first entry of each page. Immutable, shared by all connections.
/// </summary>
/// <param name="Id">Number of the segment.</param>
/// <param name="Level">0 as written out first, 1 joined of eight.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="Fences">First entry of each page, one behind the other.</param>
/// <param name="Filter">Blocks of 64 bytes.</param>
internal sealed record KeySegment(long Id, int Level, long Entries, byte[] Fences, byte[] Filter)
{
    /// <summary>Bytes of an entry: key and order id, both big-endian, so that bytes sort as (key, order).</summary>
    public const int EntryBytes = 32;

    /// <summary>Entries of a page, so that its row just fits a page of the file.</summary>
    public const int PageEntries = 126;

    private const int BlockBytes = 64;
    private const int Probes = 7;

    /// <summary>Pages in it.</summary>
    public int Pages => Fences.Length / EntryBytes;

    /// <summary>Row number of a page.</summary>
    public static long PageId(long segment, int page) => (segment << 32) | (uint)page;

    /// <summary>An empty filter for so many keys: 16 bits each. Each segment is asked for each key, so that pages looked into for nothing add up.</summary>
    public static byte[] NewFilter(long keys) => new byte[Math.Max(1, (keys * 16 / 8 / BlockBytes) + 1) * BlockBytes];

    /// <summary>Adds a key to a filter.</summary>
    public static void Add(byte[] filter, ReadOnlySpan<byte> key)
    {
        var (block, bits) = Place(filter, key);
        for (var i = 0; i < Probes; i++, bits >>= 9)
        {
            filter[block + (int)((bits >> 3) & 63)] |= (byte)(1 << (int)(bits & 7));
        }
    }

    /// <summary>False where the key is certainly not in the segment.</summary>
    public bool MayHold(ReadOnlySpan<byte> key)
    {
        var (block, bits) = Place(Filter, key);
        for (var i = 0; i < Probes; i++, bits >>= 9)
        {
            if ((Filter[block + (int)((bits >> 3) & 63)] & (1 << (int)(bits & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The last page whose first entry sorts before this one; -1 when none does.</summary>
    public int LastPageBefore(ReadOnlySpan<byte> entry)
    {
        var (low, high) = (0, Pages);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Fences.AsSpan(middle * EntryBytes, EntryBytes).SequenceCompareTo(entry) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    /// <summary>Number of entries of a page that sort before this one.</summary>
    public static int CountBefore(ReadOnlySpan<byte> page, ReadOnlySpan<byte> entry)
    {
        var (low, high) = (0, page.Length / EntryBytes);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = page.Slice(middle * EntryBytes, EntryBytes).SequenceCompareTo(entry) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Keys are hashes already: one half names the block, the other the bits.
    private static (int Block, ulong Bits) Place(byte[] filter, ReadOnlySpan<byte> key)
    {
        var blocks = (ulong)(filter.Length / BlockBytes);
        var block = Math.BigMul(BinaryPrimitives.ReadUInt64BigEndian(key), blocks, out _);
        return ((int)block * BlockBytes, BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
    }
}
