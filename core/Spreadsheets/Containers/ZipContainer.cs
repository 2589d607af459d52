using System.Buffers.Binary;
using System.Text;
using IntegrationHub.Core.Spreadsheets.Reading;
using Microsoft.Win32.SafeHandles;

namespace IntegrationHub.Core.Spreadsheets.Containers;

/// <summary>
/// A zip file read by its central directory. Names are looked up without regard to case, slashes or percent-encoding, the
/// first of duplicates wins, and several parts can be read at the same time.
/// </summary>
internal sealed class ZipContainer : IDisposable
{
    private const int MaxEntries = 20_000;
    private const int MaxDirectoryBytes = 16 << 20;
    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly long _base;
    private readonly ReadBudget _budget;
    private readonly Dictionary<string, ZipEntry> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ZipEntry> _entries = [];

    public ZipContainer(string path, ReadBudget budget)
    {
        _budget = budget;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            _length = RandomAccess.GetLength(_file);
            _base = ReadDirectory();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public IReadOnlyList<ZipEntry> Entries => _entries;

    /// <summary>The part name in the form that lookups use: no leading slash, forward slashes, dots resolved.</summary>
    public static string Normalise(string name)
    {
        name = name.Replace('\\', '/');
        if (name.Contains('%'))
        {
            name = Uri.UnescapeDataString(name);
        }

        if (!name.StartsWith('/') && !name.Contains("./", StringComparison.Ordinal) && !name.Contains("//", StringComparison.Ordinal))
        {
            return name;
        }

        var segments = new List<string>();
        foreach (var segment in name.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    public ZipEntry? Find(string name) => _byName.GetValueOrDefault(Normalise(name));

    /// <summary>Opens a part for one forward pass; limits and checksum are looked after while reading.</summary>
    public Stream Open(ZipEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw ReadBudget.Stop(WorkbookFindings.Password, "zip");
        }

        Span<byte> header = stackalloc byte[30];
        var at = _base + entry.HeaderOffset;
        if (at < 0 || at + 30 > _length || RandomAccess.Read(_file, header, at) < 30 || BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034B50)
        {
            throw ReadBudget.Damaged($"zip member {entry.Name}", $"zip 成员 {entry.Name}");
        }

        var data = at + 30 + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var raw = new FileSlice(_file, data, Math.Max(0, Math.Min(entry.CompressedLength, _length - data)));
        return new PartStream(entry, raw, _budget);
    }

    public void Dispose() => _file.Dispose();

    private long ReadDirectory()
    {
        var tail = new byte[(int)Math.Min(_length, 65_557)];
        RandomAccess.Read(_file, tail, _length - tail.Length);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + 22 > tail.Length)
        {
            throw ReadBudget.Damaged("the zip directory is missing, the file is cut off", "缺少 zip 目录，文件不完整");
        }

        var endAt = _length - tail.Length + end;
        var record = tail.AsSpan(end);
        long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (count == 0xFFFF || size == 0xFFFFFFFF || offset == 0xFFFFFFFF)
        {
            ReadZip64(tail, end, ref count, ref size, ref offset, ref endAt);
        }

        if (count > MaxEntries || size > MaxDirectoryBytes)
        {
            throw ReadBudget.TooLarge("zip members", "zip 成员数", $"{MaxEntries}");
        }

        // Bytes put before a zip shift every offset in it; the directory stands right before its end record.
        var shift = endAt - size - offset;
        if (shift < 0 || offset < 0 || size < 0)
        {
            throw ReadBudget.Damaged("the zip directory lies outside the file", "zip 目录超出文件范围");
        }

        var directory = new byte[size];
        RandomAccess.Read(_file, directory, offset + shift);
        ReadEntries(directory);
        return shift;
    }

    private void ReadZip64(byte[] tail, int end, ref long count, ref long size, ref long offset, ref long endAt)
    {
        Span<byte> record = stackalloc byte[56];
        if (end < 20 || BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end - 20)) != 0x07064B50)
        {
            return;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - 12));
        if (at < 0 || at > _length - 56 || RandomAccess.Read(_file, record, at) < 56 || BinaryPrimitives.ReadUInt32LittleEndian(record) != 0x06064B50)
        {
            throw ReadBudget.Damaged("the zip64 directory is missing", "缺少 zip64 目录");
        }

        count = BinaryPrimitives.ReadInt64LittleEndian(record[32..]);
        size = BinaryPrimitives.ReadInt64LittleEndian(record[40..]);
        offset = BinaryPrimitives.ReadInt64LittleEndian(record[48..]);
        endAt = at;
        if (count < 0 || size < 0 || size > _length)
        {
            throw ReadBudget.Damaged("the zip64 directory is missing", "缺少 zip64 目录");
        }
    }

    private void ReadEntries(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 46 && BinaryPrimitives.ReadUInt32LittleEndian(rest) == 0x02014B50)
        {
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
            int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
            if (46 + nameLength + extraLength > rest.Length)
            {
                throw ReadBudget.Damaged("the zip directory is cut off", "zip 目录不完整");
            }

            if (_entries.Count >= MaxEntries)
            {
                throw ReadBudget.TooLarge("zip members", "zip 成员数", $"{MaxEntries}");
            }

            AddEntry(rest, Encoding.UTF8.GetString(rest.Slice(46, nameLength)), rest.Slice(46 + nameLength, extraLength));
            rest = rest[Math.Min(rest.Length, 46 + nameLength + extraLength + commentLength)..];
        }
    }

    private void AddEntry(ReadOnlySpan<byte> record, string name, ReadOnlySpan<byte> extra)
    {
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(record[20..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(record[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[42..]);
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var body = extra.Slice(4, Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4));
            if (id == 1)
            {
                Take(ref length, ref body);
                Take(ref compressed, ref body);
                Take(ref offset, ref body);
                break;
            }

            extra = extra[(4 + body.Length)..];
        }

        var entry = new ZipEntry(
            Normalise(name),
            BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            BinaryPrimitives.ReadUInt16LittleEndian(record[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            compressed,
            length,
            offset);
        _entries.Add(entry);
        _byName.TryAdd(entry.Name, entry);

        static void Take(ref long value, ref ReadOnlySpan<byte> body)
        {
            if (value == 0xFFFFFFFF && body.Length >= 8)
            {
                value = BinaryPrimitives.ReadInt64LittleEndian(body);
                body = body[8..];
            }
        }
    }
}
