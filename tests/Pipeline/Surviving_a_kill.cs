using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public abstract class Surviving_a_kill(Engine engine)
{
    private const int Orders = 35;

    /// <summary>After each commit in turn the process "dies": nothing that comes later reaches the store. The next one takes over.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_any_commit_nothing_is_lost_and_nothing_is_doubled(bool refused)
    {
        var died = true;
        for (var commits = 1; died; commits++)
        {
            using var folder = TempFolder.On(engine);
            var reader = new FakeReader
            {
                Script = _ => [.. FakeReader.Orders(Orders), FakeReader.Order("PO-3", 90, quantity: 5)],
                Refusal = refused ? new Finding("delivery-note", Severity.Hold, "A delivery note.", "送货单。") : null,
            };
            died = await DiesAsync(folder, reader, commits);

            await using var hub = new TestHub(folder, reader, new FakeChecks { Reserves = 1 });
            if (commits == 1 && died)
            {
                // The very first commit is the archive: from there on the document is the hub's.
                hub.Store.Queries.ListDocuments(10).Count.ShouldBe(1);
            }

            await new MessagePump(hub.Store.Bus, new DocumentMessages(hub.Importer), 1, hub.Clock).DrainAsync(default);
            await new OutboxPump(hub.Store.Relay, hub.Clock).DrainAsync(default);

            var document = hub.Store.Queries.ListDocuments(10).ShouldHaveSingleItem();
            document.State.ShouldBe(DocumentState.Finished);
            var answer = hub.Store.Queries.Answer(document.Key.ToString())!;
            answer.Outcome.ShouldBe(refused ? Outcome.Held : Outcome.Accepted);
            answer.Results.ShouldAllBe(result => result.Outcome == answer.Outcome, $"killed after {commits} commits");
            answer.Orders.Select(order => order.OrderNumber).ShouldBe(Enumerable.Range(1, Orders).Select(i => $"PO-{i}"));
            answer.Orders[2].Lines.Count.ShouldBe(2);
            hub.Store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved).ShouldBe(Orders);
            hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
            hub.Store.Queries.Counts().Outbox.ShouldBe(0);
            commits.ShouldBeLessThan(40);
        }
    }

    [Fact]
    public async Task The_same_file_sent_again_after_a_kill_continues_the_document()
    {
        using var folder = TempFolder.On(engine);
        var reader = new FakeReader { Script = _ => FakeReader.Orders(Orders) };
        (await DiesAsync(folder, reader, 4)).ShouldBeTrue();

        await using var hub = new TestHub(folder, reader);
        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Accepted);
        answer.Orders.Count.ShouldBe(Orders);
        hub.Store.Queries.CountOrders(new OrderQuery()).ShouldBe(Orders);
    }

    private static async Task<bool> DiesAsync(TempFolder folder, FakeReader reader, int commits)
    {
        MortalStore? mortal = null;
        await using var hub = new TestHub(folder, reader, new FakeChecks { Reserves = 1 }, store => mortal = new MortalStore(store));
        await hub.Store.Reference.LoadAsync([new CreditPosition("C1", "CNY", 100_000, 0, 0, 0)], ReferenceMode.Replace);
        mortal!.Left = commits;
        try
        {
            await hub.Importer.ImportAsync(TestHub.File());
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Surviving_a_kill_in_a_file() : Surviving_a_kill(Engine.Sqlite);

/// <summary>On a server.</summary>
[Trait("speed", "slow")]
public sealed class Surviving_a_kill_on_a_server() : Surviving_a_kill(Engine.Postgres);
