using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Messaging;

/// <summary>Why any bus parks a message by itself.</summary>
[FindingCodes]
public static class BusFindings
{
    public static readonly FindingCode DeliveriesUsedUp = new(
        "deliveries-used-up", Severity.Error,
        "Delivered {0} times without being settled.", "已投递 {0} 次仍未处理完成。",
        "See the hub's log for what happened each time, mend it, then replay.", "请在枢纽日志中查看每次的原因,处理后重放。");
}
