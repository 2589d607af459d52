using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Hashes with their positions in the order of the hashes, in pages of a file. Memory keeps the first hash of each page, and a filter of 16
/// bits a hash that knows all but one absent hash in a hundred.
/// </summary>
internal sealed class SeenRun
{
    private const int HashBytes = 16;
    private const int EntryBytes = HashBytes + 4;
    private const int PageEntries = 4096 / EntryBytes;
    private const int Probes = 5;

    private readonly SafeFileHandle _file;
    private readonly long _from;
    private readonly int _count;
    private readonly UInt128[] _fences;
    private readonly ulong[] _filter;

    private SeenRun(SafeFileHandle file, long from, ReadOnlySpan<UInt128> hashes)
    {
        _file = file;
        _from = from;
        _count = hashes.Length;
        _fences = new UInt128[(hashes.Length + PageEntries - 1) / PageEntries];
        _filter = new ulong[(hashes.Length / 4) + 1];
        for (var i = 0; i < hashes.Length; i++)
        {
            _filter[Word(hashes[i])] |= Bits(hashes[i]);
            if (i % PageEntries == 0)
            {
                _fences[i / PageEntries] = hashes[i];
            }
        }
    }

    /// <summary>Writes a run behind what the file holds.</summary>
    /// <param name="file">The file.</param>
    /// <param name="hashes">Sorted.</param>
    /// <param name="positions">The position of each.</param>
    public static SeenRun Write(FileStream file, ReadOnlySpan<UInt128> hashes, ReadOnlySpan<int> positions)
    {
        var run = new SeenRun(file.SafeFileHandle, file.Length, hashes);
        Span<byte> page = stackalloc byte[PageEntries * EntryBytes];
        file.Position = run._from;
        for (var first = 0; first < hashes.Length; first += PageEntries)
        {
            var count = Math.Min(PageEntries, hashes.Length - first);
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteUInt128LittleEndian(page[(i * EntryBytes)..], hashes[first + i]);
                BinaryPrimitives.WriteInt32LittleEndian(page[((i * EntryBytes) + HashBytes)..], positions[first + i]);
            }

            file.Write(page[..(count * EntryBytes)]);
        }

        file.Flush();
        return run;
    }

    /// <summary>The position of a hash; -1 where it is not in this run.</summary>
    public int Find(UInt128 hash)
    {
        var bits = Bits(hash);
        if ((_filter[Word(hash)] & bits) != bits)
        {
            return -1;
        }

        var number = Array.BinarySearch(_fences, hash) is var found && found >= 0 ? found : ~found - 1;
        if (number < 0)
        {
            return -1;
        }

        Span<byte> room = stackalloc byte[PageEntries * EntryBytes];
        var page = room[..(Math.Min(PageEntries, _count - (number * PageEntries)) * EntryBytes)];
        if (RandomAccess.Read(_file, page, _from + ((long)number * PageEntries * EntryBytes)) < page.Length)
        {
            throw new EndOfStreamException("the working file of order numbers is cut off");
        }

        var (low, high) = (0, page.Length / EntryBytes);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = BinaryPrimitives.ReadUInt128LittleEndian(page[(middle * EntryBytes)..]) < hash ? (middle + 1, high) : (low, middle);
        }

        return low < page.Length / EntryBytes && BinaryPrimitives.ReadUInt128LittleEndian(page[(low * EntryBytes)..]) == hash
            ? BinaryPrimitives.ReadInt32LittleEndian(page[((low * EntryBytes) + HashBytes)..])
            : -1;
    }

    private int Word(UInt128 hash) => (int)Math.BigMul((ulong)(hash >> 64), (ulong)_filter.Length, out _);

    // The word is named by the upper half of the hash, the bits within it by the lower.
    private static ulong Bits(UInt128 hash)
    {
        var mixed = (ulong)hash;
        var bits = 0UL;
        for (var i = 0; i < Probes; i++, mixed >>= 6)
        {
            bits |= 1UL << (int)(mixed & 63);
        }

        return bits;
    }
}
