using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Connectors.Jd;

/// <summary>Signs a call: names in ordinal order, each followed by its value, empty ones left out, the secret on both sides.</summary>
internal static class JdSignature
{
    // The platform prescribes MD5.
#pragma warning disable CA5351
    public static string Sign(IReadOnlyDictionary<string, string> parameters, string secret)
    {
        var text = new StringBuilder(secret);
        foreach (var (name, value) in parameters.Where(p => p.Key is not ("" or "sign") && p.Value.Length > 0).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text.Append(secret).ToString())));
    }
#pragma warning restore CA5351
}
