using System.Collections.Concurrent;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Sync.Credentials;

/// <summary>Knows the secrets that were read and takes them out of whatever people and logs get to see.</summary>
public sealed class SecretScrubber
{
    private const int Shortest = 4;
    private readonly ConcurrentDictionary<string, byte> _secrets = new(StringComparer.Ordinal);

    /// <summary>Remembers a secret, also as it stands in addresses and forms.</summary>
    public void Learn(string? secret)
    {
        if (secret is { Length: >= Shortest })
        {
            _secrets[secret] = 0;
            _secrets[Uri.EscapeDataString(secret)] = 0;
            _secrets[Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))] = 0;
        }
    }

    /// <summary>The text without secrets.</summary>
    public string Scrub(string text)
    {
        // The longest first: one secret may hold another.
        foreach (var secret in _secrets.Keys.OrderByDescending(s => s.Length))
        {
            text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    /// <summary>The fault without secrets.</summary>
    public Fault Scrub(Fault fault) => fault with
    {
        Message = Scrub(fault.Message),
        MessageZh = Scrub(fault.MessageZh),
        Detail = fault.Detail is { } detail ? Scrub(detail) : null,
    };
}
