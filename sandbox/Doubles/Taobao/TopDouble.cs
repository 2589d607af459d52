using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Wire;

namespace IntegrationHub.Sandbox.Doubles.Taobao;

/// <summary>
/// A strict double of the Taobao Open Platform: it refuses what the platform refuses, in the platform's order and words, and knows the
/// truth about its orders. Gateway <c>/router/rest</c>, authorisation <c>/token</c>.
/// </summary>
internal sealed class TopDouble : IWireDouble
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    private readonly PlatformClock _clock;
    private readonly TopMethods _methods;
    private int _requests;

    public TopDouble(Shop shop, TopSetup options, TimeProvider clock)
    {
        (Shop, Options, _clock) = (shop, options, new PlatformClock(clock));
        Tokens = new TokenStore(_clock, shop.Plan.Seed, options.TokenLife, "6100");
        Quota = new CallQuota(_clock, options.CallsPerSecond, options.CallsPerDay);
        _methods = new TopMethods(shop, options, Tokens, _clock);
    }

    public string Number(long key) => TopTrade.Id(key);

    public long Key(string number) => TopTrade.Key(long.Parse(number, CultureInfo.InvariantCulture));

    public Shop Shop { get; }

    public TopSetup Options { get; }

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

    /// <summary>Calls by method.</summary>
    public Dictionary<string, int> Calls { get; } = [];

    /// <inheritdoc/>
    public WireReply Answer(WireCall call, CallFate fate) => call.Path switch
    {
        "/router/rest" => Gateway(call, fate),
        "/token" => Token(call),
        _ => new WireReply(404, "text/html", []),
    };

    private WireReply Gateway(WireCall call, CallFate fate)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"16k1double{Interlocked.Increment(ref _requests):D8}");
        var parameters = call.Merged() ?? [];
        var isJson = parameters.GetValueOrDefault("format") == "json";
        JsonObject body;
        try
        {
            var method = Admit(call, parameters);
            Refuse(fate);
            if (fate.Fault == WireFault.RowsMove)
            {
                MoveRow(parameters);
            }

            body = Wrap(method, _methods.All[method].Run(new TopArguments(parameters)), parameters.GetValueOrDefault("simplify") == "true" && isJson, id);
            if (fate.Fault is WireFault.None or WireFault.RowsMove or WireFault.Slow or WireFault.RawControls)
            {
                Remember(method, body);
            }
        }
        catch (TopRefusal refusal)
        {
            body = refusal.Error.Body(id);
        }

        return isJson
            ? new WireReply(200, "text/javascript;charset=UTF-8", Encoding.UTF8.GetBytes(body.ToJsonString(Json)))
            : new WireReply(200, "text/xml;charset=UTF-8", TopXml.Write(body));
    }

    /// <summary>Everything that is checked before a method runs, in the platform's order.</summary>
    private string Admit(WireCall call, Dictionary<string, string> parameters)
    {
        string? Of(string name) => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        static void Fail(bool wrong, int code, string text, string? sub = null, string? subText = null)
        {
            if (wrong)
            {
                throw new TopRefusal(new TopError(code, text, sub, subText));
            }
        }

        Fail(call.Method is not ("GET" or "POST"), 9, "Http Action Not Allowed");
        var method = Of("method");
        Fail(method is null, 21, "Missing Method");
        Fail(!_methods.All.ContainsKey(method!), 22, "Invalid Method", "isv.invalid-method");
        Fail(Of("format") is not (null or "json" or "xml"), 23, "Invalid Format");
        Fail(Of("app_key") is null, 28, "Missing App Key");
        Fail(Of("app_key") != Options.AppKey, 29, "Invalid App Key", "isv.appkey-not-exists", "应用不存在");
        Fail(Of("timestamp") is null, 30, "Missing Timestamp");
        Fail(TopArguments.Parse(Of("timestamp")!) is not { } sent || (_clock.GetUtcNow() - sent).Duration() > Tolerance, 31, "Invalid Timestamp", "isv.timestamp-limit-error", "时间戳与服务器相差超过10分钟");
        Fail(Of("v") is null, 32, "Missing Version");
        Fail(Of("v") != "2.0", 34, "Unsupported Version");
        Fail(Of("sign") is null, 24, "Missing Signature");
        var signMethod = Of("sign_method") ?? "md5";
        Fail(!TopSignature.Methods.Contains(signMethod), 25, "Invalid signature", "isv.invalid-signature", "无效签名");
        Fail(!string.Equals(TopSignature.Of(parameters, Options.AppSecret, signMethod), Of("sign"), StringComparison.OrdinalIgnoreCase), 25, "Invalid signature", "isv.invalid-signature", "无效签名");
        if (_methods.All[method!].NeedsSession)
        {
            Fail(Of("session") is null, 26, "Missing session", "missing-sessionkey", "缺少SessionKey参数");
            Fail(Tokens.Seller(Of("session")!) is null, 27, "Invalid session", "invalid-sessionkey", "SessionKey非法");
        }

        lock (Calls)
        {
            Calls[method!] = Calls.GetValueOrDefault(method!) + 1;
        }

        return Quota.Take(method!) is { } wait ? throw new TopRefusal(TopError.FlowControl(wait)) : method!;
    }

    private void Refuse(CallFate fate)
    {
        switch (fate.Fault)
        {
            case WireFault.FlowControl:
                Quota.Ban(fate.Wait);
                throw new TopRefusal(TopError.FlowControl(fate.Wait));
            case WireFault.RemoteTimeout:
                throw new TopRefusal(TopError.RemoteTimeout);
            case WireFault.Unavailable:
                throw new TopRefusal(TopError.Unavailable);
            case WireFault.TooWide:
                throw new TopRefusal(TopError.TooWide);
        }
    }

    /// <summary>One of the orders asked for is edited just before the page is read.</summary>
    private void MoveRow(Dictionary<string, string> parameters)
    {
        if (parameters.TryGetValue("start_modified", out var start) && TopArguments.Parse(start) is { } from
            && TopArguments.Parse(parameters.GetValueOrDefault("end_modified") ?? "") is { } to
            && Shop.ModifiedIn(from, to, _clock.GetUtcNow()) is [.., var newest])
        {
            Shop.Edit(newest.Order.Key, _clock.GetUtcNow());
        }
    }

    private static JsonObject Wrap(string method, JsonObject body, bool simplified, string id)
    {
        body["request_id"] = id;
        if (!simplified)
        {
            var root = method.StartsWith("taobao.", StringComparison.Ordinal) ? method["taobao.".Length..] : method;
            return new JsonObject { [root.Replace('.', '_') + "_response"] = body };
        }

        Flatten(body);
        return body;
    }

    /// <summary><c>simplify</c>: lists stand without their second name.</summary>
    private static void Flatten(JsonObject body)
    {
        foreach (var (name, value) in body.ToList())
        {
            if (value is JsonObject { Count: 1 } wrapper && wrapper.First().Value is JsonArray list)
            {
                wrapper.Clear();
                body[name] = list;
                foreach (var item in list.OfType<JsonObject>())
                {
                    Flatten(item);
                }
            }
            else if (value is JsonObject inner)
            {
                Flatten(inner);
            }
        }
    }

    private void Remember(string method, JsonObject body)
    {
        if (method == "taobao.trade.fullinfo.get" && body.First().Value?["trade"] is JsonObject trade && trade["modified"] is { } modified && trade["tid"] is { } tid)
        {
            Shown.Add(tid.ToString(), modified.ToString());
        }
    }

    private WireReply Token(WireCall call)
    {
        var parameters = call.Merged() ?? [];
        var isKnown = parameters.GetValueOrDefault("client_id") == Options.AppKey && parameters.GetValueOrDefault("client_secret") == Options.AppSecret;
        var grant = (isKnown, parameters.GetValueOrDefault("grant_type")) switch
        {
            (true, "authorization_code") when parameters.ContainsKey("redirect_uri") => Tokens.Exchange(parameters.GetValueOrDefault("code") ?? ""),
            (true, "refresh_token") when Options.MayRefresh => Tokens.Renew(parameters.GetValueOrDefault("refresh_token") ?? ""),
            _ => null,
        };
        var body = grant is null
            ? new JsonObject { ["error"] = isKnown ? "invalid_grant" : "invalid_client", ["error_description"] = "refused" }
            : _methods.Granted(grant);
        return new WireReply(grant is null ? 400 : 200, "application/json;charset=UTF-8", Encoding.UTF8.GetBytes(body.ToJsonString(Json)));
    }
}
