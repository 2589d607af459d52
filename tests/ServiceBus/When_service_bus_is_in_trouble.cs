using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class When_service_bus_is_in_trouble
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task A_passing_failure_is_waited_out(int status)
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Inject(new InjectedFault { Status = status, Times = 2, RetryAfter = status == 429 ? TimeSpan.FromSeconds(1) : null });

        await test.Bus.SendAsync("work", [Message("m1")]);

        test.Double.Counts("work").Active.ShouldBe(1);
        test.Double.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_pause_longer_than_a_call_may_take_is_handed_to_whoever_pumps()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Inject(new InjectedFault { Status = 429, RetryAfter = TimeSpan.FromMinutes(3) });

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.SendAsync("work", [Message("m1")]));

        outage.Finding.Code.ShouldBe("bus-busy");
        outage.RetryAfter.ShouldBe(TimeSpan.FromMinutes(3));
        test.Double.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_namespace_that_nobody_answers_for_is_named()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Double.DisposeAsync();

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.ReceiveAsync("work", 1));

        outage.Finding.Code.ShouldBe("bus-unreachable");
        outage.Finding.Message.ShouldContain("127.0.0.1");
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
