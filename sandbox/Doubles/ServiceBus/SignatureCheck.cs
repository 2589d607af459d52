using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>Judges the <c>Authorization</c> header as the service does: shape, key, expiry, signature, reach, rights.</summary>
internal sealed class SignatureCheck(ServiceBusDoubleOptions options)
{
    private const string Scheme = "SharedAccessSignature ";

    /// <summary>Null where the caller may; else why not.</summary>
    /// <param name="header">The header as received.</param>
    /// <param name="host">Host that was asked, without port.</param>
    /// <param name="path">Path as received, undecoded, without query.</param>
    /// <param name="needed">What the operation needs.</param>
    public string? Refusal(string? header, string host, string path, BusRights needed)
    {
        if (string.IsNullOrEmpty(header))
        {
            return "MissingToken: The authorization header was not found.";
        }

        if (header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return options.Tokens.TryGetValue(header["Bearer ".Length..], out var allowed) ? Lacking(allowed, needed) : "InvalidToken: The token is not valid.";
        }

        if (!header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return "MalformedToken: The authorization scheme is not supported.";
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[Scheme.Length..].Split('&'))
        {
            if (part.Split('=', 2) is not [var name, var value] || !parts.TryAdd(name, value))
            {
                return "MalformedToken: The token is not a list of distinct name=value pairs.";
            }
        }

        return parts.TryGetValue("sr", out var resource) && parts.TryGetValue("sig", out var signature)
            && parts.TryGetValue("se", out var expiry) && parts.TryGetValue("skn", out var keyName)
                ? Judge(resource, signature, expiry, Uri.UnescapeDataString(keyName), host, path, needed)
                : "MalformedToken: sr, sig, se and skn are required.";
    }

    private string? Judge(string resource, string signature, string expiry, string keyName, string host, string path, BusRights needed)
    {
        if (!long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return "MalformedToken: se is not a number of seconds.";
        }

        if (seconds <= options.Clock.GetUtcNow().ToUnixTimeSeconds())
        {
            return "ExpiredToken: The token has expired.";
        }

        if (!options.Keys.TryGetValue(keyName, out var key))
        {
            return "InvalidSignature: The key name is unknown.";
        }

        // Over the text of sr as it came, whatever case its escapes are in; the key is text and is not decoded.
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Key), Encoding.UTF8.GetBytes(resource + "\n" + expiry));
        var given = new byte[expected.Length];
        if (!Convert.TryFromBase64String(Uri.UnescapeDataString(signature), given, out var length) || length != expected.Length
            || !CryptographicOperations.FixedTimeEquals(given, expected))
        {
            return "InvalidSignature: The token has an invalid signature.";
        }

        return Reaches(Uri.UnescapeDataString(resource), host, path) ? Lacking(key.Rights, needed) : "InvalidAudience: The token is for another resource.";
    }

    private static string? Lacking(BusRights allowed, BusRights needed) =>
        (allowed & needed) == needed ? null : $"Unauthorized access. '{needed}' claim(s) are required to perform this operation.";

    private static bool Reaches(string resource, string host, string path)
    {
        var rest = resource[(resource.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..];
        rest = rest.Split('?')[0];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = (slash < 0 ? rest : rest[..slash]).Split(':')[0];
        var prefix = (slash < 0 ? "" : rest[slash..]).TrimEnd('/');
        return authority.Equals(host, StringComparison.OrdinalIgnoreCase)
            && path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && (path.Length == prefix.Length || path[prefix.Length] is '/');
    }
}
