using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks;

/// <summary>What the checks as a whole remark.</summary>
[FindingCodes]
public static class CheckFindings
{
    /// <summary>A check is off because there is nothing to compare with.</summary>
    public static readonly FindingCode ReferenceNotLoaded = new(
        "reference-not-loaded", Severity.Info,
        "The reference table {0} was never loaded, so what it would tell was not checked.",
        "基础资料“{0}”从未导入，相关检查未执行。",
        "Load it with `hub reference import FILE` to turn the check on.",
        "用 `hub reference import 文件` 导入后，该检查自动生效。");

    /// <summary>More findings of one code than a person reads.</summary>
    public static readonly FindingCode FindingsOmitted = new(
        "findings-omitted", Severity.Info,
        "{1} further findings {0} on this order are not listed.",
        "本订单还有 {1} 条“{0}”问题未逐条列出。",
        "Correct the ones listed; the cause is usually the same.",
        "先处理已列出的问题，其余通常是同一原因。");
}
