using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Duplicates;

/// <summary>Orders that may be known already.</summary>
[FindingCodes]
public static class DuplicateFindings
{
    /// <summary>Surely the same order again.</summary>
    public static readonly FindingCode Duplicate = new(
        "duplicate", Severity.Info,
        "The same order as {0}, received {1} by {2}: {3}. It was linked and not processed again.",
        "与 {0} 是同一张订单（{1} 由 {2} 收到）：{3}。已关联，不重复处理。",
        "Nothing to do. hub orders unlink ORDER --reason WHY undoes the link.",
        "无需处理。如判断有误，可解除关联：hub orders unlink ORDER --reason 原因。");

    /// <summary>Likely the same order from elsewhere.</summary>
    public static readonly FindingCode DuplicateLikely = new(
        "duplicate-likely", Severity.Hold,
        "Probably the same order as {0}, received {1} by {2}. Known: {3}. This one: {4}.",
        "疑似与 {0} 重复（{1} 由 {2} 收到）。已有：{3}。本单：{4}。",
        $"Compare both. The same order: hub orders link ORDER ORIGINAL --reason WHY; one of its own: {Advice.Release}.",
        $"请对照两单。确为同一单则关联：hub orders link ORDER ORIGINAL --reason 原因；否则放行：{Advice.ReleaseZh}。");

    /// <summary>The same again under another number.</summary>
    public static readonly FindingCode Renumbered = new(
        "same-content-other-number", Severity.Warning,
        "Everything but the order number is the same as on {0}, received {1} by {2}.",
        "除订单号外，内容与 {0} 完全相同（{1} 由 {2} 收到）。",
        "Ask the sender if it looks like a slip; the order goes on as one of its own.",
        "如疑似误发请与发件人确认；本单按独立订单继续处理。");

    /// <summary>A known number with another content.</summary>
    public static readonly FindingCode OrderChanged = new(
        "order-changed", Severity.Hold,
        "The order number is known from {0}, received {1} by {2}, with another content: {3}",
        "该订单号已存在（{0}，{1} 由 {2} 收到），但内容不同：{3}",
        $"Decide which content holds. This one: {Advice.Release}, and reject the earlier order the same way; the earlier one: {Advice.Reject}.",
        $"请确认以哪一份为准。以本单为准：{Advice.ReleaseZh}，并以同样方式拒绝（reject）先前那张；以先前为准：{Advice.RejectZh}。");
}
