using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Conflict;

/// <summary>Statements on an order that disagree with what is in force.</summary>
[FindingCodes]
public static class ConflictFindings
{
    /// <summary>Not the agreed price.</summary>
    public static readonly FindingCode PriceDiffers = new(
        "price-differs", Severity.Hold,
        "Line {0} ({1}): the price {2} differs from the agreed {3} {4} by {5} %; {6} % is allowed.",
        "第 {0} 行（{1}）：单价 {2} 与协议价 {3} {4} 相差 {5} %，允许 {6} %。",
        $"Confirm the price with the customer; where the price list is old, load the new one: hub reference import FILE --mode upsert. {Advice.Decide}",
        $"请与客户确认价格；价格表已过时的，请导入新价格：hub reference import 文件 --mode upsert。{Advice.DecideZh}");

    /// <summary>Equal only with or without tax.</summary>
    public static readonly FindingCode PriceTaxBasis = new(
        "price-tax-basis", Severity.Warning,
        "Line {0} ({1}): the price {2} and the agreed {3} {4} agree only when one is with tax and the other without.",
        "第 {0} 行（{1}）：单价 {2} 与协议价 {3} {4} 只有一方含税、一方不含税时才一致。",
        "Check on which basis the price list stands.",
        "请核对价格表是含税还是不含税。");

    /// <summary>No agreed price.</summary>
    public static readonly FindingCode PriceNotListed = new(
        "price-not-listed", Severity.Warning,
        "Line {0} ({1}): the price list has no price for it.",
        "第 {0} 行（{1}）：价格表中没有该物料的价格。",
        "Add the price where it should be compared.",
        "如需核价，请在价格表中补充。");

    /// <summary>Agreed in another currency.</summary>
    public static readonly FindingCode PriceCurrency = new(
        "price-currency", Severity.Warning,
        "Line {0} ({1}): ordered in {2}, while the price list has it in {3} only; the prices were not compared.",
        "第 {0} 行（{1}）：订单币种为 {2}，价格表中只有 {3} 的价格，未比较价格。",
        "Add a price in the order's currency.",
        "请补充订单币种的价格。");

    /// <summary>A drawing revision that is not in force.</summary>
    public static readonly FindingCode RevisionDiffers = new(
        "drawing-revision-differs", Severity.Hold,
        "Line {0} ({1}): ordered on drawing revision {2}, in force is {3}.",
        "第 {0} 行（{1}）：订单图纸版本 {2}，现行版本为 {3}。",
        $"Ask the customer whether the current revision is meant. {Advice.Decide}",
        $"请与客户确认是否按现行版本生产。{Advice.DecideZh}");

    /// <summary>Sooner than it can be made.</summary>
    public static readonly FindingCode InsideLeadTime = new(
        "inside-lead-time", Severity.Hold,
        "Line {0} ({1}): asked for on {2}, with a lead time of {3} days it can be ready on {4}.",
        "第 {0} 行（{1}）：要求 {2} 交货，按 {3} 天周期最早 {4} 可完成。",
        $"Agree on a later date, or take it as a rush order. {Advice.Decide}",
        $"请与客户协商延期，或按插单处理。{Advice.DecideZh}");

    /// <summary>Not the unit of the material.</summary>
    public static readonly FindingCode UnitDiffers = new(
        "unit-differs", Severity.Warning,
        "Line {0} ({1}): ordered in {2}, kept in {3}; stock was not compared.",
        "第 {0} 行（{1}）：订购单位 {2}，库存单位 {3}，未比较库存。",
        "Check the quantity in the material's own unit.",
        "请按物料基本单位核对数量。");
}
