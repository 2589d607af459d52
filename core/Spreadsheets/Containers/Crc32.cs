using System.Buffers.Binary;

namespace IntegrationHub.Core.Spreadsheets.Containers;

/// <summary>The checksum of zip members, eight bytes at a time (polynomial 0xEDB88320, reflected).</summary>
internal static class Crc32
{
    public const uint Start = 0xFFFFFFFF;
    private static readonly uint[] Table = Build();

    public static uint Finish(uint crc) => ~crc;

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[0x700 + (byte)low] ^ table[0x600 + (byte)(low >> 8)] ^ table[0x500 + (byte)(low >> 16)] ^ table[0x400 + (low >> 24)]
                ^ table[0x300 + (byte)high] ^ table[0x200 + (byte)(high >> 8)] ^ table[0x100 + (byte)(high >> 16)] ^ table[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] Build()
    {
        var table = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        for (var i = 0x100; i < table.Length; i++)
        {
            var before = table[i - 0x100];
            table[i] = table[(byte)before] ^ (before >> 8);
        }

        return table;
    }
}
