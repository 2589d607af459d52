using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>What HTTP itself says; shared by all connectors behind their own rules.</summary>
public static class HttpFaults
{
    internal static FaultRule Unlisted { get; } = new(
        "*", FaultClass.Bug, "unlisted-error",
        "The system answered with an error that the hub does not know; its connector must learn it.",
        "对方系统返回了枢纽未知的错误,需要在连接器中补充。");

    /// <summary>The rule for an error that no rule of the connector names.</summary>
    internal static FaultRule For(VendorError error) => (int)error.Status switch
    {
        429 => new("429", FaultClass.RateLimited, "rate-limited", "The system asks to call less often; the sync waits and goes on by itself.", "对方要求降低调用频率;同步会等待后自动继续。")
        {
            DefaultWait = TimeSpan.FromSeconds(30),
        },
        401 => new("401", FaultClass.Config, "credential-refused", "The credential was refused; check the account's secrets.", "凭证被拒绝;请检查账户的密钥。"),
        403 => new("403", FaultClass.Config, "permission-missing", "The credential may not do this; have the permission granted.", "凭证没有此权限;请开通权限。"),
        404 or 410 => new("404", FaultClass.Config, "address-unknown", "There is nothing at this address; check the account's address.", "该地址不存在;请检查账户的地址。"),
        408 or 425 or >= 500 => new("5*", FaultClass.Transient, "system-unavailable", "The system is not available; the sync repeats by itself.", "对方系统暂不可用;同步会自动重试。"),
        >= 300 and < 400 => new("3*", FaultClass.Config, "address-moved", "The address has moved; put the new one into the account.", "地址已变更;请更新账户的地址。"),
        _ when error.Code == VendorError.UnreadableCode => new(
            VendorError.UnreadableCode, FaultClass.Transient, "answer-unreadable",
            "The answer was cut off or is not what was agreed; the sync repeats by itself.", "应答不完整或格式不符;同步会自动重试。"),
        _ => Unlisted,
    };

    /// <summary>The fault of a call that got no answer: no connection, broken off, too late.</summary>
    public static Fault NoAnswer(string stage, Exception cause) => new()
    {
        Code = "no-answer",
        Class = FaultClass.Transient,
        Stage = stage,
        Message = "The system did not answer; the sync repeats by itself.",
        MessageZh = "对方系统没有应答;同步会自动重试。",
        Detail = $"{cause.GetType().Name}: {cause.Message}",
    };

    /// <summary>The fault of a write that got no answer.</summary>
    public static Fault WriteUnanswered(string stage, Exception cause) => NoAnswer(stage, cause) with
    {
        Code = "outcome-unknown",
        Class = FaultClass.OutcomeUnknown,
        Message = "No answer says whether the write took effect; the hub asks before it sends anything again.",
        MessageZh = "没有应答说明写入是否生效;枢纽会先查询,再决定是否重发。",
    };
}
