using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>Shared access signatures: HMAC-SHA256, with the text of the key, over the escaped address and the moment of expiry.</summary>
public static class SasToken
{
    /// <summary>The token as it stands in the <c>Authorization</c> header.</summary>
    /// <param name="resource">Address that it is good for, and for all below.</param>
    /// <param name="keyName">Name of the policy.</param>
    /// <param name="key">The key's text; it looks like base64 but is not decoded.</param>
    /// <param name="expires">When it ends, UTC.</param>
    public static string Create(string resource, string keyName, string key, DateTimeOffset expires)
    {
        var escaped = Uri.EscapeDataString(resource);
        var until = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"SharedAccessSignature sr={escaped}&sig={Uri.EscapeDataString(Sign(escaped, until, key))}&se={until}&skn={Uri.EscapeDataString(keyName)}";
    }

    /// <summary>The signature, in base64, over exactly the texts that the token carries.</summary>
    public static string Sign(string escapedResource, string expiry, string key) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{escapedResource}\n{expiry}")));
}
