using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Mapping;

/// <summary>What a mapping remarks on while it reads documents.</summary>
[FindingCodes]
public static class MappingFindings
{
    /// <summary>A value did not convert.</summary>
    public static readonly FindingCode InvalidValue = new("mapping-value-invalid", Severity.Hold,
        "“{0}” cannot be read as {1}: {2}.", "“{0}”无法读作 {1}：{3}。",
        $"Ask the sender for the right value, or give the field another converter or onError in the mapping; then {Advice.Replace}", $"请向发件人确认该值，或在映射中为该字段换用转换器、设置 onError；然后{Advice.ReplaceZh}");

    /// <summary>A required value is not there.</summary>
    public static readonly FindingCode MissingValue = new("mapping-value-missing", Severity.Hold,
        "{0} is required and the source holds nothing for it.", "{0} 为必填，来源中没有内容。",
        $"Ask the sender for the value, then {Advice.Replace}", $"请向发件人索取该值，{Advice.ReplaceZh}");

    /// <summary>A column of the mapping is not in the source.</summary>
    public static readonly FindingCode MissingColumn = new("mapping-column-missing", Severity.Hold,
        "The column “{0}” for {1} is not in the header row.", "表头行中没有用于 {1} 的列“{0}”。",
        $"Ask the sender for the usual layout, or add the new header to “from” in the mapping; then {Advice.Replace}", $"请发件人使用原格式，或把新列标题加入映射的 from；然后{Advice.ReplaceZh}");

    /// <summary>The header row was not found.</summary>
    public static readonly FindingCode HeaderNotFound = new("mapping-header-not-found", Severity.Hold,
        "Mapping {0} found no header row in the document.", "映射 {0} 在单据中没有找到表头行。",
        "Check table.header and the sheet's name in the mapping (hub mappings preview FILE --mapping NAME), then import the file again.", "检查映射中的 table.header 与工作表名（hub mappings preview 文件 --mapping 名称），再重新导入该文件。");

    /// <summary>A column or member that the mapping does not know.</summary>
    public static readonly FindingCode NewColumn = new("mapping-new-column", Severity.Info,
        "“{0}” is not in the mapping and was {1}.", "映射中没有“{0}”，已{2}。",
        "Add a field for it, or set contract.fields.", "为它添加字段，或设置 contract.fields。");

    /// <summary>The contract freezes the source and it changed.</summary>
    public static readonly FindingCode Frozen = new("mapping-source-frozen", Severity.Hold,
        "The source no longer fits the contract of mapping {0}: {1}.", "来源不再符合映射 {0} 的约定：{2}。",
        "Agree on the change with the sender, raise the mapping's version (hub mappings promote NAME), and import the file again.", "与发件人确认变更，升级映射版本（hub mappings promote 名称），再重新导入该文件。");

    /// <summary>A row was left out.</summary>
    public static readonly FindingCode RowDropped = new("mapping-row-dropped", Severity.Warning,
        "The row was left out: {0}.", "该行已略去：{1}。",
        "Correct the row in the source if it is an order line.", "若该行是订单行，请更正来源。");

    /// <summary>A row that is no line.</summary>
    public static readonly FindingCode RowPassedOver = new("mapping-row-passed-over", Severity.Info,
        "The row holds too few of the required columns to be a line.", "该行具备的必填列过少，不视为订单行。",
        "Nothing, unless it is an order line.", "若它不是订单行则无需处理。");

    /// <summary>Rows of one order disagree.</summary>
    public static readonly FindingCode ValuesDiffer = new("mapping-values-differ", Severity.Hold,
        "{0} is “{1}” in one row of the order and “{2}” in another.", "同一订单的 {0} 一行为“{1}”，另一行为“{2}”。",
        $"Ask the sender which one holds. {Advice.Decide}", $"请向发件人确认以哪个为准。{Advice.DecideZh}");

    /// <summary>More of the same.</summary>
    public static readonly FindingCode More = new("mapping-more-findings", Severity.Info,
        "{0} further findings “{1}” on {2} are not listed.", "另有 {0} 条同类问题（代码 {1}，{2}）未列出。",
        "Correct the ones listed first.", "先更正已列出的。");

    /// <summary>The mapping says that the order is on hold.</summary>
    public static readonly FindingCode HeldAtSource = new("held-at-source", Severity.Hold,
        "The order is locked or paused where it comes from, or in a state that the mapping does not know.", "订单在来源系统处于锁定或暂停状态，或其状态不为映射所知。",
        "Nothing: a newer version without it releases the order. Look at the order there if it stays.", "无需处理：来源解除后的新版本会自动放行；若长期如此，请在来源系统查看。");

    /// <summary>The document is not JSON.</summary>
    public static readonly FindingCode InvalidJson = new("mapping-json-invalid", Severity.Error,
        "The document is not valid JSON: {0}", "单据不是合法的 JSON：{0}",
        "Ask the source for the document again.", "请来源重新提供。");

    /// <summary>A mapping file that claims the document cannot be used.</summary>
    public static readonly FindingCode Broken = new("mapping-broken", Severity.Warning,
        "Mapping {0} cannot be used, the document was read without it: {1}: {2}", "映射 {0} 不可用，单据未按其读取：{1}：{3}",
        "Run hub mappings lint, correct the file, and import the document again.", "运行 hub mappings lint 并更正该文件，再重新导入单据。");

    /// <summary>A mapping file of which not even “match” can be read, for a document that no other mapping fits.</summary>
    public static readonly FindingCode ReachUnknown = new("mapping-reach-unknown", Severity.Warning,
        "Whether mapping {0} was meant for this document cannot be told, as its file cannot be read; the document was read without it: {1}: {2}",
        "映射 {0} 的文件无法读取，不知道它是否适用于本单据；单据未按其读取：{1}：{3}",
        "Run `hub mappings lint`, correct the file, and import the document again if the mapping was meant for it.",
        "运行 hub mappings lint 并更正该文件；若该映射本应适用，请重新导入单据。");

    /// <summary>A mapping file was changed into something that cannot be used.</summary>
    public static readonly FindingCode Kept = new("mapping-kept", Severity.Warning,
        "Mapping {0} cannot be used as it is now and stays at work as it was: {1}: {2}", "映射 {0} 改动后不可用，仍按改动前的内容读取：{1}：{3}",
        "Run `hub mappings lint` and correct the file before the hub is started again.", "运行 hub mappings lint，在枢纽再次启动之前更正该文件。");

    /// <summary>Two mappings claim the document.</summary>
    public static readonly FindingCode Ambiguous = new("mapping-ambiguous", Severity.Hold,
        "The mappings {0} fit the document equally well; none was used.", "映射 {0} 同样适用于该单据，均未采用。",
        "Make one “match” more specific, or import with hub import FILE --mapping NAME.", "让其中一个 match 更具体，或指定映射导入：hub import 文件 --mapping 名称。");

    /// <summary>Asked for by name and not there.</summary>
    public static readonly FindingCode NotFound = new("mapping-not-found", Severity.Error,
        "There is no usable mapping named “{0}”.", "没有名为“{0}”的可用映射。",
        "hub mappings list names those in force; a draft comes into force with hub mappings promote NAME.", "hub mappings list 列出生效的映射；草稿须先启用：hub mappings promote 名称。");

    /// <summary>Codes that a test of a mapping file can expect.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        InvalidValue.Code, MissingValue.Code, MissingColumn.Code, HeaderNotFound.Code, NewColumn.Code, Frozen.Code, RowDropped.Code,
        RowPassedOver.Code, ValuesDiffer.Code, More.Code, HeldAtSource.Code, InvalidJson.Code,
    ];
}
