using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>Signature as the platform computes it over what it received; written apart from the connector's on purpose.</summary>
internal static class TopSignature
{
    /// <summary>The methods that the platform knows.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["md5", "hmac", "hmac-sha256"];

    /// <summary>Upper-case hex over every parameter but <c>sign</c> and those without a name or value.</summary>
    public static string Of(IReadOnlyDictionary<string, string> parameters, string secret, string method)
    {
        var text = Text(parameters);
        var key = Encoding.UTF8.GetBytes(secret);
        var hash = method switch
        {
            "md5" => MD5.HashData(Encoding.UTF8.GetBytes(secret + text + secret)),
            "hmac" => HMACMD5.HashData(key, Encoding.UTF8.GetBytes(text)),
            "hmac-sha256" => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)),
            _ => throw new ArgumentException("unknown method", nameof(method)),
        };
        return Convert.ToHexString(hash);
    }

    /// <summary>Names and values without separators, names in ordinal order.</summary>
    public static string Text(IReadOnlyDictionary<string, string> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters.Where(p => p.Key is not ("sign" or "") && p.Value.Length > 0).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        return text.ToString();
    }
}
