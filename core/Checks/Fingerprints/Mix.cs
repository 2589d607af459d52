using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IntegrationHub.Core.Checks.Fingerprints;

/// <summary>
/// Hashing for keys that are stored: the same on every machine and in every version. Folded multiplication (as in wyhash) where a
/// collision costs one comparison, SHA-256 where the key itself decides.
/// </summary>
internal static class Mix
{
    public const ulong Seed1 = 0x9E3779B97F4A7C15;
    public const ulong Seed2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Secret = 0xD6E8FEB86659FD93;

    /// <summary>Adds one value to a running hash; the order of additions matters.</summary>
    public static ulong Add(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ Secret, value ^ Seed1, out var low);
        return (high ^ low) + hash;
    }

    /// <summary>Adds text to a running hash.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        hash = Add(hash, (ulong)text.Length);
        while (text.Length >= 4)
        {
            hash = Add(hash, text[0] | ((ulong)text[1] << 16) | ((ulong)text[2] << 32) | ((ulong)text[3] << 48));
            text = text[4..];
        }

        var rest = 0UL;
        foreach (var c in text)
        {
            rest = (rest << 16) | c;
        }

        return Add(hash, rest);
    }

    /// <summary>Adds a number by its value: 1.0 and 1.00 are the same.</summary>
    public static ulong Add(ulong hash, decimal? number)
    {
        if (number is not { } value)
        {
            return Add(hash, 0x5Bu);
        }

        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        if ((bits[3] & 0x00FF0000) != 0 && bits[2] == 0)
        {
            return Add(hash, bits);
        }

        if ((bits[3] & 0x00FF0000) != 0)
        {
            // Dividing by one with 28 decimals strips trailing zeros; rare, as it takes more than 19 digits.
            decimal.GetBits(value / 1.0000000000000000000000000000m, bits);
        }

        return Add(Add(hash, (uint)bits[0] | ((ulong)(uint)bits[1] << 32)), (uint)bits[2] | ((ulong)(uint)bits[3] << 32));
    }

    /// <summary>Adds a calendar date, or that there is none.</summary>
    public static ulong Add(ulong hash, DateOnly? date) => Add(hash, date is { } day ? (ulong)day.DayNumber : 0xFFFF_FFFF);

    /// <summary>First 128 bits of SHA-256.</summary>
    public static UInt128 Sha(ReadOnlySpan<char> text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private static ulong Add(ulong hash, Span<int> bits)
    {
        var low = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
        var scale = (bits[3] >> 16) & 0xFF;
        while (scale > 0 && low % 10 == 0)
        {
            low /= 10;
            scale--;
        }

        var sign = low == 0 ? 0u : (uint)bits[3] & 0x8000_0000;
        return Add(Add(hash, low), (((ulong)scale << 16) | sign) << 32);
    }
}
