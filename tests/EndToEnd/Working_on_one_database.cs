using IntegrationHub.Tests.EndToEnd.Deployments;
using IntegrationHub.Tests.Storage.Postgres;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>What the command line says of a store on a server.</summary>
[Trait("speed", "slow")]
public sealed class Working_on_one_database : IDisposable
{
    private readonly TempDatabase _database = new();
    private readonly TempFolder _folder = new();

    public Working_on_one_database() => DatabaseDeployment.Join(_folder, _database);

    public void Dispose()
    {
        _folder.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task The_doctor_names_the_server()
    {
        var doctor = await HubProgram.RunAsync(_folder, "doctor", "--lang", "en");
        doctor.Output.ShouldContain("store: PostgreSQL");
        doctor.Output.ShouldContain("env:TEST_CONNECTION");
    }

    [Fact]
    public async Task A_backup_restored_into_a_new_database_is_verified_and_holds_what_it_held()
    {
        File.WriteAllBytes(_folder.At("a.csv"), Samples.Sheet("PO-1"));
        File.WriteAllBytes(_folder.At("b.csv"), Samples.Sheet("PO-2"));
        (await HubProgram.RunAsync(_folder, "import", "a.csv", "b.csv")).ExitCode.ShouldBe(0);
        var (orders, verified) = (await HubProgram.RunAsync(_folder, "orders", "list"), await HubProgram.RunAsync(_folder, "store", "verify", "--json"));
        using (var instance = new TempFolder())
        {
            DatabaseDeployment.Join(instance, _database);
            await using var running = await RunningHub.StartAsync(instance);
            var backup = await HubProgram.RunAsync(instance, "store", "backup", _folder.At("hub.dump"));
            backup.ExitCode.ShouldBe(0, backup.Errors);
        }

        // The database itself is no place for it.
        (await HubProgram.RunAsync(_folder, "store", "restore", "hub.dump")).Errors.ShouldContain("store-restore-not-empty");

        using var other = new TempDatabase();
        _folder.Environment["TEST_CONNECTION"] = other.ConnectionString;
        var restored = await HubProgram.RunAsync(_folder, "store", "restore", "hub.dump");

        restored.ExitCode.ShouldBe(0, restored.Errors);
        (await HubProgram.RunAsync(_folder, "orders", "list")).Output.ShouldBe(orders.Output);
        (await HubProgram.RunAsync(_folder, "store", "verify", "--json")).Output.ShouldBe(verified.Output);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_ends_a_command_with_the_agreed_code()
    {
        _folder.Environment["TEST_CONNECTION"] = "Host=127.0.0.1;Port=1;Database=hub;Username=hub;Password=canary-secret;Timeout=3";

        var listed = await HubProgram.RunAsync(_folder, "orders", "list");

        listed.ExitCode.ShouldBe(5);
        listed.Errors.ShouldContain("store-unreachable");
        (listed.Errors + listed.Output).ShouldNotContain("canary-secret");
    }
}
