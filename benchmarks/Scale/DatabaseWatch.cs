using Npgsql;

namespace IntegrationHub.Benchmarks.Scale;

/// <summary>Looks every 20 ms at who has the database's write lock and what its holder does.</summary>
internal sealed class DatabaseWatch : IAsyncDisposable
{
    // The hub's class of advisory locks ('IHub'), and the one that whoever writes has.
    private const int HubLocks = 0x49487562;
    private const int WriteLock = 1;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);
    private readonly NpgsqlConnection _connection;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private readonly Dictionary<string, int> _holder = [];
    private int _looks, _held, _waiting;

    private DatabaseWatch(NpgsqlConnection connection)
    {
        _connection = connection;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Share of looks at which somebody held the lock.</summary>
    public double Held => Share(_held);

    /// <summary>Instances that waited for it, on average.</summary>
    public double Waiting => Share(_waiting);

    /// <summary>What the holder did, as shares of all looks: <c>executes</c>, <c>waits for the hub</c>, or the server's name of what it waited for.</summary>
    public IReadOnlyDictionary<string, double> Holder => _holder.ToDictionary(pair => pair.Key, pair => Share(pair.Value));

    public static async Task<DatabaseWatch> StartAsync(string database)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        return new DatabaseWatch(connection);
    }

    /// <summary>Bytes of write-ahead log so far, and bytes of the database.</summary>
    public static async Task<(long Log, long Size)> BytesAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint, pg_database_size(current_database())", connection);
        await using var row = await ask.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await _connection.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await using var look = new NpgsqlCommand(
            $"""
            select l.granted, case when a.state = 'idle in transaction' then 'waits for the hub' when a.wait_event is null then 'executes' else a.wait_event end
            from pg_locks l join pg_stat_activity a using (pid)
            where l.locktype = 'advisory' and l.classid = {HubLocks} and l.objid = {WriteLock}
              and l.database = (select oid from pg_database where datname = current_database())
            """,
            _connection);
        await look.PrepareAsync();
        while (!_stopping.IsCancellationRequested)
        {
            await using (var rows = await look.ExecuteReaderAsync())
            {
                _looks++;
                while (await rows.ReadAsync())
                {
                    if (rows.GetBoolean(0))
                    {
                        _held++;
                        _holder[rows.GetString(1)] = _holder.GetValueOrDefault(rows.GetString(1)) + 1;
                    }
                    else
                    {
                        _waiting++;
                    }
                }
            }

            await Task.Delay(s_interval, TimeProvider.System, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private double Share(int count) => _looks == 0 ? 0 : (double)count / _looks;
}
