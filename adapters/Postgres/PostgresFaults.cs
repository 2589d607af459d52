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

    /// <summary>Another instance holds the write lock too long.</summary>
    public static readonly FindingCode Busy = new(
        "store-busy", Severity.Error,
        "Another instance of the hub has been writing for too long ({0}).", "另一个 hub 实例长时间占用写入（{0}）。",
        "Wait for its rebuild or load to end; work is tried again by itself.", "请等待其重建或加载结束；工作会自动重试。");

    /// <summary>The server's own tools do this.</summary>
    public static readonly FindingCode Elsewhere = new(
        "store-backup-by-server", Severity.Error,
        "A store on PostgreSQL is backed up and restored with the server's own tools ({0}).", "PostgreSQL 上的存储用服务器自带的工具备份与恢复（{0}）。",
        "Use pg_dump --format=custom and pg_restore, or the backups of the database service.", "请使用 pg_dump --format=custom 与 pg_restore，或数据库服务的备份。");

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
