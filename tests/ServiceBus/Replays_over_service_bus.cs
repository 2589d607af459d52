using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Replays_over_service_bus
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task A_replay_to_one_subscription_is_seen_by_the_others_and_dropped()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        var (erp, notify) = (BusTopology.Subscription("orders", "erp"), BusTopology.Subscription("orders", "notify"));
        await test.Bus.SendAsync("orders", [Message("m1")]);
        await test.Bus.CompleteAsync((await test.Bus.ReceiveAsync(notify, 1))[0]);
        await test.Bus.DeadLetterAsync((await test.Bus.ReceiveAsync(erp, 1))[0], Fault.Unexpected("handle", new InvalidOperationException()));

        await (await test.DeadLettersAsync()).ReplayAsync(new DeadLetterQuery(), "wang");
        await test.RelayAsync();

        (await test.Bus.ReceiveAsync(notify, 1)).ShouldBeEmpty();
        (await test.Bus.ReceiveAsync(erp, 1)).ShouldHaveSingleItem().Message.MessageId.ShouldBe("m1");
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
