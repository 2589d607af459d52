using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Functions.Http;

/// <summary>
/// Sessions of browsers that showed the API key. A session is a token that tells when it ends, under a MAC: every instance with the same key knows it,
/// nothing of it is stored, and another key ends all of them. It never holds the key, and guessing the key from it costs a slow derivation a try.
/// </summary>
internal sealed class Sessions(string apiKey, TimeProvider clock)
{
    /// <summary>How long one lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private const int Iterations = 210_000;
    private const int StatedBytes = sizeof(long) + 16;
    private const int TokenBytes = StatedBytes + 32;

    private readonly Lazy<byte[]> _key = new(() => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(apiKey), "integration-hub/session/1"u8, Iterations, HashAlgorithmName.SHA256, 32));

    // Signed out here before their end; another instance honours them until then.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);

    /// <summary>A new session.</summary>
    public string Begin()
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        BitConverter.TryWriteBytes(token, (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(token[sizeof(long)..StatedBytes]);
        HMACSHA256.HashData(_key.Value, token[..StatedBytes], token[StatedBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>True for a session of this key that has not ended.</summary>
    public bool IsOpen(string? token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        return Read(token, bytes) && DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(bytes)) > clock.GetUtcNow() && !_ended.ContainsKey(Name(bytes));
    }

    /// <summary>Ends a session before its time.</summary>
    public void End(string? token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        if (!Read(token, bytes))
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (other, until) in _ended)
        {
            if (until <= now)
            {
                _ended.TryRemove(other, out _);
            }
        }

        _ended[Name(bytes)] = now + Lifetime;
    }

    /// <summary>False for what this key never signed.</summary>
    private bool Read(string? token, Span<byte> bytes)
    {
        if (token is not { Length: > 0 and <= 200 } || !Base64Url.IsValid(token, out var length) || length != TokenBytes)
        {
            return false;
        }

        Base64Url.DecodeFromChars(token, bytes);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(_key.Value, bytes[..StatedBytes], mac);
        return CryptographicOperations.FixedTimeEquals(mac, bytes[StatedBytes..]);
    }

    // By its bytes: one text more than another may stand for them.
    private static string Name(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes[..StatedBytes]);
}
