using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using Npgsql;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>
/// One connection at a time, borrowed from the pool for each transaction: a broken one is not met again. Statements that give nothing back
/// wait and travel with the next one that does, so that an order costs few round trips.
/// </summary>
internal sealed class PostgresDatabase(NpgsqlDataSource source, string place, bool reader, bool serverTime, Action refused) : StoreDatabase
{
    // With the row that every transaction begins with comes the server's time, after the wait for the write lock: it costs no round trip.
    private const string Oldest = "select oldest::bigint, (extract(epoch from clock_timestamp()) * 1000)::bigint from hub_schema";
    private const int MostWaiting = 500;
    private const int MostWaitingBytes = 4 << 20;

    // The lock is the transaction's: it ends with the commit, the rollback or the connection. A holder that hangs or whose machine is gone
    // is ended by the server, so that the others do not wait for ever.
    private static readonly string[] BeginWriting =
    [
        "begin isolation level read committed",
        """
        select set_config('lock_timeout', '30s', true), set_config('idle_in_transaction_session_timeout', '60s', true),
          set_config('tcp_keepalives_idle', '15', true), set_config('tcp_keepalives_interval', '5', true), set_config('tcp_keepalives_count', '3', true)
        """,
        $"select pg_advisory_xact_lock({PostgresSchema.LockClass}, {PostgresSchema.WriteLock})",
        Oldest,
    ];

    private static readonly string[] BeginReading = ["begin isolation level repeatable read read only", Oldest];

    private readonly List<NpgsqlBatchCommand> _waiting = [];
    private int _waitingBytes;
    private NpgsqlConnection? _connection;
    private DateTimeOffset? _time;

    public override string Place => place;

    public override bool IsReader => reader;

    public override bool InTransaction => _connection is { State: System.Data.ConnectionState.Open };

    public override bool IsShared => true;

    public override DateTimeOffset? Time => serverTime ? _time : null;

    public override void BeginWrite() => Begin(BeginWriting);

    public override void BeginRead() => Begin(BeginReading);

    public override void Commit(bool sent)
    {
        if (sent)
        {
            Defer(new NpgsqlBatchCommand($"notify {PostgresSchema.Channel}"), 0);
        }

        Execute(new NpgsqlBatchCommand("commit"), []);
        GiveBack();
    }

    public override void RollBack()
    {
        _waiting.Clear();
        _waitingBytes = 0;
        try
        {
            if (InTransaction)
            {
                Execute(new NpgsqlBatchCommand("rollback"), []);
            }
        }
        catch (StoreUnavailableException)
        {
            // The connection is gone, and with it the transaction.
            _waitingBytes = 0;
        }
        finally
        {
            GiveBack();
        }
    }

    public override void Save(Savepoint at) => Execute(new NpgsqlBatchCommand("savepoint " + Name(at)), []);

    public override void RollBack(Savepoint to)
    {
        _waiting.Clear();
        _waitingBytes = 0;
        Execute($"rollback to savepoint {Name(to)}; release savepoint {Name(to)}");
    }

    public override void Release(Savepoint point) => Execute(new NpgsqlBatchCommand("release savepoint " + Name(point)), []);

    public override string Holds(string text, string part) => $"strpos({text}, {part}) > 0";

    public override string TableOfEnds => "create table log_ends (id uuid primary key, place bigint not null, length int not null)";

    public override string? Kept(string? text) => text is null ? null : PostgresStatement.Storable(text);

    // The server verifies its pages by checksums as it reads them, and all rows are read by the rest of the verification.
    public override IEnumerable<string> Damages() => [];

    public override void Execute(string sql)
    {
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Defer(new NpgsqlBatchCommand(statement), 0);
        }

        Send([]);
    }

    public override PostgresStatement Prepare(string sql) => new(this, sql);

    public override PostgresStatement Query(string sql) => new(this, sql);

    /// <summary>Has a statement without rows travel with the next one.</summary>
    internal void Defer(NpgsqlBatchCommand command, int bytes)
    {
        _waiting.Add(command);
        _waitingBytes += bytes;
        if (_waiting.Count >= MostWaiting || _waitingBytes >= MostWaitingBytes)
        {
            Send([]);
        }
    }

    /// <summary>Sends what waits and this; fetches its rows and tells how many it changed.</summary>
    internal int Execute(NpgsqlBatchCommand command, List<object[]> rows)
    {
        _waiting.Add(command);
        Send(rows);
        return (int)command.RecordsAffected;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (InTransaction)
        {
            RollBack();
        }

        GiveBack();
    }

    private static string Name(Savepoint point) => point == Savepoint.Work ? "work" : "item";

    // Rows of a schema that this program does not know are neither written nor understood.
    private void Begin(string[] statements)
    {
        var oldest = Begun(statements);
        if (oldest > PostgresSchema.Version)
        {
            RollBack();
            throw StoreFaults.Unavailable(StoreFault.Newer, StoreFaults.Newer, oldest, PostgresSchema.Version);
        }
    }

    // A pooled connection may have died since it was used last; nothing is lost by trying once more before the transaction has begun.
    private long Begun(string[] statements)
    {
        for (var last = false; ; last = true)
        {
            try
            {
                // One that broke in the middle of the last transaction is still held.
                _waiting.Clear();
                GiveBack();
                _connection = source.OpenConnection();
                var rows = new List<object[]>();
                foreach (var statement in statements)
                {
                    _waiting.Add(new NpgsqlBatchCommand(statement));
                }

                Send(rows);
                if (rows is [.., [long number, long time]])
                {
                    _time = DateTimeOffset.FromUnixTimeMilliseconds(time);
                    return number;
                }

                _time = null;
                return 0;
            }
            catch (Exception fault)
            {
                var broke = !InTransaction;
                _waiting.Clear();
                if (!broke)
                {
                    RollBack();
                }

                GiveBack();
                // A password that was rotated is read anew.
                var denied = fault is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification };
                if (denied)
                {
                    refused();
                }

                if (broke && !last && (denied || fault is StoreUnavailableException))
                {
                    continue;
                }

                throw PostgresFaults.From(fault);
            }
        }
    }

    private void Send(List<object[]> rows)
    {
        var connection = _connection ?? throw new InvalidOperationException("no transaction was begun");
        try
        {
            using var batch = new NpgsqlBatch(connection);
            foreach (var command in _waiting)
            {
                batch.BatchCommands.Add(command);
            }

            using var reader = batch.ExecuteReader();
            do
            {
                while (reader.Read())
                {
                    var row = new object[reader.FieldCount];
                    reader.GetValues(row);
                    rows.Add(row);
                }
            }
            while (reader.NextResult());
        }
        catch (Exception fault) when (PostgresFaults.From(fault) is var known && known != fault)
        {
            if (PostgresFaults.IsOfTheServer(fault))
            {
                // The other idle connections lead to the same server; each would make one more caller meet it.
                source.Clear();
            }

            throw known;
        }
        finally
        {
            _waiting.Clear();
            _waitingBytes = 0;
        }
    }

    private void GiveBack()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
