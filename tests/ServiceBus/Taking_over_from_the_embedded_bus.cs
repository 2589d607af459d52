using System.Text;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Taking_over_from_the_embedded_bus
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task What_the_embedded_bus_still_held_goes_on_when_service_bus_takes_over()
    {
        using var folder = new TempFolder();
        var due = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using (var before = SqliteHub.Open(folder.Data, new SqliteHubOptions { Topology = Topology }))
        {
            await before.Bus.SendAsync("work", [Message("m1"), Message("m2") with { NotBefore = due, Key = "k" }]);
            (await before.Bus.ReceiveAsync("work", 1)).Count.ShouldBe(1);
        }

        await using var after = SqliteHub.Open(folder.Data, new SqliteHubOptions { Topology = Topology, OutsideBus = true });
        (await after.BusStore.AdoptAsync()).ShouldBe(2);
        (await after.BusStore.AdoptAsync()).ShouldBe(0);

        after.BusStore.Due(10).Select(message => (message.Entity, message.Message!.MessageId, message.Message.Key, message.Message.NotBefore))
            .ShouldBe([("work", "m1", null, null), ("work", "m2", "k", due)]);
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
