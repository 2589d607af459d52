using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>What reading reference files may remark. A row that is wrong is left out; the others load.</summary>
[FindingCodes]
public static class ReferenceFindings
{
    /// <summary>No table in the file.</summary>
    public static readonly FindingCode TableUnknown = new(
        "reference-table-unknown", Severity.Error,
        "Nothing in the file tells which reference table \"{0}\" is.", "无法判断“{0}”属于哪张基础资料表。",
        "Name the file customers, credit, prices, stock or materials, give the table's name, or use the header words of the guide.",
        "请将文件命名为 customers、credit、prices、stock 或 materials，指定表名，或使用指南所列的表头。");

    /// <summary>The header row lacks a column.</summary>
    public static readonly FindingCode ColumnMissing = new(
        "reference-column-missing", Severity.Error,
        "The table {0} has no column \"{1}\".", "{0} 表缺少“{2}”列。",
        "Add the column.", "请补充该列。");

    /// <summary>A column that is not used.</summary>
    public static readonly FindingCode ColumnIgnored = new(
        "reference-column-ignored", Severity.Info,
        "The column \"{0}\" is not one of the table {1} and was passed over.", "“{0}”列不属于 {1} 表，已忽略。",
        "Nothing to do, unless it is a misspelt header.", "如非表头笔误则无需处理。");

    /// <summary>A row without a key value.</summary>
    public static readonly FindingCode ValueMissing = new(
        "reference-value-missing", Severity.Warning,
        "\"{0}\" is empty; the row was left out.", "“{0}”为空，该行未导入。",
        "Fill it in and load the file again.", "请补充后重新导入。");

    /// <summary>Not a number.</summary>
    public static readonly FindingCode BadNumber = new(
        "reference-bad-number", Severity.Warning,
        "\"{1}\" is not a number for \"{0}\"; the row was left out.", "“{0}”的值“{1}”不是数字，该行未导入。",
        "Correct it and load the file again.", "请更正后重新导入。");

    /// <summary>Not a date.</summary>
    public static readonly FindingCode BadDate = new(
        "reference-bad-date", Severity.Warning,
        "\"{1}\" is not a date for \"{0}\"; the row was left out.", "“{0}”的值“{1}”不是日期，该行未导入。",
        "Write dates as 2026-12-31.", "日期请写成 2026-12-31。");

    /// <summary>Not yes or no.</summary>
    public static readonly FindingCode BadFlag = new(
        "reference-bad-flag", Severity.Warning,
        "\"{1}\" is neither yes nor no for \"{0}\"; the row was left out.", "“{0}”的值“{1}”不是“是”或“否”，该行未导入。",
        "Write yes or no.", "请写“是”或“否”。");

    /// <summary>Not a currency.</summary>
    public static readonly FindingCode BadCurrency = new(
        "reference-bad-currency", Severity.Warning,
        "\"{1}\" is not a currency for \"{0}\"; the row was left out.", "“{0}”的值“{1}”不是有效币种，该行未导入。",
        "Write CNY, EUR, USD …", "请写 CNY、EUR、USD 等。");

    /// <summary>Not a unit.</summary>
    public static readonly FindingCode BadUnit = new(
        "reference-bad-unit", Severity.Warning,
        "The unit \"{0}\" is not known; the material is loaded without one.", "单位“{0}”无法识别，该物料按无单位导入。",
        "Use a usual unit, or add the word to the vocabulary.", "请使用常用单位，或在词库中加入该写法。");

    /// <summary>Two rows of one key.</summary>
    public static readonly FindingCode Repeated = new(
        "reference-row-repeated", Severity.Warning,
        "\"{0}\" stands in an earlier row already; the later row holds.", "“{0}”在前面已出现，以后面的行为准。",
        "Keep one of the rows.", "请只保留一行。");

    /// <summary>Not JSON of the expected shape.</summary>
    public static readonly FindingCode BadJson = new(
        "reference-bad-json", Severity.Error,
        "The file is not JSON of reference tables: {0}", "文件不是有效的基础资料 JSON：{0}",
        "Write {\"customers\": [{…}], \"credit\": [{…}]}, or an array and the table's name.",
        "请写成 {\"customers\": [{…}], \"credit\": [{…}]}，或数组并指定表名。");

    /// <summary>More remarks of one kind than a person reads.</summary>
    public static readonly FindingCode More = new(
        "reference-findings-omitted", Severity.Info,
        "{1} further findings {0} are not listed.", "还有 {1} 条同类问题（代码 {0}）未列出。",
        "Correct the ones listed first.", "请先更正已列出的问题。");
}
