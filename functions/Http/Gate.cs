using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IntegrationHub.Functions.Http;

/// <summary>
/// Who may come in. With an API key everyone must show it; health alone is told without. Without one the hub listens on loopback only, and a web page in the
/// user's browser is kept out: its requests name a foreign host (DNS rebinding) or a foreign origin.
/// </summary>
/// <param name="apiKey">The configured key; null when none.</param>
/// <param name="runKey">Key of this run, known to the command line of the same user.</param>
internal sealed class Gate(string? apiKey, string runKey)
{
    private readonly byte[]? _apiKey = apiKey is null ? null : Hash(apiKey);
    private readonly byte[] _runKey = Hash(runKey);

    /// <summary>Null where the request may pass.</summary>
    public Problem? Check(HttpRequest request)
    {
        if (IsRunKey(request))
        {
            return null;
        }

        if (_apiKey is not null)
        {
            return IsHealth(request) ? null : Bearer(request) is { } shown && CryptographicOperations.FixedTimeEquals(Hash(shown), _apiKey)
                ? null
                : new Problem(StatusCodes.Status401Unauthorized, "unauthorized", "Show the API key as a bearer token.", "请以 Bearer 令牌提供 API 密钥。");
        }

        if (!IsLocal(request.Host.Host))
        {
            return new Problem(StatusCodes.Status403Forbidden, "foreign-host", "Ask for localhost, or set HUB_API_KEY.", "请使用 localhost 访问,或设置 HUB_API_KEY。");
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwnOrigin(request)
            ? null
            : new Problem(StatusCodes.Status403Forbidden, "foreign-origin", "Requests from other web sites are refused.", "拒绝来自其他网站的请求。");
    }

    /// <summary>True for the command line of the user who runs the hub; it may name paths on this machine.</summary>
    public bool IsRunKey(HttpRequest request) =>
        Bearer(request) is { } shown && CryptographicOperations.FixedTimeEquals(Hash(shown), _runKey);

    // What an orchestrator asks with: it has no key, and learns nothing but whether to wait.
    private static bool IsHealth(HttpRequest request) => (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Path.Value is "/hub/health/live" or "/hub/health/ready";

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return !StringValues.IsNullOrEmpty(header) && header.ToString() is { } text && text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? text[7..].Trim()
            : null;
    }

    private static bool IsLocal(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return StringValues.IsNullOrEmpty(origin)
            || (Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    // Comparing hashes of equal length keeps the key's length to itself as well.
    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
