using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Schedules;
using IntegrationHub.Functions.Sync;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>One clock is ten minutes ahead of the server's, the other ten behind it: what both compare is by the server's.</summary>
public sealed class Instances_whose_clocks_are_apart : IAsyncLifetime
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);
    private static readonly BusTopology Topology = BusTopology.Default with { LockDuration = TimeSpan.FromMinutes(1) };
    private readonly TempDatabase _database = new();
    private readonly Dictionary<bool, (StoreHub Hub, TimeProvider Clock)> _instances = [];

    public Task InitializeAsync()
    {
        foreach (var ahead in new[] { true, false })
        {
            var clock = new SkewedClock(ahead ? Apart : -Apart);
            _instances[ahead] = (PostgresHub.Open(_database.Options with { Clock = clock, Topology = Topology }), clock);
        }

        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var (hub, _) in _instances.Values)
        {
            await hub.DisposeAsync();
        }

        _database.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Do_not_hold_one_message_twice(bool holderIsAhead)
    {
        var (holder, other) = (_instances[holderIsAhead].Hub.Bus, _instances[!holderIsAhead].Hub.Bus);
        await holder.SendAsync("notify", [Message("m1")]);
        var held = (await holder.ReceiveAsync("notify", 1)).ShouldHaveSingleItem();

        (await other.ReceiveAsync("notify", 1)).ShouldBeEmpty();

        (await holder.RenewAsync(held)).ShouldNotBeNull();
        (await other.ReceiveAsync("notify", 1)).ShouldBeEmpty();
        (await holder.CompleteAsync(held)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Find_a_lock_over_when_its_time_has_passed_on_the_server(bool holderIsAhead)
    {
        await _instances[holderIsAhead].Hub.Bus.SendAsync("notify", [Message("m1")]);
        var held = (await _instances[holderIsAhead].Hub.Bus.ReceiveAsync("notify", 1)).ShouldHaveSingleItem();
        TimeToGo("bus_messages", "visible_at").ShouldBeInRange(TimeSpan.FromSeconds(1), Topology.LockDuration);

        _database.Sql("update bus_messages set visible_at = visible_at - 60000");

        (await _instances[!holderIsAhead].Hub.Bus.ReceiveAsync("notify", 1)).ShouldHaveSingleItem().DeliveryCount.ShouldBe(2);
        (await _instances[holderIsAhead].Hub.Bus.CompleteAsync(held)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Are_told_by_their_own_clock_until_when_they_hold_it_and_so_renew_in_time(bool holderIsAhead)
    {
        var (hub, clock) = _instances[holderIsAhead];
        await hub.Bus.SendAsync("notify", [Message("m1")]);

        var held = (await hub.Bus.ReceiveAsync("notify", 1)).ShouldHaveSingleItem();
        var renewed = (await hub.Bus.RenewAsync(held)).ShouldNotBeNull();

        (held.LockedUntil - clock.GetUtcNow()).ShouldBeInRange(TimeSpan.Zero, Topology.LockDuration);
        (renewed - clock.GetUtcNow()).ShouldBeInRange(TimeSpan.Zero, Topology.LockDuration);
        (clock.GetUtcNow() - held.EnqueuedAt).ShouldBeInRange(TimeSpan.FromSeconds(-1), Topology.LockDuration);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deliver_what_is_due_later_neither_early_nor_late_by_the_skew(bool senderIsAhead)
    {
        var (sender, clock) = _instances[senderIsAhead];
        await sender.Bus.SendAsync("notify", [Message("m1") with { NotBefore = clock.GetUtcNow() + TimeSpan.FromMinutes(5) }]);

        TimeToGo("bus_messages", "visible_at").ShouldBeInRange(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        (await _instances[!senderIsAhead].Hub.Bus.ReceiveAsync("notify", 1)).ShouldBeEmpty();
        (await sender.Bus.ReceiveAsync("notify", 1)).ShouldBeEmpty();
        _database.Sql("update bus_messages set visible_at = visible_at - 300000");
        (await _instances[!senderIsAhead].Hub.Bus.ReceiveAsync("notify", 1)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Take_a_lease_after_another_only_when_it_is_over_on_the_server(bool holderIsAhead)
    {
        var (holder, other) = (_instances[holderIsAhead].Hub.Leases, _instances[!holderIsAhead].Hub.Leases);
        (await holder.TryTakeAsync("outbox", "one", TimeSpan.FromMinutes(1))).ShouldBeTrue();

        (await other.TryTakeAsync("outbox", "other", TimeSpan.FromMinutes(1))).ShouldBeFalse();

        _database.Sql("update leases set until = until - 60000");
        (await other.TryTakeAsync("outbox", "other", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        (await holder.TryTakeAsync("outbox", "one", TimeSpan.FromMinutes(1))).ShouldBeFalse();
    }

    [Fact]
    public async Task Request_a_sync_when_it_is_due_on_the_server()
    {
        var schedulers = _instances.ToDictionary(one => one.Key, one => new SyncScheduler(one.Value.Hub, new CronTimes(TimeZoneInfo.Utc)));
        await _instances[true].Hub.WriteAsync(unit =>
        {
            unit.Sync.SaveSchedule(new SyncSchedule("shop", SyncKind.Sync, "0 0 0 * * ?", unit.Now + TimeSpan.FromMinutes(5), null, 0));
            return true;
        });

        (await schedulers[true].TickAsync()).ShouldBe(0, "early by the skew");
        await _instances[true].Hub.WriteAsync(unit =>
        {
            unit.Sync.SaveSchedule(unit.Sync.Schedules()[0] with { NextDue = unit.Now - TimeSpan.FromSeconds(1) });
            return true;
        });

        (await schedulers[false].TickAsync()).ShouldBe(1, "late by the skew");
    }

    private TimeSpan TimeToGo(string table, string column) => TimeSpan.FromMilliseconds(
        _database.Ask<long>($"select {column} - (extract(epoch from clock_timestamp()) * 1000)::bigint from {table}"));

    private static BusMessage Message(string id) => new() { MessageId = id, Body = new byte[1] };

    private sealed class SkewedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
