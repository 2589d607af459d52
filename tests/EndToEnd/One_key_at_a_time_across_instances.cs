using System.Net;
using System.Text;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.EndToEnd.Deployments;
using IntegrationHub.Tests.Storage.Postgres;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary>Three instances under the Functions host on one database: a key that is at work somewhere is at work nowhere else.</summary>
[Trait("speed", "slow")]
public sealed class One_key_at_a_time_across_instances
{
    private const string Queue = "sync-requests";

    [Fact]
    public async Task Messages_wait_for_their_key_wherever_they_arrive_and_those_of_other_keys_do_not()
    {
        var database = new TempDatabase();
        await using var app = await FunctionsDeployment.StartAsync(database: database);
        await app.UntilAsync(async () => (await app.ReadyAsync()).Status == HttpStatusCode.OK, "not ready");
        database.Sql("insert into leases (name, holder, until) values ('key:sync-requests:busy', 'another', (extract(epoch from now()) * 1000)::bigint + 3600000)");

        for (var i = 0; i < 6; i++)
        {
            Put(app, $"busy-{i}", "busy");
            Put(app, $"free-{i}", "free");
        }

        // An account that is not there is passed over: the message is done as soon as it has its turn.
        await UntilAsync(app, () => Left(app) == 6 && app.App.Bus.Requests.Count(request => request.StartsWith($"POST /{Queue}/messages ", StringComparison.Ordinal)) > 6);
        database.Ask<long>("select count(*) from leases where name = 'key:sync-requests:free'").ShouldBe(0, "given back");

        database.Sql("delete from leases where name = 'key:sync-requests:busy'");
        await UntilAsync(app, () => Left(app) == 0);
        app.App.Bus.Counts(Queue).DeadLettered.ShouldBe(0);
        app.App.Bus.Counts(Queue + "-parked").Active.ShouldBe(0);
    }

    private static long Left(FunctionsDeployment app) => app.App.Bus.Counts(Queue) is var counts ? counts.Active + counts.Scheduled : 0;

    private static void Put(FunctionsDeployment app, string id, string key) => app.App.Bus.Put(Queue, new SentMessage
    {
        Body = Encoding.UTF8.GetBytes("Sync " + key), MessageId = id, SessionId = key,
        Broker = new Dictionary<string, string> { ["SessionId"] = $"\"{key}\"" }, Properties = new Dictionary<string, string>(),
    });

    private static async Task UntilAsync(FunctionsDeployment app, Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            waited.ShouldBeLessThan(900, app.Trace());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
