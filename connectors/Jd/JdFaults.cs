using System.Text.Json;
using IntegrationHub.Connectors.Protocols.Json;
using IntegrationHub.Core.Connectors;
using static IntegrationHub.Core.Messaging.FaultClass;

namespace IntegrationHub.Connectors.Jd;

/// <summary>What the platform's errors mean.</summary>
internal static class JdFaults
{
    private const string Authorisation = "oauth";
    private const string OrderService = "service";
    private const string FlowControl = "flow-control";

    private static readonly (string En, string Zh) Calm = ("The platform limits the application's calls; the sync waits and goes on by itself.", "平台正在限流;同步会等待后自动继续。");
    private static readonly (string En, string Zh) Wait = ("The platform is busy; the sync repeats by itself.", "平台繁忙;同步会自动重试。");
    private static readonly (string En, string Zh) Permit = ("The application or shop may not call this API; see the application's permissions and state at JD.", "应用或店铺没有此接口的权限;请检查应用在京东的权限与状态。");
    private static readonly (string En, string Zh) Authorise = ("The shop's authorisation has ended; authorise the application again.", "店铺授权已失效;请重新授权。");
    private static readonly (string En, string Zh) Key = ("App key or app secret is not accepted; check the account's settings.", "App Key 或 App Secret 不被接受;请检查账户设置。");
    private static readonly (string En, string Zh) Time = ("The platform finds this machine's clock more than six minutes off; set the clock.", "平台认为本机时钟偏差超过六分钟;请校准时钟。");
    private static readonly (string En, string Zh) Refused = ("The platform does not accept the call as the hub made it; the connector must be corrected.", "平台不接受枢纽发出的请求;需要修正连接器。");
    private static readonly (string En, string Zh) Caller = ("The platform refuses calls from this address; add it to the application's list.", "平台拒绝来自此地址的调用;请加入应用的 IP 白名单。");
    private static readonly (string En, string Zh) Order = ("The platform refused this one order; the others went on.", "平台拒绝了这一张订单;其余订单已继续处理。");

    public static FaultTable Table { get; } = new(reply => JsonReply.Error(reply, Read),
    [
        .. Each(["2", "*/" + FlowControl], match => new(match, RateLimited, "rate-limited", Calm.En, Calm.Zh) { DefaultWait = TimeSpan.FromMinutes(1) }),
        .. Each(["18", "19", "11100006"], match => new(match, Config, "authorisation-ended", Authorise.En, Authorise.Zh) { Remedy = FaultRemedy.RefreshToken }),
        .. Each([Authorisation + "/*"], match => new(match, Config, "authorisation-ended", Authorise.En, Authorise.Zh)),
        .. Each(["33", "65"], match => new(match, Transient, "platform-timeout", Wait.En, Wait.Zh) { Remedy = FaultRemedy.NarrowWindow }),
        .. Each(["1", "43", "66", "67", "69", OrderService + "/*", VendorError.UnreadableCode], match => new(match, Transient, "platform-busy", Wait.En, Wait.Zh)),
        .. Each(["7", "8"], match => new(match, Config, "clock-wrong", Time.En, Time.Zh) { Remedy = FaultRemedy.FollowClock }),
        .. Each(["11", "12", "20", "21"], match => new(match, Config, "credential-refused", Key.En, Key.Zh)),
        .. Each(["3", "22", "23", "24", "25", "28", "64", "72", "73", "79", "83", "84", "85", "86", "87", "88", "89", "90", "91", "92"], match => new(match, Config, "permission-missing", Permit.En, Permit.Zh)),
        .. Each(["74", "75", "76", "77", "78", "80"], match => new(match, Config, "address-not-allowed", Caller.En, Caller.Zh)),
        .. Each(["4", "5", "6", "13", "14", "15", "16", "17", "50", "60", "61", "62", "63", "68"], match => new(match, Bug, "call-refused", Refused.En, Refused.Zh)),
        .. Each(["70", "71"], match => new(match, RecordRejected, "order-refused", Order.En, Order.Zh)),
    ]);

    private static IEnumerable<FaultRule> Each(string[] matches, Func<string, FaultRule> rule) => matches.Select(rule);

    /// <summary>Three levels can fail: the gateway, the authorisation, and the order service behind a gateway that is content.</summary>
    private static VendorError? Read(JsonElement answer)
    {
        if (answer.TryGetProperty("error_response", out var error))
        {
            var text = $"{JsonReply.Text(error, "zh_desc")} {JsonReply.Text(error, "en_desc")}";
            var isFlow = text.Contains("FLOW_CONTROL", StringComparison.OrdinalIgnoreCase) || text.Contains("限流", StringComparison.Ordinal);
            return new VendorError(JsonReply.Text(error, "code") ?? "", isFlow ? FlowControl : null, text);
        }

        if (answer.TryGetProperty("msg", out var refused) && answer.TryGetProperty("code", out var code))
        {
            return new VendorError(Authorisation, code.ToString(), refused.ToString());
        }

        foreach (var result in answer.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object).SelectMany(m => m.Value.EnumerateObject()))
        {
            if (result.Value.ValueKind == JsonValueKind.Object && result.Value.TryGetProperty("apiResult", out var outcome) && JsonReply.Text(outcome, "success") is "false" or "False")
            {
                return new VendorError(OrderService, JsonReply.Text(outcome, "numberCode"), $"{JsonReply.Text(outcome, "chineseErrCode")} {JsonReply.Text(outcome, "englishErrCode")}");
            }
        }

        return null;
    }
}
