using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Cli;

/// <summary>What can be wrong with an input before anything reads it.</summary>
[FindingCodes]
internal static class InputFindings
{
    public static readonly FindingCode Inaccessible = new(
        "input-inaccessible", Severity.Error,
        "The file cannot be opened: {0}", "文件无法打开:{0}",
        "Check its rights and that no other program holds it.", "请检查文件权限,以及是否被其他程序占用。");
}
