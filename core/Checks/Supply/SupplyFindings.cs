using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Supply;

/// <summary>Whether the goods are there.</summary>
[FindingCodes]
public static class SupplyFindings
{
    /// <summary>The stock table does not know the item.</summary>
    public static readonly FindingCode NotListed = new(
        "stock-not-listed", Severity.Hold,
        "Line {0}: the item \"{1}\" is neither in the stock table nor among the materials.",
        "第 {0} 行：物料“{1}”既不在库存表也不在物料档案中。",
        $"Add the item to the stock or the materials table, {Advice.Load}",
        $"请在库存表或物料档案中补充该物料，{Advice.LoadZh}");

    /// <summary>Not enough, and nothing that comes in time.</summary>
    public static readonly FindingCode Shortage = new(
        "stock-shortage", Severity.Warning,
        "Line {0} ({1}): {2} ordered, {3} available, short by {4}.",
        "第 {0} 行（{1}）：订购 {2}，可用 {3}，短缺 {4}。",
        "Plan production or purchasing, and tell the customer a date.",
        "请安排生产或采购，并答复客户交期。");

    /// <summary>Enough, but later than asked.</summary>
    public static readonly FindingCode PromiseLater = new(
        "promise-later", Severity.Warning,
        "Line {0} ({1}): asked for on {2}, complete on {3} with the goods that are coming.",
        "第 {0} 行（{1}）：要求 {2} 交货，待到货后 {3} 才能齐套。",
        "Offer the customer the later date.",
        "请向客户答复较晚的交期。");

    /// <summary>Enough once goods arrive.</summary>
    public static readonly FindingCode FromIncoming = new(
        "supply-from-incoming", Severity.Info,
        "Line {0} ({1}): covered by {2} that arrive on {3}.",
        "第 {0} 行（{1}）：由 {3} 到货的 {2} 补足。",
        "Nothing to do.",
        "无需处理。");

    /// <summary>Enough once made.</summary>
    public static readonly FindingCode FromProduction = new(
        "supply-from-production", Severity.Info,
        "Line {0} ({1}): {2} are to be made; ready on {3}.",
        "第 {0} 行（{1}）：需生产 {2}，{3} 可完成。",
        "Nothing to do.",
        "无需处理。");
}
