using System.Text;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class When_clocks_are_apart_from_service_bus
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task Clocks_that_are_apart_are_named_as_the_cause()
    {
        var slow = new TestClock();
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with
        {
            Credential = new SasCredential(options.Endpoint, ServiceBusUnderTest.KeyName, ServiceBusUnderTest.KeyReference(), slow),
            Clock = slow,
        });
        test.Clock.Advance(TimeSpan.FromHours(2));

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.SendAsync("work", [Message("m1")]));

        outage.Finding.Code.ShouldBe("bus-clock-skew");
        outage.Finding.Message.ShouldContain("2:00:00");
    }

    [Fact]
    public async Task The_end_of_a_lock_is_told_by_the_hubs_own_clock()
    {
        var behind = new TestClock();
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { Clock = behind });
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        await test.Bus.SendAsync("work", [Message("m1")]);

        var message = (await test.Bus.ReceiveAsync("work", 1))[0];

        (message.LockedUntil - behind.GetUtcNow()).ShouldBe(Topology.LockDuration, TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_message_that_is_to_wait_waits_by_the_clock_of_the_service(int minutes)
    {
        var own = new TestClock();
        own.Advance(TimeSpan.FromMinutes(minutes));
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { Clock = own });
        await test.Bus.SendAsync("work", [Message("m1")]);

        await test.Bus.AbandonAsync((await test.Bus.ReceiveAsync("work", 1))[0], TimeSpan.FromMinutes(2));

        (await test.Bus.ReceiveAsync("work", 1)).ShouldBeEmpty("or an outage uses up its deliveries at once");
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem().DeliveryCount.ShouldBe(2);
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
