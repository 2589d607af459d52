using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>Signature as the platform computes it over what it received; written apart from the connector's on purpose.</summary>
internal static class JdSignature
{
    public static string Of(IReadOnlyDictionary<string, string> parameters, string secret) =>
        Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(secret + Text(parameters) + secret)));

    public static string Text(IReadOnlyDictionary<string, string> parameters) =>
        string.Concat(parameters.Where(p => p.Key is not ("sign" or "") && p.Value.Length > 0).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + p.Value));
}
