using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Connectors.Taobao;

/// <summary>Signs a call: names in ordinal order, each followed by its value, empty ones left out; upper-case hex.</summary>
internal static class TaobaoSignature
{
    // The platform prescribes MD5 as one of its methods.
#pragma warning disable CA5351
    public static string Sign(IReadOnlyDictionary<string, string> parameters, string secret, TaobaoSignMethod method)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters.Where(p => p.Key is not ("" or "sign") && p.Value.Length > 0).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        var key = Encoding.UTF8.GetBytes(secret);
        var signed = Encoding.UTF8.GetBytes(text.ToString());
        return Convert.ToHexString(method switch
        {
            TaobaoSignMethod.Md5 => MD5.HashData([.. key, .. signed, .. key]),
            TaobaoSignMethod.Hmac => HMACMD5.HashData(key, signed),
            _ => HMACSHA256.HashData(key, signed),
        });
    }
#pragma warning restore CA5351

    /// <summary>The method as the parameter <c>sign_method</c> names it.</summary>
    public static string Name(TaobaoSignMethod method) => method switch
    {
        TaobaoSignMethod.Md5 => "md5",
        TaobaoSignMethod.Hmac => "hmac",
        _ => "hmac-sha256",
    };
}
