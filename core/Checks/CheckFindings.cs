using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks;

/// <summary>What the checks as a whole remark.</summary>
[FindingCodes]
public static class CheckFindings
{
    /// <summary>A check is off because there is nothing to compare with.</summary>
    public static readonly FindingCode ReferenceNotLoaded = new(
        "reference-not-loaded", Severity.Info,
        "Never loaded, so what they would tell was not checked: the reference tables {0}.",
        "以下基础资料从未导入，相关检查未执行：{1}。",
        "Load them with `hub reference import FILE`; each turns its check on.",
        "用 `hub reference import 文件` 导入；每导入一种，相应的检查自动生效。");

    /// <summary>More findings of one code than a person reads.</summary>
    public static readonly FindingCode FindingsOmitted = new(
        "findings-omitted", Severity.Info,
        "{1} further findings {0} on this order are not listed.",
        "本订单还有 {1} 条同类问题（代码 {0}）未逐条列出。",
        "Correct the ones listed; the cause is usually the same.",
        "先处理已列出的问题，其余通常是同一原因。");
}
