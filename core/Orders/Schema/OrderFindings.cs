using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Orders.Schema;

/// <summary>What can be wrong with an incoming order/v1 message. Places are JSON Pointers; syntax errors are <c>line:column</c>.</summary>
[FindingCodes]
public static class OrderFindings
{
    /// <summary>Not JSON.</summary>
    public static readonly FindingCode InvalidJson = new("order-json-invalid", Severity.Error,
        "The message is not valid JSON: {0}", "报文不是合法的 JSON：{0}",
        "Correct the place named and send the message again.", "更正所指位置后重新发送。");

    /// <summary>Over a size limit.</summary>
    public static readonly FindingCode TooLarge = new("order-too-large", Severity.Error,
        "{0} is larger than allowed: {1}, at most {2}.", "{0} 超出上限：{1}，最多 {2}。",
        "Split the message or send the long content as an attachment.", "拆分报文，或将过长内容作为附件发送。");

    /// <summary>Another schema.</summary>
    public static readonly FindingCode UnknownSchema = new("order-schema-unknown", Severity.Error,
        "The schema “{0}” is not known; this hub reads order/v1.", "不认识架构“{0}”；本系统接收 order/v1。",
        "Set \"schema\" to \"order/v1\".", "将 \"schema\" 设为 \"order/v1\"。");

    /// <summary>No schema stated.</summary>
    public static readonly FindingCode SchemaNotStated = new("order-schema-not-stated", Severity.Warning,
        "The message does not state its schema; it was read as order/v1.", "报文未写明架构，已按 order/v1 读取。",
        "Add \"schema\": \"order/v1\".", "加上 \"schema\": \"order/v1\"。");

    /// <summary>Not a member of order/v1.</summary>
    public static readonly FindingCode UnknownMember = new("order-member-unknown", Severity.Warning,
        "“{0}” is not a member of order/v1 and was not read{1}.", "“{0}”不是 order/v1 的字段，未读取{1}。",
        "Use the member's name from the schema, or put the value into attributes.", "改用架构中的字段名，或放入 attributes。");

    /// <summary>Stated twice.</summary>
    public static readonly FindingCode RepeatedMember = new("order-member-repeated", Severity.Error,
        "“{0}” is stated more than once.", "“{0}”出现了不止一次。",
        "Keep one of them.", "只保留一个。");

    /// <summary>Wrong JSON type.</summary>
    public static readonly FindingCode WrongType = new("order-member-type", Severity.Error,
        "{0} is expected here, not {1}.", "此处应为 {0}，而不是 {1}。",
        "Send the value with the type that the schema states.", "按架构规定的类型发送。");

    /// <summary>Required member absent.</summary>
    public static readonly FindingCode MissingMember = new("order-member-missing", Severity.Error,
        "“{0}” is missing.", "缺少“{0}”。",
        "Add the member.", "补上该字段。");

    /// <summary>A number that decimal cannot hold exactly.</summary>
    public static readonly FindingCode NumberOutOfRange = new("order-number-range", Severity.Error,
        "The number {0} cannot be kept exactly or lies outside what is allowed.", "数字 {0} 无法精确保存，或超出允许范围。",
        "Send at most 28 significant digits, no more than 28 of them after the point.", "最多 28 位有效数字，小数不超过 28 位。");

    /// <summary>A number in quotes.</summary>
    public static readonly FindingCode NumberAsText = new("order-number-as-text", Severity.Warning,
        "The number “{0}” was sent as text and was read as a number.", "数字“{0}”以文本形式发送，已按数字读取。",
        "Send it without quotes.", "去掉引号。");

    /// <summary>A text without quotes.</summary>
    public static readonly FindingCode TextAsNumber = new("order-text-as-number", Severity.Warning,
        "The text {0} was sent as a number and was read as text.", "文本 {0} 以数字形式发送，已按文本读取。",
        "Put it in quotes, or leading zeros will be lost.", "请加引号，否则前导零会丢失。");

    /// <summary>Not a value of the closed list or pattern.</summary>
    public static readonly FindingCode ValueNotAllowed = new("order-value-not-allowed", Severity.Error,
        "“{0}” is not allowed here; expected {1}.", "此处不允许“{0}”；应为 {1}。",
        "Use one of the values that the schema lists.", "改用架构所列的值。");

    /// <summary>More findings than are worth listing.</summary>
    public static readonly FindingCode More = new("order-more-findings", Severity.Error,
        "Only the first {0} findings are listed.", "只列出前 {0} 条问题。",
        "Correct these and send the message again.", "更正后重新发送。");
}
