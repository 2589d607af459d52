using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

/// <summary>Behind one that is in flight they are held here, locked; without the service for a moment they stay so.</summary>
public sealed class Messages_with_one_key
{
    // The clock of the test stands still, so that no lock ends; renewals go by real time. The protocol tells whole seconds.
    private static readonly BusTopology Topology = Bus_semantics.Topology with { LockDuration = TimeSpan.FromSeconds(1.5) };

    [Fact]
    public async Task Are_kept_through_a_renewal_that_fails()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { Attempts = 1 });
        await test.Bus.SendAsync("work", [Message("a1"), Message("a2")]);
        var first = (await test.Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        test.Double.Inject(new InjectedFault { Status = 503, Times = 2 });
        await UntilAsync(() => test.Double.Requests.SkipWhile(request => !request.EndsWith(" 503", StringComparison.Ordinal)).Any(request => request.EndsWith(" 200", StringComparison.Ordinal)));

        await test.Bus.CompleteAsync(first);

        var second = (await test.Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        (second.Message.MessageId, second.DeliveryCount).ShouldBe(("a2", 1));
        (await test.Bus.CompleteAsync(second)).ShouldBeTrue();
    }

    [Fact]
    public async Task Are_not_handed_out_after_their_lock_is_over()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology with { LockDuration = TimeSpan.FromMinutes(1) }, options => options with { Attempts = 1 });
        await test.Bus.SendAsync("work", [Message("a1"), Message("a2")]);
        (await test.Bus.ReceiveAsync("work", 10)).Count.ShouldBe(1);

        test.Clock.Advance(TimeSpan.FromMinutes(2));
        var again = (await test.Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();

        again.DeliveryCount.ShouldBe(2, "what lay here beyond its lock is the service's again");
        (await test.Bus.CompleteAsync(again)).ShouldBeTrue();
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Key = "a", Body = new byte[1] };

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }
}
