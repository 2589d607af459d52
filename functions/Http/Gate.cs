using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IntegrationHub.Functions.Http;

/// <summary>
/// Who may come in. With an API key everyone must show it; health alone is told without. Without one the hub listens on loopback only, and a web page in the
/// user's browser is kept out: its requests name a foreign host (DNS rebinding) or a foreign origin. A browser that showed the key has a session, which
/// lets it look and change nothing.
/// </summary>
/// <param name="apiKey">The configured key; null when none.</param>
/// <param name="runKey">Key of this run, known to the command line of the same user.</param>
/// <param name="clock">Ends sessions.</param>
internal sealed class Gate(string? apiKey, string runKey, TimeProvider clock)
{
    /// <summary>Name of the cookie that holds a session.</summary>
    public const string Cookie = "hub_session";

    private readonly Sessions? _sessions = apiKey is null ? null : new Sessions(apiKey, clock);
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
            if (IsHealth(request) || (Bearer(request) is { } shown && IsApiKey(shown)))
            {
                return null;
            }

            // The way in and out; from another web site neither.
            if (request.Path.Value is SignIn.Path or SignIn.OutPath)
            {
                return IsLook(request) || IsSameSite(request) ? null : Foreign();
            }

            return IsLook(request) && HasSession(request)
                ? null
                : new Problem(StatusCodes.Status401Unauthorized, "unauthorized", "Show the API key as a bearer token.", "请以 Bearer 令牌提供 API 密钥。");
        }

        if (!IsLocal(request.Host.Host))
        {
            return new Problem(StatusCodes.Status403Forbidden, "foreign-host", "Ask for localhost, or set HUB_API_KEY.", "请使用 localhost 访问,或设置 HUB_API_KEY。");
        }

        return IsLook(request) || IsOwnOrigin(request) ? null : Foreign();
    }

    /// <summary>True where a browser has to sign in.</summary>
    public bool NeedsSignIn => _apiKey is not null;

    /// <summary>True where a person's browser asked for a page and has to sign in first; programs are told 401.</summary>
    public bool MaySignIn(HttpRequest request) =>
        NeedsSignIn && IsLook(request) && StringValues.IsNullOrEmpty(request.Headers.Authorization)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>A session for who shows the API key; null for anybody else.</summary>
    public string? Enter(string key) => _sessions is not null && IsApiKey(key) ? _sessions.Begin() : null;

    /// <summary>True where the request comes with a session that is open.</summary>
    public bool HasSession(HttpRequest request) => _sessions?.IsOpen(request.Cookies[Cookie]) == true;

    /// <summary>Ends the session that the request comes with.</summary>
    public void Leave(HttpRequest request) => _sessions?.End(request.Cookies[Cookie]);

    /// <summary>True for the command line of the user who runs the hub; it may name paths on this machine.</summary>
    public bool IsRunKey(HttpRequest request) =>
        Bearer(request) is { } shown && CryptographicOperations.FixedTimeEquals(Hash(shown), _runKey);

    private bool IsApiKey(string shown) => CryptographicOperations.FixedTimeEquals(Hash(shown), _apiKey!);

    private static bool IsLook(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static Problem Foreign() =>
        new(StatusCodes.Status403Forbidden, "foreign-origin", "Requests from other web sites are refused.", "拒绝来自其他网站的请求。");

    // A browser says itself where a request comes from, whatever host a gateway passes on; on plain HTTP it names the origin alone.
    private static bool IsSameSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => IsOwnOrigin(request),
        "same-origin" or "none" => true,
        _ => false,
    };

    // What an orchestrator asks with: it has no key, and learns nothing but whether to wait.
    private static bool IsHealth(HttpRequest request) => IsLook(request) && request.Path.Value is "/hub/health/live" or "/hub/health/ready";

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
