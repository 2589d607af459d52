using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Tests.Storage.Postgres;
using Npgsql;

namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary>Two <c>hub up</c> on one PostgreSQL database.</summary>
internal sealed class DatabaseDeployment : Deployment
{
    /// <summary>A message on the queue of documents.</summary>
    public const string Stray =
        """
        insert into bus_messages (entity, message_id, body, enqueued_at, visible_at, delivery_count)
        select id, $1, decode($2, 'escape'), 1, 1, 0 from bus_entities where name = 'documents'
        """;

    private readonly TempDatabase _database;
    private readonly TempFolder[] _folders = [new(), new()];
    private readonly RunningHub[] _hubs = new RunningHub[2];
    private int _turn;

    private DatabaseDeployment(TempDatabase database) => _database = database;

    public override int Instances => _hubs.Length;

    public static async Task<Deployment> StartAsync(IRunningDouble? shop = null, TempDatabase? database = null)
    {
        var deployment = new DatabaseDeployment(database ?? new TempDatabase());
        foreach (var folder in deployment._folders)
        {
            Join(folder, deployment._database);
            AddShop(folder, shop);
        }

        for (var at = 0; at < deployment._hubs.Length; at++)
        {
            deployment._hubs[at] = await RunningHub.StartAsync(deployment._folders[at]);
        }

        return deployment;
    }

    /// <summary>Has the programs that work in a folder use a database.</summary>
    public static void Join(TempFolder folder, TempDatabase database)
    {
        folder.Environment["HUB_STORE"] = "postgres";
        folder.Environment["HUB_STORE_CONNECTION"] = "env:TEST_CONNECTION";
        folder.Environment["HUB_STORE_CHECKPOINT_KEY"] = "env:TEST_CHECKPOINT_KEY";
        folder.Environment["TEST_CONNECTION"] = database.ConnectionString;
        folder.Environment["TEST_CHECKPOINT_KEY"] = "a key that all instances know";
    }

    public override async Task KillAsync(int instance)
    {
        await _hubs[instance].DisposeAsync();
        _hubs[instance] = await RunningHub.StartAsync(_folders[instance]);
    }

    public override async Task PutStrayAsync(string id, string body)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var insert = source.CreateCommand(Stray);
        insert.Parameters.AddWithValue(id);
        insert.Parameters.AddWithValue(body);
        await insert.ExecuteNonQueryAsync();
    }

    public override Task<HubRun> HubAsync(params string[] arguments) => HubProgram.RunAsync(_folders[0], arguments);

    public override string Trace() => string.Join("\n---\n", _hubs.Select(hub => hub.Errors));

    public override async ValueTask DisposeAsync()
    {
        foreach (var hub in _hubs)
        {
            await hub.DisposeAsync();
        }

        Array.ForEach(_folders, folder => folder.Dispose());
        _database.Dispose();
        await base.DisposeAsync();
    }

    protected override Uri NextAddress() => _hubs[Interlocked.Increment(ref _turn) % _hubs.Length].Address;
}
