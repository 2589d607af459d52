using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class What_was_fetched_before_a_failure
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task What_was_received_before_a_failure_is_handled_and_uses_up_no_delivery()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { Attempts = 1 });
        await test.Bus.SendAsync("work", [Message("m1"), Message("m2")]);
        await test.Bus.WaitAsync("work", TimeSpan.FromSeconds(5));
        test.Double.Inject(new InjectedFault { Status = 503 });

        var first = (await test.Bus.ReceiveAsync("work", 8)).ShouldHaveSingleItem();
        var second = (await test.Bus.ReceiveAsync("work", 8)).ShouldHaveSingleItem();

        (first.Message.MessageId, first.DeliveryCount).ShouldBe(("m1", 1));
        second.Message.MessageId.ShouldBe("m2");
    }

    [Fact]
    public async Task What_was_fetched_and_not_asked_for_until_its_lock_ran_out_is_not_handed_out()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Bus.SendAsync("work", [Message("m1")]);
        await test.Bus.WaitAsync("work", TimeSpan.FromSeconds(5));

        test.Clock.Advance(TimeSpan.FromMinutes(2));
        var message = (await test.Bus.ReceiveAsync("work", 8)).ShouldHaveSingleItem();

        message.DeliveryCount.ShouldBe(2);
        (await test.Bus.CompleteAsync(message)).ShouldBeTrue();
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
