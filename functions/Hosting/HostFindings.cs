using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Why a hub cannot start.</summary>
[FindingCodes]
internal static class HostFindings
{
    public static readonly FindingCode AlreadyRunning = new(
        "hub-already-running", Severity.Error,
        "A hub is running on the data folder {0} already.", "数据文件夹 {0} 上已有枢纽在运行。",
        "Use it, stop it, or name another folder with --data.", "请使用它、停止它,或用 --data 指定其他文件夹。");
}
