using System.Globalization;
using IntegrationHub.Connectors.Protocols.Json;
using IntegrationHub.Core.Connectors;
using static IntegrationHub.Core.Messaging.FaultClass;

namespace IntegrationHub.Connectors.Taobao;

/// <summary>What the platform's errors mean. <c>isp.*</c> is its own side and passes, <c>isv.*</c> is the caller's and does not.</summary>
internal static class TaobaoFaults
{
    private static readonly (string En, string Zh) Calm = ("The platform limits the application's calls; the sync waits and goes on by itself.", "平台正在限流;同步会等待后自动继续。");
    private static readonly (string En, string Zh) Wait = ("The platform is busy; the sync repeats by itself.", "平台繁忙;同步会自动重试。");
    private static readonly (string En, string Zh) Permit = ("The application may not call this API; ask for the permission or a higher security level on the open platform.", "应用没有此接口的权限;请在开放平台申请权限或提升安全等级。");
    private static readonly (string En, string Zh) Authorise = ("The shop's authorisation has ended; authorise the application again.", "店铺授权已失效;请重新授权。");
    private static readonly (string En, string Zh) Key = ("App key or app secret is not accepted; check the account's settings.", "App Key 或 App Secret 不被接受;请检查账户设置。");
    private static readonly (string En, string Zh) Time = ("The platform finds this machine's clock more than ten minutes off; set the clock.", "平台认为本机时钟偏差超过十分钟;请校准时钟。");
    private static readonly (string En, string Zh) Refused = ("The platform does not accept the call as the hub made it; the connector must be corrected.", "平台不接受枢纽发出的请求;需要修正连接器。");
    private static readonly (string En, string Zh) Order = ("The platform refused this one order; the others went on.", "平台拒绝了这一张订单;其余订单已继续处理。");

    public static FaultTable Table { get; } = new(Read,
    [
        new("*/isv.trade-service-rejection", RateLimited, "platform-overloaded", Calm.En, Calm.Zh) { DefaultWait = TimeSpan.FromMinutes(3), Remedy = FaultRemedy.NarrowWindow },
        .. Each(["7", "4", "5", "6", "8", "*/accesscontrol.limited*", "*/isp.call-limited*"], match => new(match, RateLimited, "rate-limited", Calm.En, Calm.Zh) { Wait = Ban, DefaultWait = TimeSpan.FromMinutes(1) }),
        .. Each(["26", "27", "*/session-expired", "*/invalid-sessionkey"], match => new(match, Config, "authorisation-ended", Authorise.En, Authorise.Zh) { Remedy = FaultRemedy.RefreshToken }),
        .. Each(["*/isp.top-remote-connection-timeout*", "*/isp.remote-service-timeout*"], match => new(match, Transient, "platform-timeout", Wait.En, Wait.Zh) { Remedy = FaultRemedy.NarrowWindow }),
        .. Each(["*/isp.*", "10", "52", "520", VendorError.UnreadableCode], match => new(match, Transient, "platform-busy", Wait.En, Wait.Zh)),
        .. Each(["11", "12", "13", "42", "53", "*/isv.permission-api-package-limit", "*/isv.invalid-permission"], match => new(match, Config, "permission-missing", Permit.En, Permit.Zh)),
        .. Each(["24", "25", "28", "29"], match => new(match, Config, "credential-refused", Key.En, Key.Zh)),
        .. Each(["30", "31", "*/isv.timestamp-limit-error"], match => new(match, Config, "clock-wrong", Time.En, Time.Zh) { Remedy = FaultRemedy.FollowClock }),
        .. Each(["3", "9", "21", "22", "23", "32", "33", "34", "40", "41", "43", "47", "*/isv.missing-parameter*", "*/isv.invalid-parameter*", "*/isv.oaid-field-miss"], match => new(match, Bug, "call-refused", Refused.En, Refused.Zh)),
        .. Each(["15/isv.*", "50/isv.*"], match => new(match, RecordRejected, "order-refused", Order.En, Order.Zh)),
        .. Each(["15", "50"], match => new(match, Transient, "platform-busy", Wait.En, Wait.Zh)),
    ]);

    private static IEnumerable<FaultRule> Each(string[] matches, Func<string, FaultRule> rule) => matches.Select(rule);

    private static VendorError? Read(HttpReply reply) => JsonReply.Error(reply, answer => !answer.TryGetProperty("error_response", out var error)
        ? null
        : new VendorError(
            JsonReply.Text(error, "code") ?? "",
            JsonReply.Text(error, "sub_code"),
            $"{JsonReply.Text(error, "msg")} {JsonReply.Text(error, "sub_msg")} {JsonReply.Text(error, "request_id")}"));

    /// <summary>"This ban will last for 23 more seconds".</summary>
    private static TimeSpan? Ban(VendorError error)
    {
        const string Before = "last for ";
        var at = error.Text?.IndexOf(Before, StringComparison.Ordinal) ?? -1;
        return at >= 0 && int.TryParse(error.Text!.AsSpan(at + Before.Length).ToString().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : null;
    }
}
