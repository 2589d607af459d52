using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using Npgsql;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>A folder whose store is a database of its own.</summary>
internal sealed class TempDatabase : TempFolder
{
    private int _instances;

    private readonly LocalServer _server;

    public TempDatabase(LocalServer? server = null)
    {
        _server = server ?? LocalServer.Instance;
        ConnectionString = _server.NewDatabase();
    }

    public string ConnectionString { get; }

    /// <summary>Of a further instance, with a data folder of its own.</summary>
    public PostgresHubOptions Options => new()
    {
        ConnectionString = ConnectionString,
        Folder = System.IO.Path.Combine(Data, $"instance-{Interlocked.Increment(ref _instances)}"),
        CheckpointKey = new byte[32],
    };

    public override StoreHub Open(TimeProvider? clock = null, BusTopology? topology = null, bool outsideBus = false) =>
        PostgresHub.Open(Options with
        {
            Clock = clock ?? TimeProvider.System, ServerTime = clock is null, Topology = topology ?? BusTopology.Default, OutsideBus = outsideBus,
        });

    public override StoreHub OpenReadOnly() => PostgresHub.OpenReadOnly(Options);

    public override void Sql(string sql) => Ask<object>(
        Replacement().Replace(sql, "decode(replace(encode(bytes, 'hex'), encode('$1', 'hex'), encode('$2', 'hex')), 'hex')")
            .Replace("{keys}", "order_keys", StringComparison.Ordinal).Replace("x'00'", "'\\x00'::bytea", StringComparison.Ordinal));

    /// <summary>First column of the first row.</summary>
    public T? Ask<T>(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() is T answer ? answer : default;
    }

    public override void LiftGuards() => Sql("drop trigger journal_append_only on journal; drop trigger checkpoints_append_only on checkpoints");

    public override void Dispose()
    {
        _server.Drop(ConnectionString);
        base.Dispose();
    }
}
