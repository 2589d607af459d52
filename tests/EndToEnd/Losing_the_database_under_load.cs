using IntegrationHub.Tests.EndToEnd.Deployments;
using IntegrationHub.Tests.Storage.Postgres;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>The database server is stopped in the middle of commits, or only its connections break, as in a fail-over. HUB_FULL=1 makes it long.</summary>
[Trait("speed", "slow")]
public sealed class Losing_the_database_under_load(ITestOutputHelper output)
{
    [Theory]
    [InlineData(DeploymentKind.OneDatabase)]
    [InlineData(DeploymentKind.Functions)]
    public async Task Loses_nothing_and_doubles_nothing(DeploymentKind kind)
    {
        using var server = LocalServer.Start();
        var database = new TempDatabase(server);
        await using var hub = await Deployment.StartAsync(kind, database: database);
        var times = 0;

        await UnderLoad.RunAsync(
            hub,
            UnderLoad.Seed(),
            UnderLoad.IsFull ? 60 : 6,
            chance =>
            {
                if (++times % 3 == 0)
                {
                    server.Restart();
                }

                server.WaitUntilItAnswers();
                server.Disconnect(database.ConnectionString);
                return Task.CompletedTask;
            },
            output.WriteLine);
    }
}
