using System.Buffers.Binary;
using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Containers;

/// <summary>
/// An OLE compound file (MS-CFB): its names, and one stream by name. Sector chains are followed with a bound, so that loops and
/// wild numbers end the reading instead of spinning.
/// </summary>
internal sealed class CompoundFile
{
    private const int MaxEntries = 4096;
    private const int MaxMiniTable = 16 << 20;
    private const int HeaderLength = 512;
    private const int MiniSectorShift = 6;
    private const uint LastRegularSector = 0xFFFFFFF0;
    private readonly Stream _file;
    private readonly byte[] _header = new byte[HeaderLength];
    private readonly List<Entry> _entries = [];
    private readonly int _shift;
    private readonly uint[] _fat = [];

    public CompoundFile(Stream file)
    {
        _file = file;
        file.Position = 0;
        if (file.ReadAtLeast(_header, HeaderLength, false) < HeaderLength)
        {
            return;
        }

        _shift = BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(30));
        if (_shift is < 7 or > 16)
        {
            return;
        }

        _fat = ReadFat();
        ReadDirectory();
    }

    private enum EntryType : byte
    {
        Stream = 2,
        Root = 5,
    }

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Names of storages and streams; empty where the directory cannot be followed.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Select(e => e.Name)];

    /// <summary>The bytes of a stream; null where there is none, shorter than stated where its chain breaks off.</summary>
    public byte[]? Read(string name, int limit)
    {
        if (_entries.Find(e => e.Type == EntryType.Stream && e.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } entry)
        {
            return null;
        }

        var cutoff = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(56));
        var length = (int)Math.Min(Math.Min(entry.Length, _file.Length), limit);
        return entry.Length >= cutoff ? ReadChain(entry.Start, length) : ReadMini(entry.Start, length, limit);
    }

    private byte[] ReadMini(uint start, int length, int limit)
    {
        var root = _entries.Find(e => e.Type == EntryType.Root);
        if (root is null)
        {
            return [];
        }

        var mini = ReadChain(root.Start, (int)Math.Min(Math.Min(root.Length, _file.Length), limit));
        var table = ReadChain(BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(60)), (int)Math.Min(_file.Length, MaxMiniTable));
        var result = new byte[length];
        var done = 0;
        var at = start;
        while (done < length && at < LastRegularSector && ((long)at << MiniSectorShift) < mini.Length)
        {
            var from = (int)at << MiniSectorShift;
            var part = Math.Min(Math.Min(1 << MiniSectorShift, length - done), mini.Length - from);
            mini.AsSpan(from, part).CopyTo(result.AsSpan(done));
            done += part;
            at = ((long)at + 1) * 4 <= table.Length ? BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan((int)at * 4)) : uint.MaxValue;
        }

        return result[..done];
    }

    private byte[] ReadChain(uint start, int length)
    {
        var result = new byte[length];
        var done = 0;
        var sector = new byte[1 << _shift];
        var at = start;
        for (var left = _file.Length >> _shift; left >= 0 && done < length && at < LastRegularSector; left--)
        {
            var part = Math.Min(ReadSector(at, sector), length - done);
            if (part == 0)
            {
                break;
            }

            sector.AsSpan(0, part).CopyTo(result.AsSpan(done));
            done += part;
            at = at < _fat.Length ? _fat[at] : uint.MaxValue;
        }

        return done == length ? result : result[..done];
    }

    private uint[] ReadFat()
    {
        var perSector = (1 << _shift) / 4;
        var most = (int)Math.Min((_file.Length >> _shift) / perSector + 2, 1 << 20);
        var sectors = new List<uint>();
        for (var i = 0; i < 109 && sectors.Count < most; i++)
        {
            sectors.Add(BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(76 + (i * 4))));
        }

        var sector = new byte[1 << _shift];
        var next = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(68));
        while (next < LastRegularSector && sectors.Count < most && ReadSector(next, sector) > 0)
        {
            for (var i = 0; i < perSector - 1 && sectors.Count < most; i++)
            {
                sectors.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(i * 4)));
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan((perSector - 1) * 4));
        }

        var fat = new List<uint>();
        foreach (var number in sectors)
        {
            if (number >= LastRegularSector || ReadSector(number, sector) == 0)
            {
                break;
            }

            for (var i = 0; i < perSector; i++)
            {
                fat.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(i * 4)));
            }
        }

        return [.. fat];
    }

    private void ReadDirectory()
    {
        var directory = ReadChain(BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(48)), MaxEntries * 128);
        for (var at = 0; at + 128 <= directory.Length; at += 128)
        {
            var entry = directory.AsSpan(at, 128);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
            if (length is >= 2 and <= 64)
            {
                _entries.Add(new Entry(
                    Encoding.Unicode.GetString(entry[..(length - 2)]),
                    (EntryType)entry[66],
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(entry[120..])));
            }
        }
    }

    private int ReadSector(uint number, byte[] sector)
    {
        var offset = ((long)number + 1) << _shift;
        if (offset >= _file.Length)
        {
            return 0;
        }

        _file.Position = offset;
        Array.Clear(sector);
        return _file.ReadAtLeast(sector, sector.Length, false);
    }

    private sealed record Entry(string Name, EntryType Type, uint Start, long Length);
}
