using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Credit;

/// <summary>Why money stands against an order.</summary>
[FindingCodes]
public static class CreditFindings
{
    /// <summary>No orders are taken.</summary>
    public static readonly FindingCode CustomerBlocked = new(
        "customer-blocked", Severity.Hold,
        "The customer {0} ({1}) is blocked.",
        "客户 {0}（{1}）已被冻结。",
        $"Finance decides: {Advice.Release}, or {Advice.Reject}. Once the block is lifted, load the customers table again: hub reference import FILE.",
        $"请财务决定：放行（{Advice.ReleaseZh}）或拒绝（{Advice.RejectZh}）。解冻后请重新导入客户档案：hub reference import 文件。");

    /// <summary>No credit on record.</summary>
    public static readonly FindingCode NotListed = new(
        "credit-not-listed", Severity.Hold,
        "The credit table has no entry for the customer \"{0}\".",
        "信用表中没有客户“{0}”。",
        $"Add the customer to the credit table, {Advice.Load}",
        $"请在信用表中维护该客户，{Advice.LoadZh}");

    /// <summary>More than is left.</summary>
    public static readonly FindingCode LimitExceeded = new(
        "credit-limit-exceeded", Severity.Hold,
        "The order of {0} {1} exceeds the credit left of {2}: limit {3} − receivables {4} − open orders {5}.",
        "订单金额 {0} {1} 超过可用信用 {2}：额度 {3} − 应收 {4} − 在途订单 {5}。",
        "Ask for payment or raise the limit; with finance's approval: hub orders release ORDER --force --reason WHY.",
        "请催款或提高额度；经财务批准后：hub orders release ORDER --force --reason 原因。");

    /// <summary>Owed past its date.</summary>
    public static readonly FindingCode Overdue = new(
        "credit-overdue", Severity.Hold,
        "The customer owes {0} {1} past its date; {2} is allowed.",
        "客户有逾期欠款 {0} {1}，允许 {2}。",
        $"Ask for payment; with finance's approval: {Advice.Release}.",
        $"请催收；经财务批准后放行：{Advice.ReleaseZh}。");

    /// <summary>Not the credit's currency.</summary>
    public static readonly FindingCode Currency = new(
        "credit-currency", Severity.Hold,
        "The order is in {0}, the credit of {2} in {1}: they cannot be compared.",
        "订单币种为 {0}，客户 {2} 的信用币种为 {1}，无法比较。",
        $"Finance decides: {Advice.Release}, or {Advice.Reject}. Where the currency is usual, load a credit in it: hub reference import FILE --mode upsert.",
        $"请财务决定：放行（{Advice.ReleaseZh}）或拒绝（{Advice.RejectZh}）。常用该币种的，请导入相应币种的信用：hub reference import 文件 --mode upsert。");

    /// <summary>Nothing tells what it costs.</summary>
    public static readonly FindingCode AmountUnknown = new(
        "credit-amount-unknown", Severity.Hold,
        "Neither the order nor the price list tells what the order costs, so credit cannot be checked.",
        "订单和价格表都无法得出订单金额，无法检查信用。",
        $"Add the prices to the price list, {Advice.Load}",
        $"请在价格表中补充单价，{Advice.LoadZh}");
}
