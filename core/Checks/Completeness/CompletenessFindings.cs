using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Completeness;

/// <summary>What an order lacks.</summary>
[FindingCodes]
public static class CompletenessFindings
{
    /// <summary>No order number.</summary>
    public static readonly FindingCode OrderNumberMissing = new(
        "order-number-missing", Severity.Hold,
        "The order has no order number.",
        "订单没有订单号。",
        $"Ask the sender for the order with its number, then {Advice.Replace} Without a number it goes on by {Advice.Release}.",
        $"请向发件人索取带订单号的订单，{Advice.ReplaceZh}确实没有订单号的，放行：{Advice.ReleaseZh}。");

    /// <summary>Nothing tells who orders.</summary>
    public static readonly FindingCode CustomerMissing = new(
        "customer-missing", Severity.Hold,
        "Neither the document nor the sender tells who the customer is.",
        "文件和发件人都无法说明客户是谁。",
        $"Reject this order ({Advice.Reject}) and import the file again with the customer's address: hub import FILE --sender ADDRESS.",
        $"拒绝本单（{Advice.RejectZh}），再以客户的邮箱地址重新导入：hub import 文件 --sender 地址。");

    /// <summary>The customer is not in the reference data.</summary>
    public static readonly FindingCode CustomerUnknown = new(
        "customer-unknown", Severity.Hold,
        "The customer \"{0}\" is not among the known customers.",
        "客户“{0}”不在客户档案中。",
        $"Add the customer, or this spelling as one of its aliases, to the customers table, {Advice.Load}",
        $"在客户档案中新增该客户，或把此写法加为别名，{Advice.LoadZh}");

    /// <summary>No lines.</summary>
    public static readonly FindingCode LinesMissing = new(
        "lines-missing", Severity.Hold,
        "The order has no lines.",
        "订单没有任何明细行。",
        $"Ask the sender which goods are ordered, then {Advice.Replace}",
        $"请向发件人确认订购的货品，{Advice.ReplaceZh}");

    /// <summary>The hub is not sure enough of its reading.</summary>
    public static readonly FindingCode ConfidenceLow = new(
        "confidence-low", Severity.Hold,
        "The hub is only {0} sure of how it read this document; {1} is needed.",
        "系统对该文件的识别把握只有 {0}，低于要求的 {1}。",
        $"Compare the order with the document. {Advice.Decide} For further files of this sender: hub mappings draft FILE.",
        $"请与原件核对。{Advice.DecideZh}同一发件人的后续文件可编写映射：hub mappings draft 文件。");

    /// <summary>A line names no goods.</summary>
    public static readonly FindingCode ItemMissing = new(
        "item-missing", Severity.Hold,
        "Line {0} names neither an item code nor an item name.",
        "第 {0} 行既没有料号也没有品名。",
        $"Ask the sender which item is meant, then {Advice.Replace}",
        $"请向发件人确认是哪种货品，{Advice.ReplaceZh}");

    /// <summary>The material is not in the reference data.</summary>
    public static readonly FindingCode MaterialUnknown = new(
        "material-unknown", Severity.Hold,
        "Line {0}: the item \"{1}\" is not among the known materials.",
        "第 {0} 行：物料“{1}”不在物料档案中。",
        $"Add the material, or the customer's code for it, to the materials table, {Advice.Load}",
        $"在物料档案中新增该物料，或登记客户料号对照，{Advice.LoadZh}");

    /// <summary>A rule or the customer asks for a field that is not there.</summary>
    public static readonly FindingCode RequiredFieldMissing = new(
        "required-field-missing", Severity.Hold,
        "Required and missing: {0} (rule {1}).",
        "缺少必填资料：{0}（规则：{1}）。",
        $"Ask the sender for it, then {Advice.Replace} Where it is not needed: {Advice.Release}, and relax the rule in mappings/rules.",
        $"请向发件人索取，{Advice.ReplaceZh}确实不需要的，放行：{Advice.ReleaseZh}，并调整 mappings/rules 中的规则。");

    /// <summary>A customer's required field is not a member of order/v1.</summary>
    public static readonly FindingCode RequiredFieldUnknown = new(
        "required-field-unknown", Severity.Warning,
        "The customers table requires \"{0}\" of {1}, which is not a field of an order.",
        "客户档案要求 {1} 提供“{0}”，但订单没有这个字段。",
        "Correct the required fields of the customer in the customers table and load it again: hub reference import FILE.",
        "请更正客户档案中该客户的必填字段，再重新导入：hub reference import 文件。");
}
