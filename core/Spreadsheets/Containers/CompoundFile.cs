using System.Buffers.Binary;
using System.Text;

namespace IntegrationHub.Core.Spreadsheets.Containers;

/// <summary>The names in an OLE compound file's directory, enough to tell what the file is. Loops and wild sector numbers end the reading.</summary>
internal static class CompoundFile
{
    private const int MaxEntries = 4096;

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Names of storages and streams; empty where the directory cannot be followed.</summary>
    public static IReadOnlyList<string> Names(Stream file)
    {
        var names = new List<string>();
        var header = new byte[512];
        file.Position = 0;
        if (file.ReadAtLeast(header, header.Length, false) < header.Length)
        {
            return names;
        }

        int shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (shift is < 7 or > 16)
        {
            return names;
        }

        var sector = new byte[1 << shift];
        var fat = new byte[1 << shift];
        var at = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        var visited = new HashSet<uint>();
        while (at < 0xFFFFFFF0 && visited.Add(at) && names.Count < MaxEntries && ReadSector(file, at, shift, sector))
        {
            for (var entry = 0; entry + 128 <= sector.Length; entry += 128)
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(sector.AsSpan(entry + 64));
                if (length is >= 2 and <= 64)
                {
                    names.Add(Encoding.Unicode.GetString(sector, entry, length - 2));
                }
            }

            at = Next(file, header, at, shift, fat);
        }

        return names;
    }

    private static uint Next(Stream file, byte[] header, uint at, int shift, byte[] fat)
    {
        var perSector = (1 << shift) / 4;
        var index = at / (uint)perSector;
        if (index >= 109)
        {
            // Directories that far out belong to files far larger than what is looked for here.
            return uint.MaxValue;
        }

        var fatSector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + ((int)index * 4)));
        return fatSector < 0xFFFFFFF0 && ReadSector(file, fatSector, shift, fat)
            ? BinaryPrimitives.ReadUInt32LittleEndian(fat.AsSpan((int)(at % (uint)perSector) * 4))
            : uint.MaxValue;
    }

    private static bool ReadSector(Stream file, uint number, int shift, byte[] sector)
    {
        var offset = ((long)number + 1) << shift;
        if (offset >= file.Length)
        {
            return false;
        }

        file.Position = offset;
        Array.Clear(sector);
        return file.ReadAtLeast(sector, sector.Length, false) > 0;
    }
}
