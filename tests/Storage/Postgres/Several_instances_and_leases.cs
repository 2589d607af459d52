using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Schedules;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Tests.Pipeline;
using IntegrationHub.Tests.Sync;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>On one database, at work at the same time: what one of them does is left to it.</summary>
public sealed class Several_instances_and_leases : SeveralInstances
{
    [Fact]
    public async Task Tick_in_one_place_at_a_time()
    {
        Open(new FakeChecks());

        var taken = await Task.WhenAll(Hubs.Select((hub, at) => hub.Store.Leases.TryTakeAsync("scheduler", $"instance {at}", TimeSpan.FromMinutes(1))));

        taken.Count(mine => mine).ShouldBe(1);
        var holder = Array.IndexOf(taken, true);
        foreach (var hub in Hubs)
        {
            // Each process has its own clock; the lease runs out by that of whoever wants it.
            hub.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        var next = (holder + 1) % Instances;
        (await Hubs[next].Store.Leases.TryTakeAsync("scheduler", $"instance {next}", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        (await Hubs[holder].Store.Leases.TryTakeAsync("scheduler", $"instance {holder}", TimeSpan.FromMinutes(1))).ShouldBeFalse();
    }

    [Fact]
    public async Task Request_once_what_is_due_however_many_of_them_tick()
    {
        Open(new FakeChecks());
        var account = new Account { Name = "shop", Connector = FakeConnector.Descriptor, Options = new FakeOptions(), Schedule = "0 */5 * * * ?", Sweep = null };
        var cron = new CronTimes(TimeZoneInfo.Utc);
        var schedulers = Hubs.ConvertAll(hub => new SyncScheduler(hub.Store, cron));
        await Task.WhenAll(schedulers.Select(scheduler => scheduler.ReconcileAsync([account])));
        for (var round = 1; round <= 5; round++)
        {
            Hubs.ForEach(hub => hub.Clock.Advance(TimeSpan.FromMinutes(6)));

            var requested = await Task.WhenAll(schedulers.Select(scheduler => Task.Run(() => scheduler.TickAsync())));

            requested.Sum().ShouldBe(1);
            (await Hubs[0].Store.Bus.CountsAsync("sync-requests")).Active.ShouldBe(round);
        }
    }

    [Fact]
    public async Task Leave_the_outbox_to_one_of_them_until_it_goes()
    {
        Open(new FakeChecks());
        var inner = Hubs.ConvertAll(_ => new CountingRelay());
        var relays = Hubs.Select((hub, at) => new LeasedRelay(inner[at], hub.Store.Leases, $"instance {at}", hub.Clock)).ToList();

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(relays.Select(relay => relay.RelayAsync()));
        }

        var holder = inner.FindIndex(relay => relay.Calls > 0);
        inner.ConvertAll(relay => relay.Calls).ShouldBe(Enumerable.Range(0, Instances).Select(at => at == holder ? 3 : 0));

        // Its bus is away: it lets go at once, and does not wait until its time is over.
        inner[holder].Outage = new BusUnavailableException(BusFindings.DeliveriesUsedUp.At(null, null, 1), TimeSpan.Zero);
        await Should.ThrowAsync<BusUnavailableException>(() => relays[holder].RelayAsync());
        var next = (holder + 1) % Instances;
        await relays[next].RelayAsync();
        inner[next].Calls.ShouldBe(1);

        // It is killed.
        Hubs.ForEach(hub => hub.Clock.Advance(TimeSpan.FromSeconds(16)));
        var last = (holder + 2) % Instances;
        await relays[last].RelayAsync();
        inner[last].Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Do_not_both_send_the_outbox_where_the_clock_of_one_is_set_back()
    {
        Open(new FakeChecks());
        var inner = Hubs.ConvertAll(_ => new CountingRelay());
        var relays = Hubs.Select((hub, at) => new LeasedRelay(inner[at], hub.Store.Leases, $"instance {at}", hub.Clock)).ToList();
        await relays[0].RelayAsync();

        Hubs[0].Clock.Advance(TimeSpan.FromHours(-1));
        Hubs[1].Clock.Advance(TimeSpan.FromSeconds(16));
        await relays[1].RelayAsync();
        await relays[0].RelayAsync();

        inner.ConvertAll(relay => relay.Calls).Take(2).ShouldBe([1, 1]);
    }

    private sealed class CountingRelay : IOutboxRelay
    {
        public int Calls { get; private set; }

        public BusUnavailableException? Outage { get; set; }

        public Task<int> RelayAsync(CancellationToken cancellation = default)
        {
            Calls++;
            return Outage is null ? Task.FromResult(1) : throw Outage;
        }

        public Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default) => Task.CompletedTask;
    }
}
