using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Wire;

namespace IntegrationHub.Sandbox.Doubles.Jd;

/// <summary>
/// A strict double of JD's open service: it refuses what the platform refuses, in the platform's order and words, and knows the truth
/// about its orders. Gateway <c>/routerjson</c>, authorisation <c>/oauth2</c>.
/// </summary>
internal sealed class JdDouble : IWireDouble
{
    private const string BusinessParameters = "360buy_param_json";
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(6);

    private readonly PlatformClock _clock;
    private readonly JdMethods _methods;

    public JdDouble(Shop shop, JdSetup options, TimeProvider clock)
    {
        (Shop, Options, _clock) = (shop, options, new PlatformClock(clock));
        Tokens = new TokenStore(_clock, shop.Plan.Seed, options.TokenLife, "");
        Quota = new CallQuota(_clock, options.CallsPerSecond, options.CallsPerDay);
        _methods = new JdMethods(shop, options, _clock);
    }

    public string Number(long key) => JdOrder.Id(key);

    public long Key(string number) => JdOrder.Key(number);

    public Shop Shop { get; }

    public JdSetup Options { get; }

    public TokenStore Tokens { get; }

    public CallQuota Quota { get; }

    public FaultScript Faults { get; } = new();

    public ShownVersions Shown { get; } = new();

    /// <inheritdoc/>
    public TimeSpan Skew
    {
        get => _clock.Skew;
        set => _clock.Skew = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <inheritdoc/>
    public WireReply Answer(WireCall call, CallFate fate) => call.Path switch
    {
        "/routerjson" => Gateway(call, fate),
        "/oauth2/access_token" or "/oauth2/refresh_token" => Token(call),
        _ => new WireReply(404, "text/html", []),
    };

    private static WireReply Reply(JsonObject body) => new(200, "application/json;charset=UTF-8", Encoding.UTF8.GetBytes(body.ToJsonString(Json)));

    private WireReply Gateway(WireCall call, CallFate fate)
    {
        try
        {
            var parameters = call.Merged() ?? throw new JdRefusal(JdError.Invalid("duplicate"));
            var method = Admit(parameters);
            Refuse(fate);
            var arguments = new JdArguments(parameters.GetValueOrDefault(BusinessParameters));
            if (fate.Fault == WireFault.RowsMove)
            {
                MoveRow(arguments);
            }

            var body = _methods.All[method](arguments);
            body.Insert(0, "code", "0");
            if (fate.Fault is WireFault.None or WireFault.RowsMove or WireFault.Slow or WireFault.RawControls)
            {
                Remember(body);
            }

            return Reply(new JsonObject { [method.Replace('.', '_') + "_responce"] = body });
        }
        catch (JdRefusal refusal)
        {
            return Reply(refusal.Error.Body());
        }
    }

    /// <summary>Everything that is checked before a method runs, in the platform's order.</summary>
    private string Admit(Dictionary<string, string> parameters)
    {
        string? Of(string name) => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        static void Fail(bool wrong, string code, string zh, string en)
        {
            if (wrong)
            {
                throw new JdRefusal(new JdError(code, zh, en));
            }
        }

        var method = Of("method");
        Fail(method is null, "14", "缺少方法名参数", "Missing Method");
        Fail(!_methods.All.ContainsKey(method!), "15", "方法名不存在", "Invalid Method");
        Fail(Of("app_key") is null, "20", "缺少app_key参数", "Missing app_key");
        Fail(Of("app_key") != Options.AppKey, "21", "无效的app_key参数", "Invalid app_key");
        Fail(Of("timestamp") is null, "7", "缺少时间戳参数", "Missing Timestamp");
        Fail(Sent(Of("timestamp")!) is not { } sent || (_clock.GetUtcNow() - sent).Duration() > Tolerance, "8", "非法的时间戳参数", "Invalid Timestamp");
        Fail(Of("v") is null, "4", "缺少版本参数", "Missing Version");
        Fail(Of("v") != "2.0", "5", "不支持的版本号", "Unsupported Version");
        Fail(Of("sign") is null, "11", "缺少签名参数", "Missing Signature");
        Fail(JdSignature.Of(parameters, Options.AppSecret) != Of("sign"), "12", "无效签名", "Invalid Signature");
        Fail(Of("access_token") is null, "18", "缺少access_token参数", "Missing access_token");
        Fail(Tokens.Seller(Of("access_token")!) is null, "19", $"token已过期或者不存在，请重新授权:{Of("access_token")}", "Invalid access_token");
        Fail(Quota.Take(method!) is not null, JdError.FlowControl.Code, JdError.FlowControl.Zh, JdError.FlowControl.En);
        return method!;
    }

    /// <summary>With milliseconds and offset, or a plain clock of UTC+8.</summary>
    private static DateTimeOffset? Sent(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact : JdArguments.Parse(text);

    private void Refuse(CallFate fate)
    {
        switch (fate.Fault)
        {
            case WireFault.FlowControl:
                Quota.Ban(fate.Wait);
                throw new JdRefusal(JdError.FlowControl);
            case WireFault.RemoteTimeout:
                throw new JdRefusal(JdError.RemoteTimeout);
            case WireFault.Unavailable:
                throw new JdRefusal(JdError.Unavailable);
            case WireFault.TooWide:
                throw new JdRefusal(JdError.TooWide);
        }
    }

    private void MoveRow(JdArguments arguments)
    {
        if (arguments.Clock("start_date") is { } from && arguments.Clock("end_date") is { } to && Shop.ModifiedIn(from, to, _clock.GetUtcNow()) is [.., var newest])
        {
            Shop.Edit(newest.Order.Key, _clock.GetUtcNow());
        }
    }

    private void Remember(JsonObject body)
    {
        var orders = body["searchorderinfo_result"]?["orderInfoList"]?.AsArray() ?? [body["orderDetailInfo"]?["orderInfo"]?.DeepClone()];
        foreach (var order in orders.OfType<JsonObject>())
        {
            if (order["itemInfoList"] is not null && order["orderId"] is { } id && order["modified"] is { } modified)
            {
                Shown.Add(id.ToString(), modified.ToString());
            }
        }
    }

    private WireReply Token(WireCall call)
    {
        var parameters = call.Merged() ?? [];
        var isKnown = parameters.GetValueOrDefault("app_key") == Options.AppKey && parameters.GetValueOrDefault("app_secret") == Options.AppSecret;
        var grant = (isKnown, call.Path, parameters.GetValueOrDefault("grant_type")) switch
        {
            (true, "/oauth2/access_token", "authorization_code") => Tokens.Exchange(parameters.GetValueOrDefault("code") ?? ""),
            (true, "/oauth2/refresh_token", "refresh_token") => Tokens.Renew(parameters.GetValueOrDefault("refresh_token") ?? ""),
            _ => null,
        };
        return Reply(grant is null
            ? new JsonObject { ["code"] = isKnown ? 402 : 401, ["msg"] = isKnown ? "refresh_token or code is invalid" : "app_key or app_secret is invalid" }
            : new JsonObject
            {
                ["access_token"] = grant.Access,
                ["expires_in"] = (long)Tokens.Life.TotalSeconds,
                ["refresh_token"] = grant.Refresh,
                ["scope"] = "snsapi_base",
                ["open_id"] = "openId" + grant.Seller,
                ["time"] = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            });
    }
}
