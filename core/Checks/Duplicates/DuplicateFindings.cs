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
        "Nothing to do. `hub orders unlink` undoes the link.",
        "无需处理。如判断有误，可用 `hub orders unlink` 解除关联。");

    /// <summary>Likely the same order from elsewhere.</summary>
    public static readonly FindingCode DuplicateLikely = new(
        "duplicate-likely", Severity.Hold,
        "Probably the same order as {0}, received {1} by {2}. Known: {3}. This one: {4}.",
        "疑似与 {0} 重复（{1} 由 {2} 收到）。已有：{3}。本单：{4}。",
        "Compare both: link them with `hub orders link`, or release this one as an order of its own.",
        "请对照两单：确为同一单用 `hub orders link` 关联，否则放行本单。");

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
        "Decide which content holds: release this one as a change, or reject it.",
        "请确认以哪一份为准：作为变更放行，或拒绝本单。");
}
