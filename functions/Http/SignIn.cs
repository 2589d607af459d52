using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Functions.Http;

/// <summary>The way in for a browser: a page that takes the API key and gives a session for it, and the way out.</summary>
internal sealed class SignIn(Gate gate)
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/hub/sign-in";

    /// <summary>Where a session is ended.</summary>
    public const string OutPath = "/hub/sign-out";

    private const int MostBytes = 4096;
    private const int Attempts = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const string Style =
        "body{font:15px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem;color:#1c2733}" +
        "h1{font-size:1.4rem}label,input,button{display:block;width:100%;box-sizing:border-box}input,button{font:inherit;padding:.5rem;margin:.3rem 0 1rem}" +
        "button{background:#1f4e79;color:#fff;border:0;border-radius:.2rem;cursor:pointer}.error{color:#a3201f}small{color:#4b5b6b}";

    private readonly PartitionedRateLimiter<HttpContext> _attempts = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(Caller(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = Attempts, Window = Window }));

    public IEnumerable<Endpoint> All()
    {
        yield return new Endpoint("GET", "/sign-in", "signInPage", "登录页", "Sign-in page", ShowAsync);
        yield return new Endpoint("POST", "/sign-in", "signIn", "登录", "Sign in", EnterAsync);
        yield return new Endpoint("POST", "/sign-out", "signOut", "退出", "Sign out", LeaveAsync);
    }

    private Task ShowAsync(HttpContext http)
    {
        if (!gate.NeedsSignIn || gate.HasSession(http.Request))
        {
            http.Response.Redirect("/hub/");
            return Task.CompletedTask;
        }

        return WriteAsync(http, StatusCodes.Status200OK, null, null);
    }

    private async Task EnterAsync(HttpContext http)
    {
        using var lease = _attempts.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            var seconds = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers.RetryAfter = seconds;
            await WriteAsync(
                http, StatusCodes.Status429TooManyRequests, $"尝试次数过多,请在 {seconds} 秒后再试。", $"Too many attempts; try again in {seconds} s.").ConfigureAwait(false);
            return;
        }

        if (!http.Request.HasFormContentType || http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problem.WrongMediaType(http.Request.ContentType, "application/x-www-form-urlencoded"));
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(await RequestBody.ReadAsync(http, MostBytes).ConfigureAwait(false)));
        if (!form.TryGetValue("key", out var key) || gate.Enter(key.ToString().Trim()) is not { } session)
        {
            await WriteAsync(http, StatusCodes.Status401Unauthorized, "密钥不对。", "That is not the key.").ConfigureAwait(false);
            return;
        }

        http.Response.Cookies.Append(Gate.Cookie, session, Cookie(http.Request, Sessions.Lifetime));
        SeeOther(http, "/hub/");
    }

    private Task LeaveAsync(HttpContext http)
    {
        gate.Leave(http.Request);
        http.Response.Cookies.Delete(Gate.Cookie, Cookie(http.Request, null));
        SeeOther(http, Path);
        return Task.CompletedTask;
    }

    // Behind a gateway that speaks TLS the hub itself is asked in plain HTTP; who claims TLS falsely only keeps his own cookie from being sent.
    private static CookieOptions Cookie(HttpRequest request, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps || request.Headers["X-Forwarded-Proto"].ToString().StartsWith("https", StringComparison.OrdinalIgnoreCase),
        Path = "/hub",
        MaxAge = age,
    };

    private static void SeeOther(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
    }

    private static Task WriteAsync(HttpContext http, int status, string? zh, string? en)
    {
        var english = HomePage.IsEnglish(http.Request);
        string Say(string chinese, string latin) => english ? latin : chinese;
        var language = english ? "en" : "zh";
        var page = new StringBuilder(2048)
            .Append("<!doctype html><html lang=\"").Append(Say("zh-CN", "en")).Append("\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>IntegrationHub</title><style>")
            .Append(Style).Append("</style><h1>IntegrationHub ").Append(Say("登录", "sign-in")).Append("</h1>");
        if (zh is not null)
        {
            page.Append("<p class=\"error\" role=\"alert\">").Append(WebUtility.HtmlEncode(Say(zh, en!))).Append("</p>");
        }

        page.Append("<form method=\"post\" action=\"").Append(Path).Append("?lang=").Append(language).Append("\"><label for=\"key\">").Append(Say("API 密钥", "API key"))
            .Append("</label><input id=\"key\" name=\"key\" type=\"password\" autocomplete=\"current-password\" required autofocus maxlength=\"1000\"><button>")
            .Append(Say("登录", "Sign in")).Append("</button></form><p><small>")
            .Append(Say(
                "密钥即启动枢纽时的环境变量 HUB_API_KEY。登录 8 小时内有效,仅供查看;程序请以 Authorization: Bearer 提供密钥。",
                "The key is HUB_API_KEY of the environment that the hub was started with. A sign-in lasts 8 hours and is for looking only; programs send the key as Authorization: Bearer."))
            .Append("</small></p><p><a href=\"").Append(Path).Append(Say("?lang=en\">English", "?lang=zh\">中文")).Append("</a></p></html>");
        http.Response.StatusCode = status;
        http.Response.Headers.ContentSecurityPolicy = HomePage.Policy;
        return Answer.TextAsync(http, "text/html; charset=utf-8", page.ToString());
    }

    /// <summary>Who tries: the address, of IPv6 the network that one household or machine has as a whole.</summary>
    private static string Caller(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(8, bytes.Length)));
    }
}
