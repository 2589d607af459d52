using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Composition;

/// <summary>What is wrong with IT's own files while a hub works with them.</summary>
[FindingCodes]
internal static class FileFindings
{
    public static readonly FindingCode LeftOut = new(
        "file-left-out", Severity.Error,
        "The file cannot be used and is left out ({2}): {0}", "文件不可用,未采用({2}):{1}",
        "Correct the file; it is read anew by itself.", "请更正文件;枢纽会自动重新读取。");

    public static readonly FindingCode PartLeftOut = new(
        "file-partly-used", Severity.Warning,
        "Part of the file cannot be used and is left out, the rest counts ({2}): {0}", "文件的一部分不可用,未采用,其余有效({2}):{1}",
        "Correct the file; it is read anew by itself.", "请更正文件;枢纽会自动重新读取。");

    public static readonly FindingCode Kept = new(
        "file-kept", Severity.Error,
        "The file cannot be used as it is now and stays at work as it was ({2}): {0}", "文件改动后不可用,仍按改动前的内容工作({2}):{1}",
        "Correct the file before the hub is started again; it is read anew by itself.", "请在枢纽再次启动之前更正文件;枢纽会自动重新读取。");

    public static readonly FindingCode AcceptAtTwice = new(
        "accept-at-set-twice", Severity.Warning,
        "understanding.acceptAt of hub.yaml ({0}) decides; confidence.acceptAt of the rules ({1}) has no effect.", "以 hub.yaml 的 understanding.acceptAt({0})为准;规则中的 confidence.acceptAt({1})不起作用。",
        "Set the threshold in one place: remove it from hub.yaml (or HUB_ACCEPT_AT), or from the rules.", "只在一处设置该阈值:从 hub.yaml(或 HUB_ACCEPT_AT)或从规则文件中删除。");

    /// <summary>Said where both places set the threshold, and to different values.</summary>
    public static IEnumerable<Finding> AcceptAt(HubOptions options, RuleReading rules)
    {
        if (options.AcceptAt is { } set && rules.AcceptAtFrom is { } place && rules.Book.AcceptAt != set)
        {
            yield return AcceptAtTwice.At(place, null, set, rules.Book.AcceptAt);
        }
    }
}
