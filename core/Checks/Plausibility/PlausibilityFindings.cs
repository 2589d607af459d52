using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>Figures and dates that cannot be, or hardly.</summary>
[FindingCodes]
public static class PlausibilityFindings
{
    /// <summary>Zero or less.</summary>
    public static readonly FindingCode QuantityNotPositive = new(
        "quantity-not-positive", Severity.Hold,
        "Line {0}: the quantity {1} is not positive.",
        "第 {0} 行：数量 {1} 不是正数。",
        $"Ask the sender whether this is a return, a cancelled line or a slip. {Advice.Decide}",
        $"请确认是退货、取消的行，还是笔误。{Advice.DecideZh}");

    /// <summary>Too many to be true.</summary>
    public static readonly FindingCode QuantityAbsurd = new(
        "quantity-absurd", Severity.Hold,
        "Line {0}: the quantity {1} is beyond {2}.",
        "第 {0} 行：数量 {1} 超过上限 {2}。",
        $"Check whether a code or telephone number stands in the quantity column; where such quantities are usual, raise plausibility.maxQuantity in mappings/rules. {Advice.Decide}",
        $"请检查数量列中是否误填了编码或电话；若常有如此数量，请调高 mappings/rules 中的 plausibility.maxQuantity。{Advice.DecideZh}");

    /// <summary>Less than nothing, whatever discounts explain it.</summary>
    public static readonly FindingCode PayableNegative = new(
        "payable-negative", Severity.Hold,
        "The amount to be paid, {0}, is negative.",
        "应付金额 {0} 为负数。",
        $"Ask the sender whether this is a credit note or a discount too many. {Advice.Decide}",
        $"请确认是退款单，还是折扣有误。{Advice.DecideZh}");

    /// <summary>Less than nothing.</summary>
    public static readonly FindingCode PriceNegative = new(
        "price-negative", Severity.Hold,
        "Line {0}: the price {1} is negative.",
        "第 {0} 行：单价 {1} 为负数。",
        $"Ask the sender; a discount belongs into the totals. {Advice.Decide}",
        $"请与发件人确认；折扣应写在合计处。{Advice.DecideZh}");

    /// <summary>Free of charge, or forgotten.</summary>
    public static readonly FindingCode PriceZero = new(
        "price-zero", Severity.Warning,
        "Line {0}: the price is zero.",
        "第 {0} 行：单价为零。",
        "Check whether it is a sample or a gift.",
        "请确认是否为样品或赠品。");

    /// <summary>Quantity × price is not the amount.</summary>
    public static readonly FindingCode AmountMismatch = new(
        "amount-mismatch", Severity.Hold,
        "Line {0}: {1} × {2} = {3}, but the amount says {4}.",
        "第 {0} 行：{1} × {2} = {3}，但金额写的是 {4}。",
        $"Ask the sender which of quantity, price and amount is right. {Advice.Decide}",
        $"请与发件人确认数量、单价、金额哪一个正确。{Advice.DecideZh}");

    /// <summary>A date before the order's own.</summary>
    public static readonly FindingCode DateBeforeOrder = new(
        "date-before-order", Severity.Hold,
        "The delivery date {0} is before the order date {1}.",
        "交期 {0} 早于下单日期 {1}。",
        $"Ask the sender for the right delivery date. {Advice.Decide}",
        $"请与发件人确认正确的交期。{Advice.DecideZh}");

    /// <summary>A date that has gone by.</summary>
    public static readonly FindingCode DateInPast = new(
        "date-in-past", Severity.Warning,
        "The delivery date {0} has already passed.",
        "交期 {0} 已过。",
        "Agree on a new date where the order is not an old one.",
        "如不是历史订单，请与客户重新约定交期。");

    /// <summary>A date years ahead.</summary>
    public static readonly FindingCode DateFarAhead = new(
        "date-far-ahead", Severity.Hold,
        "The date {0} is more than {1} years ahead.",
        "日期 {0} 距今超过 {1} 年。",
        $"Check the year with the sender. {Advice.Decide}",
        $"请与发件人核对年份。{Advice.DecideZh}");

    /// <summary>Ordered tomorrow.</summary>
    public static readonly FindingCode OrderDateInFuture = new(
        "order-date-in-future", Severity.Warning,
        "The order date {0} is in the future.",
        "下单日期 {0} 在未来。",
        "Check the date with the sender.",
        "请与发件人核对日期。");

    /// <summary>A line later than the order as a whole.</summary>
    public static readonly FindingCode LineDateAfterRequested = new(
        "line-date-after-requested", Severity.Warning,
        "Line {0} is asked for on {1}, the order as a whole already on {2}.",
        "第 {0} 行的交期 {1} 晚于整单要求的 {2}。",
        "The line's date is used; ask the sender where it matters.",
        "以行交期为准；如有影响请与发件人确认。");

    /// <summary>A currency that is none.</summary>
    public static readonly FindingCode CurrencyUnknown = new(
        "currency-unknown", Severity.Warning,
        "\"{0}\" is not an ISO 4217 currency.",
        "“{0}”不是有效的币种代码。",
        "Write CNY, EUR, USD … or add the word to the vocabulary.",
        "请写 CNY、EUR、USD 等代码，或在词库中加入该写法。");

    /// <summary>A unit that is none.</summary>
    public static readonly FindingCode UnitUnknown = new(
        "unit-unknown", Severity.Warning,
        "Line {0}: the unit \"{1}\" is not known.",
        "第 {0} 行：单位“{1}”无法识别。",
        "Add the word to the vocabulary of units.",
        "请在单位词库中加入该写法。");
}
