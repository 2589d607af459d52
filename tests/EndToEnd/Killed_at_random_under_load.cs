using IntegrationHub.Tests.EndToEnd.Deployments;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>kill -9 of instances at random under load. HUB_FULL=1 makes it long; HUB_SEED takes up the seed that a run printed.</summary>
[Trait("speed", "slow")]
public sealed class Killed_at_random_under_load(ITestOutputHelper output)
{
    [Theory]
    [InlineData(DeploymentKind.OneFile, 4, 300)]
    [InlineData(DeploymentKind.OneDatabase, 3, 50)]
    [InlineData(DeploymentKind.Functions, 4, 50)]
    public async Task Loses_nothing_and_doubles_nothing(DeploymentKind kind, int kills, int fullKills)
    {
        await using var hub = await Deployment.StartAsync(kind);

        await UnderLoad.RunAsync(
            hub, UnderLoad.Seed(), UnderLoad.IsFull ? fullKills : kills, chance => hub.KillAsync(chance.Next(0, hub.Instances)), output.WriteLine);
    }
}
