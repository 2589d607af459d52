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
    public async Task The_doctor_names_the_server_and_a_backup_names_the_tool()
    {
        var doctor = await HubProgram.RunAsync(_folder, "doctor", "--lang", "en");
        doctor.Output.ShouldContain("store: PostgreSQL");
        doctor.Output.ShouldContain("env:TEST_CONNECTION");

        var backup = await HubProgram.RunAsync(_folder, "store", "backup", _folder.At("copy"));
        backup.ExitCode.ShouldBe(5);
        backup.Errors.ShouldContain("store-backup-by-server");
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
