using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;
using Npgsql;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>Why a store on a server cannot be used, for people.</summary>
[FindingCodes]
public static class PostgresFaults
{
    /// <summary>No connection, or it broke.</summary>
    public static readonly FindingCode Unreachable = new(
        "store-unreachable", Severity.Error,
        "The database server does not answer ({0}); nothing of this step was confirmed.", "数据库服务器无应答（{0}）；本步骤未被确认。",
        "Check the server, the network and store.connection; work is tried again by itself.", "请检查服务器、网络与 store.connection；工作会自动重试。");

    /// <summary>Login or rights.</summary>
    public static readonly FindingCode Refused = new(
        "store-refused", Severity.Error,
        "The database server refuses the hub ({0}).", "数据库服务器拒绝了 hub（{0}）。",
        "Check user, password and rights of the database; the hub must own its tables.", "请检查数据库的用户、密码与权限；hub 必须拥有自己的表。");

    /// <summary>No connection string.</summary>
    public static readonly FindingCode Misstated = new(
        "store-connection-invalid", Severity.Error,
        "The connection string of the database cannot be read.", "无法识别数据库连接串。",
        "Write it as Host=…;Database=…;Username=…;SSL Mode=VerifyFull where store.connection points.", "请在 store.connection 所指处写成 Host=…;Database=…;Username=…;SSL Mode=VerifyFull。");

    /// <summary>A reference to the key of the checkpoints that leads nowhere.</summary>
    public static readonly FindingCode CheckpointKeyMissing = new(
        "store-checkpoint-key-missing", Severity.Error,
        "There is no checkpoint key at {0}; with a key of its own this instance would sign what the others cannot verify.",
        "{0} 处没有检查点密钥；若用本实例自己的密钥签名，其他实例将无法校验。",
        "Put the key that all instances share where store.checkpointKey points, readable by the hub's user, or take the setting away.",
        "请把各实例共用的密钥放到 store.checkpointKey 所指处（hub 的用户须可读），或去掉该设置。");

    /// <summary>Another instance holds the write lock too long.</summary>
    public static readonly FindingCode Busy = new(
        "store-busy", Severity.Error,
        "Another instance of the hub has been writing for too long ({0}).", "另一个 hub 实例长时间占用写入（{0}）。",
        "Wait for its rebuild or load to end; work is tried again by itself.", "请等待其重建或加载结束；工作会自动重试。");

    /// <summary>No pg_dump or pg_restore.</summary>
    public static readonly FindingCode ToolMissing = new(
        "store-backup-tool-missing", Severity.Error,
        "{0}, which backs up and restores a store on PostgreSQL, is not on this machine.", "本机没有 {0}，而 PostgreSQL 存储的备份与恢复需要它。",
        "Install the PostgreSQL client of the server's version, e.g. apt-get install postgresql-client, or use the backups of the database service.",
        "请安装与服务器同版本的 PostgreSQL 客户端，例如 apt-get install postgresql-client，或使用数据库服务自带的备份。");

    /// <summary>An older tool than the server.</summary>
    public static readonly FindingCode ToolOld = new(
        "store-backup-tool-old", Severity.Error,
        "{0} is of version {1}, but the server is of version {2}.", "{0} 的版本为 {1}，而服务器为 {2}。",
        "Install the PostgreSQL client of the server's version or a newer one.", "请安装与服务器同版本或更新的 PostgreSQL 客户端。");

    /// <summary>The tool gave up.</summary>
    public static readonly FindingCode BackupFailed = new(
        "store-backup-failed", Severity.Error,
        "The backup was not made: {0}", "备份未完成：{0}",
        "Mend what pg_dump names and try again; no incomplete file is left.", "请按 pg_dump 所述处理后重试；不会留下不完整的文件。");

    /// <summary>Not a backup of the hub.</summary>
    public static readonly FindingCode BackupUnreadable = new(
        "store-backup-unreadable", Severity.Error,
        "{0} is not a backup of a store on PostgreSQL: {1}", "{0} 不是 PostgreSQL 存储的备份：{1}",
        "Name a file that 'hub store backup' or pg_dump --format=custom made.", "请指定由 'hub store backup' 或 pg_dump --format=custom 生成的文件。");

    /// <summary>There is something in the database.</summary>
    public static readonly FindingCode RestoreNotEmpty = new(
        "store-restore-not-empty", Severity.Error,
        "The database {0} is not empty ({1} tables and other objects); nothing was changed.", "数据库 {0} 不是空的（有 {1} 个表等对象）；未作任何更改。",
        "Create a new, empty database, let store.connection name it, and restore into that; the old one stays as it is.",
        "请新建一个空数据库，让 store.connection 指向它再恢复；原数据库保持不变。");

    /// <summary>The tool gave up, and the database is as empty as before.</summary>
    public static readonly FindingCode RestoreFailed = new(
        "store-restore-failed", Severity.Error,
        "Nothing was restored: {0}", "未恢复任何内容：{0}",
        "Mend what pg_restore names and try again; the database is still empty.", "请按 pg_restore 所述处理后重试；数据库仍为空。");

    /// <summary>True where it is not about the statement but about the server behind the connection: it was failed over, stops, or is gone.</summary>
    internal static bool IsOfTheServer(Exception fault) => fault switch
    {
        PostgresException refused => refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or ['0', '8', ..],
        _ => fault is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException,
    };

    /// <summary>The exception for what the driver threw.</summary>
    internal static Exception From(Exception fault) => fault switch
    {
        PostgresException refused => From(refused),
        NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException =>
            Unavailable(StoreFault.Inaccessible, Unreachable, fault.InnerException?.Message ?? fault.Message, fault),
        _ => fault,
    };

    private static Exception From(PostgresException fault)
    {
        // The detail may quote values of rows: the message alone is for logs.
        var text = $"PostgreSQL {fault.SqlState}: {fault.MessageText}";
        return fault.SqlState switch
        {
            PostgresErrorCodes.DiskFull => Unavailable(StoreFault.Full, StoreFaults.Full, text, fault),
            PostgresErrorCodes.LockNotAvailable => Unavailable(StoreFault.Locked, Busy, text, fault),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, text, fault),
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName => Unavailable(StoreFault.Inaccessible, Refused, text, fault),

            // Failed over: this server only follows, the next connection finds the one that leads.
            PostgresErrorCodes.ReadOnlySqlTransaction => Unavailable(StoreFault.Inaccessible, Unreachable, text, fault),
            PostgresErrorCodes.RaiseException => new StoreConstraintException(text),
            ['2', '2', ..] or ['2', '3', ..] => new StoreConstraintException(text),
            ['2', '8', ..] => Unavailable(StoreFault.Inaccessible, Refused, text, fault),
            ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] or ['4', '0', ..] or "25P03" =>
                Unavailable(StoreFault.Inaccessible, Unreachable, text, fault),
            _ => new StoreRefusedException(text),
        };
    }

    private static StoreUnavailableException Unavailable(StoreFault kind, FindingCode code, string detail, Exception inner) =>
        new(kind, code.At(null, null, detail), inner);
}
