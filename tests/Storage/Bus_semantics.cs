using System.Text;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

/// <summary>What every bus must do; another bus inherits the suite and gives itself.</summary>
public abstract class Bus_semantics : IAsyncLifetime
{
    internal static readonly BusTopology Topology = new()
    {
        Queues = ["work"],
        Topics = new Dictionary<string, IReadOnlyList<string>> { ["orders"] = ["erp", "notify"], ["unheard"] = [] },
        MaxDeliveryCount = 3,
    };

    protected IBus Bus { get; private set; } = null!;

    protected abstract Task<IBus> OpenAsync();

    protected abstract void Advance(TimeSpan by);

    protected abstract ValueTask CloseAsync();

    protected abstract IDeadLetters DeadLetters { get; }

    public async Task InitializeAsync() => Bus = await OpenAsync();

    public async Task DisposeAsync() => await CloseAsync();

    [Fact]
    public async Task A_completed_message_does_not_come_again()
    {
        await SendAsync("m1");
        var message = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        (await Bus.CompleteAsync(message)).ShouldBeTrue();

        Advance(TimeSpan.FromHours(1));
        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();
        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 0));
    }

    [Fact]
    public async Task A_locked_message_is_seen_by_nobody_until_its_lock_runs_out()
    {
        await SendAsync("m1");
        var first = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();

        Advance(Topology.LockDuration + TimeSpan.FromSeconds(1));
        var second = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();

        second.DeliveryCount.ShouldBe(2);
        (await Bus.CompleteAsync(first)).ShouldBeFalse("its lock was lost");
        (await Bus.CompleteAsync(second)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_renewed_lock_holds()
    {
        await SendAsync("m1");
        var message = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        Advance(Topology.LockDuration * 0.9);
        (await Bus.RenewAsync(message)).ShouldNotBeNull();
        Advance(Topology.LockDuration * 0.9);

        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();
        (await Bus.CompleteAsync(message)).ShouldBeTrue();
        (await Bus.RenewAsync(message)).ShouldBeNull();
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_after_its_delay()
    {
        await SendAsync("m1");
        await Bus.AbandonAsync((await Bus.ReceiveAsync("work", 1))[0], TimeSpan.FromMinutes(5));

        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();
        Advance(TimeSpan.FromMinutes(6));
        (await Bus.ReceiveAsync("work", 1))[0].DeliveryCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_is_never_settled_is_parked_by_itself()
    {
        await SendAsync("m1");
        for (var delivery = 1; delivery <= Topology.MaxDeliveryCount; delivery++)
        {
            (await Bus.ReceiveAsync("work", 1))[0].DeliveryCount.ShouldBe(delivery);
            Advance(Topology.LockDuration * 2);
        }

        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();
        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 1));
        DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("deliveries-used-up");
    }

    [Fact]
    public async Task The_same_id_within_the_window_is_one_message()
    {
        await SendAsync("m1", "m1");
        await SendAsync("m1");
        (await Bus.CountsAsync("work")).Active.ShouldBe(1);

        Advance(Topology.DuplicateWindow + TimeSpan.FromSeconds(1));
        await SendAsync("m1");
        (await Bus.CountsAsync("work")).Active.ShouldBe(2);
    }

    [Fact]
    public async Task A_scheduled_message_waits_for_its_time()
    {
        await Bus.SendAsync("work", [Message("m1") with { NotBefore = new DateTimeOffset(2026, 3, 2, 2, 30, 0, TimeSpan.Zero) }]);
        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 1, 0));
        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();

        Advance(TimeSpan.FromHours(2));
        (await Bus.ReceiveAsync("work", 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_with_one_key_are_in_flight_one_at_a_time()
    {
        await Bus.SendAsync("work", [Message("a1") with { Key = "a" }, Message("a2") with { Key = "a" }, Message("b1") with { Key = "b" }]);

        var first = await Bus.ReceiveAsync("work", 10);
        first.Select(message => message.Message.MessageId).ShouldBe(["a1", "b1"]);
        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();
        await Bus.CompleteAsync(first[0]);
        (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem().Message.MessageId.ShouldBe("a2");
    }

    [Fact]
    public async Task A_topic_gives_each_subscription_its_own_copy()
    {
        await Bus.SendAsync("orders", [Message("m1")]);
        await Bus.SendAsync("unheard", [Message("m1")]);

        var erp = BusTopology.Subscription("orders", "erp");
        await Bus.CompleteAsync((await Bus.ReceiveAsync(erp, 1))[0]);
        (await Bus.CountsAsync(erp)).Active.ShouldBe(0);
        (await Bus.CountsAsync(BusTopology.Subscription("orders", "notify"))).Active.ShouldBe(1);
    }

    [Fact]
    public async Task An_entity_that_the_topology_does_not_name_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Bus.SendAsync("nowhere", [Message("m1")]));
        await Should.ThrowAsync<ArgumentException>(() => Bus.ReceiveAsync("orders", 1));
    }

    private protected static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };

    private Task SendAsync(params string[] ids) => Bus.SendAsync("work", [.. ids.Select(Message)]);
}

/// <summary>The bus in the store's file.</summary>
public sealed class Embedded_bus : Bus_semantics
{
    private readonly TempFolder _folder = new();
    private readonly TestClock _clock = new();
    private SqliteHub? _hub;

    protected override IDeadLetters DeadLetters => _hub!.DeadLetters;

    protected override Task<IBus> OpenAsync()
    {
        _hub = SqliteHub.Open(_folder.Data, new SqliteHubOptions { Clock = _clock, Topology = Topology });
        return Task.FromResult(_hub.Bus);
    }

    protected override void Advance(TimeSpan by) => _clock.Advance(by);

    protected override async ValueTask CloseAsync()
    {
        await _hub!.DisposeAsync();
        _folder.Dispose();
    }
}
