using IntegrationHub.Adapters.Store;
using SQLitePCL;

namespace IntegrationHub.Adapters.Sqlite.Native;

/// <summary>
/// One connection, used by one thread at a time. The engine is called directly: at 20 µs an order the per-call cost of a provider
/// with parameters by name and readers would be most of the bill.
/// </summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    private readonly sqlite3 _handle;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement?[] _saves = new SqliteStatement?[2], _releases = new SqliteStatement?[2];

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle, string path) => (_handle, Place) = (handle, path);

    /// <inheritdoc/>
    public override string Place { get; }

    /// <summary>Opens for reading and writing; creates the file where it is absent.</summary>
    public static SqliteDatabase OpenWriter(string path) =>
        Open(path, path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX);

    /// <summary>Opens an existing file for reading.</summary>
    public static SqliteDatabase OpenReader(string path) => Open(path, path, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX);

    /// <summary>Opens a file that nobody writes, without leaving anything beside it.</summary>
    public static SqliteDatabase OpenImmutable(string path) => Open(
        path,
        "file:" + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) + "?immutable=1",
        raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX | raw.SQLITE_OPEN_URI);

    /// <summary>An empty database that lives in memory.</summary>
    public static SqliteDatabase OpenMemory() => OpenWriter(":memory:");

    private static SqliteDatabase Open(string path, string name, int flags)
    {
        var code = raw.sqlite3_open_v2(name, out var handle, flags, null);
        var database = new SqliteDatabase(handle, path);
        if (code != raw.SQLITE_OK)
        {
            var fault = database.Fault(code);
            database.Dispose();
            throw fault;
        }

        return database;
    }

    /// <summary>Rows changed by the last statement that ended.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The engine itself rolls back on some faults.</summary>
    public override bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <inheritdoc/>
    public override bool IsReader => raw.sqlite3_db_readonly(_handle, "main") == 1;

    /// <inheritdoc/>
    public override bool IsShared => false;

    internal sqlite3 Handle => _handle;

    /// <summary>Told after each commit.</summary>
    public LogCopier? Copier { get; set; }

    /// <inheritdoc/>
    public override void BeginWrite() => Execute("begin immediate");

    /// <inheritdoc/>
    public override void Commit(bool sent)
    {
        Execute("commit");
        Copier?.Committed(Written);
    }

    /// <inheritdoc/>
    public override void BeginRead() => Execute("begin");

    /// <inheritdoc/>
    public override void RollBack() => Execute("rollback");

    /// <inheritdoc/>
    public override void Save(Savepoint at) => (_saves[(int)at] ??= Prepare("savepoint " + Name(at))).Run();

    /// <inheritdoc/>
    public override void RollBack(Savepoint to) => Execute($"rollback to {Name(to)}; release {Name(to)}");

    /// <inheritdoc/>
    public override void Release(Savepoint point) => (_releases[(int)point] ??= Prepare("release " + Name(point))).Run();

    /// <inheritdoc/>
    public override string Holds(string text, string part) => $"instr({text}, {part}) > 0";

    /// <inheritdoc/>
    public override string TableOfEnds => "create table log_ends (id blob primary key, place integer not null, length integer not null) without rowid";

    /// <inheritdoc/>
    public override IEnumerable<string> Damages()
    {
        using var check = Query("pragma integrity_check(10)");
        while (check.Step())
        {
            if (check.Text(0) is { } line && line != "ok")
            {
                yield return line;
            }
        }
    }

    // Once all of the log is in the file, the log is written again from its start and need not grow.
    /// <inheritdoc/>
    public override void MakeRoom() => CopyLog();

    /// <inheritdoc/>
    public override void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    /// <inheritdoc/>
    public override SqliteStatement Prepare(string sql)
    {
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement);
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }

        var prepared = new SqliteStatement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    /// <inheritdoc/>
    public override SqliteStatement Query(string sql)
    {
        var code = raw.sqlite3_prepare_v2(_handle, sql, out var handle);
        return code == raw.SQLITE_OK ? new SqliteStatement(this, handle) : throw Fault(code);
    }

    /// <summary>Ends the statement that is running; may be called by another thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    /// <summary>Copies as much of the write-ahead log into the file as nobody needs any more, without waiting for anyone.</summary>
    public void CopyLog() => raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    // Pages written to the log since the connection was opened.
    private long Written => raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0) == raw.SQLITE_OK ? pages : 0;

    private static string Name(Savepoint point) => point == Savepoint.Work ? "work" : "item";

    /// <summary>The exception for a result code.</summary>
    public Exception Fault(int code) =>
        SqliteFaults.From(raw.sqlite3_extended_errcode(_handle) is var extended and not 0 ? extended : code, raw.sqlite3_errmsg(_handle).utf8_to_string(), Place);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Copier?.Dispose();
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
