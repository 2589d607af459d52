using IntegrationHub.Sandbox.Doubles;
using Microsoft.Data.Sqlite;

namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary><c>hub up</c> on one SQLite file.</summary>
internal sealed class FileDeployment : Deployment
{
    private readonly TempFolder _folder;
    private RunningHub _hub = null!;

    private FileDeployment(TempFolder folder) => _folder = folder;

    public override int Instances => 1;

    /// <summary>The process.</summary>
    public RunningHub Hub => _hub;

    /// <param name="shop">Becomes an account.</param>
    /// <param name="folder">Where it lives; a new one when null.</param>
    public static async Task<FileDeployment> StartAsync(IRunningDouble? shop = null, TempFolder? folder = null)
    {
        var deployment = new FileDeployment(folder ?? new TempFolder());
        AddShop(deployment._folder, shop);
        deployment._hub = await RunningHub.StartAsync(deployment._folder);
        return deployment;
    }

    public override async Task KillAsync(int instance)
    {
        await _hub.DisposeAsync();
        _hub = await RunningHub.StartAsync(_folder);
    }

    // Only a test does this: it is the one way to a message that the hub did not write.
    public override async Task PutStrayAsync(string id, string body)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder.At("data", "hub.db")};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText = DatabaseDeployment.Stray.Replace("decode($2, 'escape')", "cast($2 as blob)", StringComparison.Ordinal);
        insert.Parameters.AddWithValue("$1", id);
        insert.Parameters.AddWithValue("$2", body);
        await insert.ExecuteNonQueryAsync();
    }

    public override Task<HubRun> HubAsync(params string[] arguments) => HubProgram.RunAsync(_folder, arguments);

    public override string Trace() => _hub.Errors;

    public override async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
        await base.DisposeAsync();
    }

    protected override Uri NextAddress() => _hub.Address;
}
