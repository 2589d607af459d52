using System.Net;
using IntegrationHub.Tests.EndToEnd.Deployments;
using IntegrationHub.Tests.Storage.Postgres;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>
/// A rolling update, seen from the instances of the older version: a newer one has changed the schema under them. The newer one is played by what
/// its migration would leave behind.
/// </summary>
[Trait("speed", "slow")]
public sealed class Updating_one_instance_after_the_other
{
    [Theory]
    [InlineData(DeploymentKind.OneDatabase)]
    [InlineData(DeploymentKind.Functions)]
    public async Task The_older_ones_work_on_where_they_can_and_say_so_where_they_cannot(DeploymentKind kind)
    {
        var database = new TempDatabase();
        await using var hub = await Deployment.StartAsync(kind, database: database);
        (await hub.TakeAsync(hub.PostFileAsync("1.csv", Samples.Sheet("U-1"), "?wait=60"))).GetProperty("outcome").GetString().ShouldBe("accepted");

        // What follows a shipped migration adds: a column, a table, and the number.
        database.Sql("alter table orders add column later text; create table later (id bigint primary key); update hub_schema set version = version + 1");
        (await hub.TakeAsync(hub.PostFileAsync("2.csv", Samples.Sheet("U-2"), "?wait=60"))).GetProperty("outcome").GetString().ShouldBe("accepted");

        // One that the older version cannot bear.
        database.Sql("update hub_schema set oldest = version");
        await RefusedAsync(hub);
        (await hub.HubAsync("orders", "list")).ExitCode.ShouldBe(5);

        // Taken back: the older ones go on by themselves, and nothing of what they had answered is gone.
        database.Sql("update hub_schema set oldest = 1");
        await hub.UntilAsync(async () => (await hub.ReadyAsync()).Status == HttpStatusCode.OK, "not ready again");
        await hub.TakeAsync(hub.PostFileAsync("3.csv", Samples.Sheet("U-3"), "?wait=60"));
        (await hub.OrdersAsync()).Select(order => order.GetProperty("orderNumber").GetString()).ShouldBe(["U-1", "U-2", "U-3"]);
        (await hub.GetAsync("deadletters")).GetArrayLength().ShouldBe(0);
    }

    private static async Task RefusedAsync(Deployment hub)
    {
        for (var instance = 0; instance < hub.Instances; instance++)
        {
            using var answer = await hub.PostOrderAsync(Samples.Order("U-refused"));
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("store-newer");
            var (status, body) = await hub.ReadyAsync();
            status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            body.GetProperty("code").GetString().ShouldBe("store-newer");
        }
    }
}
