using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Why a hub cannot start, or cannot work.</summary>
[FindingCodes]
internal static class HostFindings
{
    public static readonly FindingCode AlreadyRunning = new(
        "hub-already-running", Severity.Error,
        "A hub is running on the data folder {0} already.", "数据文件夹 {0} 上已有枢纽在运行。",
        "Use it, stop it, or name another folder with --data.", "请使用它、停止它,或用 --data 指定其他文件夹。");

    public static readonly FindingCode TemporaryFolderUnusable = new(
        "temporary-folder-unusable", Severity.Error,
        "No files can be made in the folder for temporary files, {0}: {1}.", "临时文件夹 {0} 中无法创建文件：{1}。",
        "Let TMPDIR name a folder that this user may write, or leave it unset.", "请让 TMPDIR 指向当前用户可写的文件夹，或不设置它。");
}
