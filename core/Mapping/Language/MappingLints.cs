using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Mapping.Language;

/// <summary>What can be wrong with a mapping file, each with its fix.</summary>
[FindingCodes]
public static class MappingLints
{
    /// <summary>Not YAML.</summary>
    public static readonly FindingCode BadYaml = new("bad-yaml", Severity.Error,
        "The file is not valid YAML: {0}", "文件不是合法的 YAML：{0}",
        "Check indentation and quotes at this place.", "检查此处的缩进与引号。");

    /// <summary>Not to be opened.</summary>
    public static readonly FindingCode Unreadable = new("mapping-file-unreadable", Severity.Error,
        "The file cannot be read: {0}", "无法读取文件：{1}",
        "Let the user who runs the hub read it, or mend the link; it is read as soon as it can be.", "请让运行枢纽的用户可以读取它，或更正链接；可读后枢纽自动读取。");

    /// <summary>A key that the language does not have.</summary>
    public static readonly FindingCode UnknownField = new("unknown-field", Severity.Error,
        "“{0}” is not a key here{1}.", "此处没有“{0}”这个键{1}。",
        "Use one of the keys of the reference, or remove it.", "改用参考页所列的键，或删除。");

    /// <summary>A key that must be there.</summary>
    public static readonly FindingCode MissingRequired = new("missing-required", Severity.Error,
        "“{0}” is missing.", "缺少“{0}”。",
        "Add it.", "请补上。");

    /// <summary>A value of another kind than declared.</summary>
    public static readonly FindingCode BadValue = new("bad-value", Severity.Error,
        "“{0}” cannot be “{1}”; expected {2}.", "“{0}”不能是“{1}”；应为 {2}。",
        "Write a value of the kind stated.", "改为所要求的写法。");

    /// <summary>The same key twice.</summary>
    public static readonly FindingCode DuplicateField = new("duplicate-field", Severity.Error,
        "“{0}” is written twice.", "“{0}”写了两次。",
        "Keep one of them.", "只保留一个。");

    /// <summary>Two fields write one target.</summary>
    public static readonly FindingCode DuplicateTarget = new("duplicate-target", Severity.Error,
        "“{0}” is already written by the field in line {1}.", "“{0}”已由第 {1} 行的字段写入。",
        "Keep one field and list both sources under its “from”.", "只保留一个字段，把两个来源都写进它的 from。");

    /// <summary>No such path in order/v1.</summary>
    public static readonly FindingCode UnknownTarget = new("unknown-target", Severity.Error,
        "“{0}” is not a path of order/v1 that a mapping can write{1}.", "“{0}”不是映射可以写入的 order/v1 路径{1}。",
        "Use a path of `hub schema order`, or attributes.NAME for anything else.", "改用 hub schema order 中的路径；其他内容用 attributes.名称。");

    /// <summary>A source expression that cannot be understood or does not fit.</summary>
    public static readonly FindingCode BadSource = new("bad-source", Severity.Error,
        "“{0}” is not a source: {1}.", "“{0}”不是可用的来源：{2}。",
        "Write a column header, `column D`, `cell B3`, `label \"…\"` or, with `json:`, a path such as `a.b[*].c`.", "写列标题、column D、cell B3、label \"…\"；有 json: 时写 a.b[*].c 这样的路径。");

    /// <summary>An unknown converter, wrong arguments, or a result that does not fit the target.</summary>
    public static readonly FindingCode BadConverter = new("bad-converter", Severity.Error,
        "“{0}”: {1}.", "“{0}”：{2}。",
        "See the list of converters in the guide.", "见指南中的转换器列表。");

    /// <summary>A default that can never be taken.</summary>
    public static readonly FindingCode UnreachableDefault = new("unreachable-default", Severity.Warning,
        "The default of “{0}” is never taken: {1}.", "“{0}”的默认值永远不会用到：{2}。",
        "Remove “default”, or the key that keeps it from being taken.", "删除 default，或删除使其失效的键。");

    /// <summary>An old spelling.</summary>
    public static readonly FindingCode Deprecated = new("deprecated", Severity.Warning,
        "“{0}” is an old spelling of “{1}”.", "“{0}”是“{1}”的旧写法。",
        "Write the new one; the old one will be refused one day.", "改用新写法，旧写法以后不再接受。");

    /// <summary>A table of values that is wrong, unknown or unused.</summary>
    public static readonly FindingCode BadEnum = new("bad-enum", Severity.Error,
        "Enum “{0}”: {1}.", "对照表“{0}”：{2}。",
        "Declare it under “enums” with at least one pair.", "在 enums 下声明，至少一对。");

    /// <summary>A table that nothing uses.</summary>
    public static readonly FindingCode UnusedEnum = new("unused-enum", Severity.Warning,
        "Enum “{0}” is not used by any field.", "对照表“{0}”没有被任何字段使用。",
        "Remove it, or use it with `convert: {enum: NAME}`.", "删除，或以 convert: {enum: 名称} 使用。");

    /// <summary>A match section that matches everything or nothing.</summary>
    public static readonly FindingCode BadMatch = new("bad-match", Severity.Error,
        "“match”: {0}.", "match：{1}。",
        "State at least a sender, a file name or header words.", "至少写明发件人、文件名或表头词。");

    /// <summary>A test that cannot be run or proves nothing.</summary>
    public static readonly FindingCode BadTest = new("bad-test", Severity.Error,
        "Test “{0}”: {1}.", "测试“{0}”：{2}。",
        "A test has a name, input or fixture, and expect or expectFault.", "测试要有 name、input 或 fixture，以及 expect 或 expectFault。");

    /// <summary>The name does not follow the rule.</summary>
    public static readonly FindingCode BadName = new("bad-name", Severity.Error,
        "The mapping's name “{0}” {1}.", "映射名“{0}”{2}。",
        "Use small letters, digits and hyphens, the same as the file's name.", "使用小写字母、数字、连字符，并与文件名一致。");

    /// <summary>Nothing would come out that is an order.</summary>
    public static readonly FindingCode NoLines = new("no-lines", Severity.Warning,
        "No field writes to lines[]: orders will have no lines.", "没有字段写入 lines[]：订单将没有行。",
        "Map at least lines[].itemCode and lines[].quantity.", "至少映射 lines[].itemCode 与 lines[].quantity。");

    /// <summary>Over the size limit.</summary>
    public static readonly FindingCode TooLarge = new("mapping-file-too-large", Severity.Error,
        "The file has {0} bytes; at most {1} are read.", "文件有 {0} 字节，最多读取 {1} 字节。",
        "Move fixtures out of the file.", "把样例移出文件。");
}
