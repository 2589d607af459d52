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

    public static Fault TooLarge(long limit) => Of(
        FaultClass.Transient, "answer-too-large", "fetch",
        $"The answer is larger than {limit} bytes; use a smaller page size.",
        $"应答超过 {limit} 字节;请减小每页条数。");

    public static Fault RecordTooLarge(long limit) => Of(
        FaultClass.RecordRejected, "record-too-large", "fetch",
        $"A record is larger than {limit} bytes and was parked; the others went on.",
        $"一条记录超过 {limit} 字节,已搁置;其余记录已继续处理。");

    public static Fault NoPoller(string connector) => Of(
        FaultClass.Config, "not-fetchable", "fetch",
        $"Connector '{connector}' cannot fetch records.",
        $"连接器“{connector}”不能获取记录。");

    public static Fault SpanForgotten(TimeSpan history) => Of(
        FaultClass.Config, "span-forgotten", "fetch",
        $"The other side remembers {history.TotalDays:0} days only; nothing of this span is offered any more.",
        $"对方仅保留最近 {history.TotalDays:0} 天的数据;此时间段已无法获取。");

    public static Fault SpanPartlyForgotten(DateTimeOffset from, DateTimeOffset remembered, TimeSpan history) => Of(
        FaultClass.Config, "span-partly-forgotten", "fetch",
        $"The other side remembers {history.TotalDays:0} days only; what lies before {remembered:yyyy-MM-dd HH:mm}Z was not fetched.",
        $"对方仅保留最近 {history.TotalDays:0} 天的数据;{remembered:yyyy-MM-dd HH:mm}Z 之前的部分未获取。") with
    { Detail = $"from {from:O}" };

    public static Fault Busy(string account) => Of(
        FaultClass.Transient, "account-busy", "sync",
        $"Account '{account}' is being synced by another run; the comparison comes behind it.",
        $"账户“{account}”正在由另一次同步处理;核对将在其后进行。");

    private static Fault Bug(string code, string en, string zh) => Of(FaultClass.Bug, code, "fetch", en, zh);

    private static Fault Of(FaultClass kind, string code, string stage, string en, string zh) =>
        new() { Class = kind, Code = code, Stage = stage, Message = en, MessageZh = zh };
}
