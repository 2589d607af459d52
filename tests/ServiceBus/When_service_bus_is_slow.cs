using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class When_service_bus_is_slow
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task An_answer_within_the_limit_is_waited_for()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Inject(new InjectedFault { Method = "POST", Slow = TimeSpan.FromMilliseconds(300) });

        await test.Bus.SendAsync("work", [Message()]);

        test.Double.Requests.ShouldHaveSingleItem();
        var received = (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        test.Double.Inject(new InjectedFault { Slow = TimeSpan.FromMilliseconds(300) });
        (await test.Bus.CompleteAsync(received)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_takes_too_long_is_asked_for_again_and_nothing_is_doubled()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { AttemptTimeout = TimeSpan.FromSeconds(2) });
        test.Double.Inject(new InjectedFault { Method = "POST", PathEnds = "/messages", Slow = TimeSpan.FromMinutes(5) });

        await test.Bus.SendAsync("work", [Message()]);

        test.Double.Counts("work").Active.ShouldBe(1, "the first attempt had arrived");
        test.Double.Requests.ShouldContain(request => request.EndsWith(" 201", StringComparison.Ordinal));
    }

    private static BusMessage Message() => new() { MessageId = "m1", Body = new byte[1] };
}
