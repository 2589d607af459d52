using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>A constraint or trigger refused a row: the caller's data, not the store, is at fault.</summary>
internal sealed class StoreConstraintException(string message) : Exception(message);

/// <summary>A statement that the engine refused for a reason that is a fault of the program.</summary>
internal sealed class StoreRefusedException(string message) : Exception(message);

/// <summary>Why the store cannot be used, for people.</summary>
[FindingCodes]
public static class StoreFaults
{
    /// <summary>Another process writes.</summary>
    public static readonly FindingCode Locked = new(
        "store-locked", Severity.Error,
        "The data folder is in use by another process ({0}).", "数据文件夹正被另一个进程使用（{0}）。",
        "Talk to the running hub, or stop it first.", "请通过正在运行的 hub 操作，或先停止它。");

    /// <summary>Disk full.</summary>
    public static readonly FindingCode Full = new(
        "store-full", Severity.Error,
        "No space is left for the store ({0}); nothing of this step was saved.", "存储空间不足（{0}）；本步骤未保存任何内容。",
        "Free space on the disk of the data folder and try again.", "请清理数据文件夹所在磁盘后重试。");

    /// <summary>Damaged.</summary>
    public static readonly FindingCode Corrupt = new(
        "store-corrupt", Severity.Error,
        "The store is damaged or is not a database of the hub ({0}).", "数据库已损坏或不是 hub 的数据库（{0}）。",
        "Run 'hub store verify'. Where it names only cards, 'hub store rebuild' mends them; else run 'hub store restore' with the last backup.",
        "请运行 'hub store verify'。若其中只涉及订单卡，可用 'hub store rebuild' 修复；否则请用最近的备份执行 'hub store restore'。");

    /// <summary>Rights or device.</summary>
    public static readonly FindingCode Inaccessible = new(
        "store-inaccessible", Severity.Error,
        "The store cannot be opened, read or written ({0}).", "无法打开、读取或写入存储（{0}）。",
        "Check the rights on the data folder and its disk.", "请检查数据文件夹的权限及其磁盘。");

    /// <summary>One at a time.</summary>
    public static readonly FindingCode Rebuilding = new(
        "store-rebuilding", Severity.Error,
        "The store is being rebuilt already.", "存储正在重建中。",
        "Wait for that to end; where its instance was killed, for a minute.", "请等待其结束；若其实例被强行终止，请等待一分钟。");

    /// <summary>Written by a newer hub.</summary>
    public static readonly FindingCode Newer = new(
        "store-newer", Severity.Error,
        "The store was written by a newer hub (schema {0}, this one knows {1}).", "存储由更新版本的 hub 写入（结构 {0}，本版本支持到 {1}）。",
        "Install the newer hub, or restore a backup made by this one.", "请安装更新的 hub，或恢复由本版本所做的备份。");

    /// <summary>Opened for reading.</summary>
    public static readonly FindingCode ReadOnly = new(
        "store-read-only", Severity.Error,
        "The store was opened for reading only ({0}).", "存储以只读方式打开（{0}）。",
        "Run the command without --dry-run.", "请去掉 --dry-run 再运行。");

    /// <summary>What trouble with a file of the data folder means: no space, or no access.</summary>
    public static StoreUnavailableException Of(Exception fault, string place) => DiskFull.Is(fault)
        ? new(StoreFault.Full, Full.At(null, null, place), fault)
        : new(StoreFault.Inaccessible, Inaccessible.At(null, null, $"{place}: {fault.Message}"), fault);

    /// <summary>The exception that hosts turn into exit code 5 or HTTP 503.</summary>
    internal static StoreUnavailableException Unavailable(StoreFault fault, FindingCode code, params ReadOnlySpan<object?> args) =>
        new(fault, code.At(null, null, args));
}
