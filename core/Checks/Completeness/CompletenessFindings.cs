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
        "Ask the sender for the number, or enter it and release the order.",
        "请向发件人索取订单号，或补录后放行。");

    /// <summary>Nothing tells who orders.</summary>
    public static readonly FindingCode CustomerMissing = new(
        "customer-missing", Severity.Hold,
        "Neither the document nor the sender tells who the customer is.",
        "文件和发件人都无法说明客户是谁。",
        "Enter the customer, or import with --sender.",
        "请补录客户，或导入时用 --sender 指明发件人。");

    /// <summary>The customer is not in the reference data.</summary>
    public static readonly FindingCode CustomerUnknown = new(
        "customer-unknown", Severity.Hold,
        "The customer \"{0}\" is not among the known customers.",
        "客户“{0}”不在客户档案中。",
        "Add the customer or this spelling as an alias to the customers table, then check the order again.",
        "在客户档案中新增该客户，或把此写法加为别名，然后重新检查订单。");

    /// <summary>No lines.</summary>
    public static readonly FindingCode LinesMissing = new(
        "lines-missing", Severity.Hold,
        "The order has no lines.",
        "订单没有任何明细行。",
        "Ask the sender which goods are ordered.",
        "请向发件人确认订购的货品。");

    /// <summary>The hub is not sure enough of its reading.</summary>
    public static readonly FindingCode ConfidenceLow = new(
        "confidence-low", Severity.Hold,
        "The hub is only {0} sure of how it read this document; {1} is needed.",
        "系统对该文件的识别把握只有 {0}，低于要求的 {1}。",
        "Compare the order with the document, correct it, and release it; or write a mapping for this sender.",
        "请与原件核对，更正后放行；也可以为该发件人编写映射。");

    /// <summary>A line names no goods.</summary>
    public static readonly FindingCode ItemMissing = new(
        "item-missing", Severity.Hold,
        "Line {0} names neither an item code nor an item name.",
        "第 {0} 行既没有料号也没有品名。",
        "Ask the sender which item is meant.",
        "请向发件人确认是哪种货品。");

    /// <summary>The material is not in the reference data.</summary>
    public static readonly FindingCode MaterialUnknown = new(
        "material-unknown", Severity.Hold,
        "Line {0}: the item \"{1}\" is not among the known materials.",
        "第 {0} 行：物料“{1}”不在物料档案中。",
        "Add the material, or the customer's code for it, to the materials table.",
        "在物料档案中新增该物料，或登记客户料号对照。");

    /// <summary>A rule or the customer asks for a field that is not there.</summary>
    public static readonly FindingCode RequiredFieldMissing = new(
        "required-field-missing", Severity.Hold,
        "Required and missing: {0} (rule {1}).",
        "缺少必填资料：{0}（规则：{1}）。",
        "Ask the sender for it, or relax the rule.",
        "请向发件人索取；如确实不需要，请调整规则。");

    /// <summary>A customer's required field is not a member of order/v1.</summary>
    public static readonly FindingCode RequiredFieldUnknown = new(
        "required-field-unknown", Severity.Warning,
        "The customers table requires \"{0}\" of {1}, which is not a field of an order.",
        "客户档案要求 {1} 提供“{0}”，但订单没有这个字段。",
        "Correct the required fields of the customer.",
        "请更正该客户的必填字段设置。");
}
