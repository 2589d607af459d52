using System.Collections.Concurrent;
using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>On one database, at work at the same time: a message is handled once.</summary>
public sealed class Several_instances_and_messages : SeveralInstances
{
    [Fact]
    public async Task Handle_each_message_once()
    {
        const int Messages = 300;
        Open(new FakeChecks());
        await Task.WhenAll(Hubs.Select((hub, at) => hub.Store.Bus.SendAsync(
            "notify", [.. Enumerable.Range(0, Messages / Instances).Select(i => new BusMessage { MessageId = $"{at}-{i}", Body = Encoding.UTF8.GetBytes($"{i}") })])));
        var handled = new ConcurrentBag<string>();

        await Task.WhenAll(Hubs.Select(hub => Task.Run(() => new MessagePump(hub.Store.Bus, new Noting(handled), 8, hub.Clock).DrainAsync(default))));

        handled.Count.ShouldBe(Messages);
        handled.Distinct().Count().ShouldBe(Messages);
        (await Hubs[0].Store.Bus.CountsAsync("notify")).ShouldBe(new EntityCounts(0, 0, 0));
    }

    [Fact]
    public async Task Drop_a_message_that_two_of_them_send()
    {
        Open(new FakeChecks());

        await Task.WhenAll(Hubs.Select(hub => hub.Store.Bus.SendAsync("notify", [new BusMessage { MessageId = "same", Body = new byte[1] }])));

        (await Hubs[1].Store.Bus.CountsAsync("notify")).Active.ShouldBe(1);
    }

    [Fact]
    public async Task File_a_message_that_the_bus_refuses_once()
    {
        await using var one = Database.Open(outsideBus: true);
        await using var other = Database.Open(outsideBus: true);
        await one.WriteAsync(unit =>
        {
            unit.Send("notify", new BusMessage { MessageId = "m1", Body = new byte[1] });
            return true;
        });
        var fault = Fault.Unexpected("publish", new InvalidOperationException("too large"));
        var (mine, theirs) = (one.BusStore.Due(10).ShouldHaveSingleItem(), other.BusStore.Due(10).ShouldHaveSingleItem());

        await one.BusStore.RefusedAsync(mine, fault);
        await other.BusStore.RefusedAsync(theirs, fault);

        one.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem().MessageId.ShouldBe("m1");
        one.BusStore.Due(10).ShouldBeEmpty();
    }

    [Fact]
    public async Task Wake_each_other()
    {
        Open(new FakeChecks());

        // The listening begins some time after the opening; what is sent before is seen by looking.
        var waiting = Hubs[1].Store.Bus.WaitAsync("notify", TimeSpan.FromMinutes(10));
        for (var sent = 0; !waiting.IsCompleted && sent < 600; sent++)
        {
            // Due in the far future: looking alone would find nothing.
            await Hubs[0].Store.Bus.SendAsync(
                "notify", [new BusMessage { MessageId = $"m{sent}", Body = new byte[1], NotBefore = Hubs[0].Clock.GetUtcNow().AddDays(1) }]);
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        waiting.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Do_not_look_again_and_again_for_what_another_one_has_in_hand()
    {
        Open(new FakeChecks());
        await Hubs[0].Store.Bus.SendAsync("notify", [new BusMessage { MessageId = "m1", Body = new byte[1] }]);
        var held = (await Hubs[0].Store.Bus.ReceiveAsync("notify", 1)).ShouldHaveSingleItem();

        var waiting = Hubs[1].Store.Bus.WaitAsync("notify", TimeSpan.FromMinutes(10));
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System));

        waiting.IsCompleted.ShouldBeFalse();
        (await Hubs[1].Store.Bus.ReceiveAsync("notify", 1)).ShouldBeEmpty();
        for (var given = 0; !waiting.IsCompleted && given < 600; given++)
        {
            // The listening begins some time after the opening.
            await Hubs[0].Store.Bus.AbandonAsync(held, TimeSpan.Zero);
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }

        waiting.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private sealed class Noting(ConcurrentBag<string> handled) : IMessageHandler
    {
        public string Entity => "notify";

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            handled.Add(message.Message.MessageId);
            return Task.FromResult(HandlerResult.Done);
        }
    }
}
