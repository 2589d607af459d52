using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Sync;

/// <summary>Faults of the runtime itself.</summary>
internal static class SyncFaults
{
    public static Fault PagesEnded(string stream) => Bug(
        "pages-ended", $"The pages of '{stream}' ended without a last one; nothing was skipped, the next run fetches them again.",
        $"“{stream}”的分页没有以最后一页结束;没有跳过任何数据,下次同步会重新获取。");

    public static Fault Unbalanced(string counts) => Bug(
        "counts-unbalanced", "Fetched records do not add up with what became of them; the run was stopped.",
        "获取的记录数与处理结果不一致;同步已停止。") with
    { Detail = counts };

    public static Fault TooLarge(long limit) => new()
    {
        Class = FaultClass.Transient,
        Code = "answer-too-large",
        Stage = "fetch",
        Message = $"The answer is larger than {limit} bytes; use a smaller page size.",
        MessageZh = $"应答超过 {limit} 字节;请减小每页条数。",
    };

    public static Fault RecordTooLarge(long limit) => new()
    {
        Class = FaultClass.RecordRejected,
        Code = "record-too-large",
        Stage = "fetch",
        Message = $"A record is larger than {limit} bytes and was parked; the others went on.",
        MessageZh = $"一条记录超过 {limit} 字节,已搁置;其余记录已继续处理。",
    };

    public static Fault NoPoller(string connector) => new()
    {
        Class = FaultClass.Config,
        Code = "not-fetchable",
        Stage = "fetch",
        Message = $"Connector '{connector}' cannot fetch records.",
        MessageZh = $"连接器“{connector}”不能获取记录。",
    };

    public static Fault SpanForgotten(TimeSpan history) => new()
    {
        Class = FaultClass.Config,
        Code = "span-forgotten",
        Stage = "fetch",
        Message = $"The other side remembers {history.TotalDays:0} days only; nothing of this span is offered any more.",
        MessageZh = $"对方仅保留最近 {history.TotalDays:0} 天的数据;此时间段已无法获取。",
    };

    public static Fault SpanPartlyForgotten(DateTimeOffset from, DateTimeOffset remembered, TimeSpan history) => new()
    {
        Class = FaultClass.Config,
        Code = "span-partly-forgotten",
        Stage = "fetch",
        Message = $"The other side remembers {history.TotalDays:0} days only; what lies before {remembered:yyyy-MM-dd HH:mm}Z was not fetched.",
        MessageZh = $"对方仅保留最近 {history.TotalDays:0} 天的数据;{remembered:yyyy-MM-dd HH:mm}Z 之前的部分未获取。",
        Detail = $"from {from:O}",
    };

    public static Fault Busy(string account) => new()
    {
        Class = FaultClass.Transient,
        Code = "account-busy",
        Stage = "sync",
        Message = $"Account '{account}' is being synced by another run; the comparison comes behind it.",
        MessageZh = $"账户“{account}”正在由另一次同步处理;核对将在其后进行。",
    };

    private static Fault Bug(string code, string en, string zh) =>
        new() { Class = FaultClass.Bug, Code = code, Stage = "fetch", Message = en, MessageZh = zh };
}
