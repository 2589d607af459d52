using System.Text;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Entities_that_are_missing_or_set_otherwise
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public void The_catalogue_asks_for_nothing_that_service_bus_does_not_have()
    {
        var entities = (BusTopology.Default with { Topics = Topology.Topics }).Entities;

        entities.Select(entity => entity.Path.ToUpperInvariant()).ShouldBeUnique();
        entities.ShouldAllBe(entity => !entity.RequiresSession && entity.Path.Length <= 260);
        entities.Where(entity => entity.LockDuration is not null).ShouldAllBe(entity => entity.LockDuration <= TimeSpan.FromMinutes(5));
        entities.Where(entity => entity.Kind != BusEntityKind.Subscription).ShouldAllBe(
            entity => entity.DuplicateWindow >= TimeSpan.FromSeconds(20) && entity.DuplicateWindow <= TimeSpan.FromDays(7));
        entities.Select(entity => entity.Path).ShouldContain("documents-parked");
        entities.Select(entity => entity.Path).ShouldContain("orders-erp-parked");
    }

    [Fact]
    public async Task A_missing_entity_is_named_and_holds_up_its_own_messages_alone()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Delete("work");
        await PutAsync(test, "work", "m1");
        await PutAsync(test, "orders", "e1");
        await PutAsync(test, "work", "m2");
        await PutAsync(test, "orders", "e2");

        await test.RelayAsync();
        await test.RelayAsync();

        (await test.Bus.ReceiveAsync("orders/subscriptions/erp", 10)).Select(message => message.Message.MessageId).ShouldBe(["e1", "e2"]);
        test.Hub.Queries.Counts().Outbox.ShouldBe(2, "nothing is lost");
        var outage = test.Outages.ShouldHaveSingleItem("a missing entity is no reason to ask again at once");
        (outage.Finding.Code, outage.Finding.Where, outage.Entity).ShouldBe(("bus-entity-missing", "work", "work"));
        (await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.CountsAsync("work"))).Finding.Code.ShouldBe("bus-entity-missing");
        await test.Relay.WaitAsync(TimeSpan.FromMilliseconds(1));

        test.Double.TryCreate(Topology.Entities.Single(entity => entity.Path == "work")).ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromSeconds(16));
        await test.RelayAsync();
        (await test.Bus.ReceiveAsync("work", 10)).Select(message => message.Message.MessageId).ShouldBe(["m1", "m2"]);
        test.Hub.Queries.Counts().Outbox.ShouldBe(0);
    }

    [Fact]
    public async Task An_entity_with_sessions_says_that_REST_cannot_receive_from_it()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(
            Topology, play: played => played with { Entities = [.. played.Entities.Select(entity => entity with { RequiresSession = entity.Path == "work" })] });

        (await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.ReceiveAsync("work", 1))).Finding.Code.ShouldBe("bus-entity-needs-session");
    }

    [Fact]
    public async Task The_probe_names_what_is_missing_and_what_is_set_otherwise()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, play: played => played with
        {
            Entities = [.. played.Entities.Where(entity => entity.Path != "work-parked")
                .Select(entity => entity.Path == "work" ? entity with { MaxDeliveryCount = 4, DuplicateWindow = null } : entity)],
        });

        var findings = await ServiceBusProbe.RunAsync(test.Options, default);

        findings.Select(finding => (finding.Code, finding.Where, finding.Field)).ShouldBe(
            [
                ("bus-setting-differs", "work", "maxDeliveryCount"), ("bus-setting-differs", "work", "duplicateDetectionHistoryTimeWindow"),
                ("bus-entity-missing", "work-parked", null),
            ],
            ignoreOrder: true);
    }

    private static Task PutAsync(ServiceBusUnderTest test, string entity, string id) => test.Hub.WriteAsync(unit =>
    {
        unit.Send(entity, Message(id));
        return true;
    });

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
