using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Restoring_a_store_with_checkpoints : IAsyncLifetime
{
    private readonly TempFolder _folder = new(), _elsewhere = new();

    private string Backup => Path.Combine(_folder.Path, "backup.db");

    private string Key => Backup + ".key";

    public async Task InitializeAsync()
    {
        await using var hub = new TestHub(_folder);
        hub.Reader.Script = _ => FakeReader.Orders(3);
        await hub.Importer.ImportAsync(TestHub.File());
        (await hub.Store.Maintenance.CheckpointAsync()).ShouldBe(3);
        await hub.Store.Maintenance.BackupAsync(Backup);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        _elsewhere.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Where_it_was_made_it_is_proven_with_the_key_of_the_folder()
    {
        File.Delete(Key);

        (await RestoreAsync(_folder)).ShouldSatisfyAllConditions(done => done.Unproven.ShouldBeNull(), done => File.Exists(done.Kept).ShouldBeTrue());

        await SoundAsync(_folder);
    }

    [Fact]
    public async Task Elsewhere_the_key_beside_the_backup_proves_it_and_stays()
    {
        (await RestoreAsync(_elsewhere)).ShouldBe(new Restored(null, null));

        await SoundAsync(_elsewhere);
        var key = Path.Combine(_elsewhere.Data, "checkpoint.key");
        File.ReadAllBytes(key).ShouldBe(File.ReadAllBytes(Path.Combine(_folder.Data, "checkpoint.key")));
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Key).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Without_any_key_it_is_restored_and_told_what_could_not_be_proven()
    {
        File.Delete(Key);

        (await RestoreAsync(_elsewhere)).Unproven.ShouldNotBeNull().Detail.ShouldContain("1 checkpoints");

        await using var restored = SqliteHub.OpenReadOnly(_elsewhere.Data);
        restored.Queries.CountOrders(new OrderQuery()).ShouldBe(3);
        restored.Maintenance.Verify().Problems.ShouldHaveSingleItem().Code.ShouldBe("checkpoint-unproven");
    }

    [Fact]
    public async Task A_key_that_does_not_fit_is_refused_and_nothing_is_changed()
    {
        Directory.CreateDirectory(_elsewhere.Data);
        await File.WriteAllBytesAsync(Path.Combine(_elsewhere.Data, "checkpoint.key"), new byte[32]);

        var refused = await Should.ThrowAsync<RefusedException>(() => RestoreAsync(_elsewhere));

        refused.Code.ShouldBe("backup-unsound");
        refused.Message.ShouldContain("checkpoint-differs");
        File.Exists(Path.Combine(_elsewhere.Data, "hub.db")).ShouldBeFalse();
        (await File.ReadAllBytesAsync(Path.Combine(_elsewhere.Data, "checkpoint.key"))).ShouldBe(new byte[32]);
    }

    [Fact]
    public async Task Events_that_the_checkpoint_signed_otherwise_are_refused_with_and_without_a_key()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Backup};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "drop trigger checkpoints_no_update; update checkpoints set events = events + 1";
            command.ExecuteNonQuery();
        }

        (await Should.ThrowAsync<RefusedException>(() => RestoreAsync(_elsewhere))).Code.ShouldBe("backup-unsound");
        File.Delete(Key);
        (await Should.ThrowAsync<RefusedException>(() => RestoreAsync(_elsewhere))).Code.ShouldBe("backup-unsound");
    }

    private Task<Restored> RestoreAsync(TempFolder folder) => StoreRestore.RunAsync(new HubOptions { Data = folder.Data }, Backup, default);

    private static async Task SoundAsync(TempFolder folder)
    {
        await using var restored = SqliteHub.Open(folder.Data);
        restored.Queries.CountOrders(new OrderQuery()).ShouldBe(3);
        restored.Maintenance.Verify().ShouldSatisfyAllConditions(report => report.Checkpoints.ShouldBe(1), report => report.Problems.ShouldBeEmpty());
        (await restored.Maintenance.CheckpointAsync()).ShouldBe(0);
    }
}
