using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>What can be wrong with a rule file.</summary>
[FindingCodes]
public static class RuleLints
{
    /// <summary>Not YAML.</summary>
    public static readonly FindingCode BadYaml = new(
        "rules-bad-yaml", Severity.Error,
        "The file is not valid YAML: {0}", "文件不是合法的 YAML：{0}",
        "Check indentation and quotes at this place.", "检查此处的缩进与引号。");

    /// <summary>A key that the language does not have.</summary>
    public static readonly FindingCode UnknownField = new(
        "rules-unknown-field", Severity.Error,
        "\"{0}\" is not a key here; known are {1}.", "此处没有“{0}”这个键；可用的有 {1}。",
        "Correct the key, or remove it.", "请更正或删除该键。");

    /// <summary>A key that must be there.</summary>
    public static readonly FindingCode MissingRequired = new(
        "rules-missing-required", Severity.Error,
        "\"{0}\" is missing.", "缺少“{0}”。",
        "Add it.", "请补上。");

    /// <summary>A value of another kind than declared.</summary>
    public static readonly FindingCode BadValue = new(
        "rules-bad-value", Severity.Error,
        "\"{0}\" cannot be \"{1}\"; expected {2}.", "“{0}”不能是“{1}”；应为 {2}。",
        "Write a value of the kind stated.", "请按要求的写法填写。");

    /// <summary>The same key twice.</summary>
    public static readonly FindingCode DuplicateField = new(
        "rules-duplicate-field", Severity.Error,
        "\"{0}\" is written twice.", "“{0}”写了两次。",
        "Keep one of them.", "只保留一个。");

    /// <summary>Two rules of one name in one file.</summary>
    public static readonly FindingCode DuplicateRule = new(
        "rules-duplicate-rule", Severity.Error,
        "\"{0}\" is already the name of the rule in line {1}.", "“{0}”与第 {1} 行的规则重名。",
        "Give the rule a name of its own.", "请另取名称。");

    /// <summary>A rule that can never win.</summary>
    public static readonly FindingCode UnreachableRule = new(
        "rules-unreachable-rule", Severity.Warning,
        "The rule \"{0}\" is never reached: \"{1}\" before it takes all its orders.", "规则“{0}”永远不会生效：前面的“{1}”已包含它的全部订单。",
        "Move it up, or narrow the rule before it.", "请上移该规则，或收窄前面的规则。");

    /// <summary>A path that no order has.</summary>
    public static readonly FindingCode UnknownPath = new(
        "rules-unknown-path", Severity.Error,
        "\"{0}\" is not a field of an order that can be required.", "“{0}”不是订单中可要求的字段。",
        "Use a path such as requestedDate, shipTo.phone, lines[].deliveryDate or lines[].attributes.KEY.", "请使用 requestedDate、shipTo.phone、lines[].deliveryDate、lines[].attributes.KEY 等路径。");

    /// <summary>An attribute that the words list does not declare.</summary>
    public static readonly FindingCode UndeclaredAttribute = new(
        "rules-undeclared-attribute", Severity.Warning,
        "The attribute \"{0}\" has no words: only a column of exactly this name counts.", "属性“{0}”没有登记写法，只有完全同名的列才算。",
        "Declare it under attributes.", "请在 attributes 中登记。");

    /// <summary>A code that no check raises.</summary>
    public static readonly FindingCode UnknownFinding = new(
        "rules-unknown-finding", Severity.Error,
        "\"{0}\" is not a finding of the order checks.", "“{0}”不是订单检查的问题代码。",
        "Look the code up in the list of findings.", "请在问题代码表中查找。");

    /// <summary>Least above greatest.</summary>
    public static readonly FindingCode EmptyRange = new(
        "rules-empty-range", Severity.Error,
        "minQuantity {0} is above maxQuantity {1}: no order matches.", "minQuantity {0} 大于 maxQuantity {1}，没有订单会匹配。",
        "Correct one of them.", "请更正其中之一。");

    /// <summary>Over the size limit.</summary>
    public static readonly FindingCode TooLarge = new(
        "rules-file-too-large", Severity.Error,
        "The file has {0} characters; at most {1} are read.", "文件有 {0} 个字符，最多读取 {1} 个。",
        "Split it into several files.", "请拆分成多个文件。");

    /// <summary>Not to be opened.</summary>
    public static readonly FindingCode Unreadable = new(
        "rules-file-unreadable", Severity.Error,
        "The file cannot be read: {0}", "无法读取文件：{0}",
        "Let the user who runs the hub read it.", "请让运行枢纽的用户可以读取它。");
}
