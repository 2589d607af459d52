using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Schedules;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Triggers;
using IntegrationHub.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Sync;

public abstract class Scheduling(Engine engine)
{
    private static readonly CronTimes Cron = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public async Task However_long_nobody_ticked_one_run_catches_up()
    {
        await using var it = new SyncedShop(engine);
        it.Account = it.Account with { Schedule = "0 */5 * * * ?", Sweep = null };
        var scheduler = new SyncScheduler(it.Store, Cron);
        await scheduler.ReconcileAsync([it.Account]);
        (await scheduler.TickAsync()).ShouldBe(0);

        it.Time.Advance(TimeSpan.FromMinutes(6));
        (await scheduler.TickAsync()).ShouldBe(1);
        (await scheduler.TickAsync()).ShouldBe(0);

        it.Time.Advance(TimeSpan.FromHours(7));
        (await scheduler.TickAsync()).ShouldBe(1);
        (await scheduler.TickAsync()).ShouldBe(0);
        var schedule = it.Store.Read(unit => unit.Sync.Schedules()).ShouldHaveSingleItem();
        schedule.Misfires.ShouldBe(1);
        schedule.NextDue.ShouldBeGreaterThan(it.Time.GetUtcNow());
        (await it.Store.Bus.CountsAsync("sync-requests")).Active.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_due_is_synced_by_the_pump_and_a_missing_account_is_passed_over()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(4);
        var scheduler = new SyncScheduler(it.Store, Cron);
        await scheduler.ReconcileAsync([it.Account, it.Account with { Name = "gone" }]);
        it.Time.Advance(TimeSpan.FromMinutes(6));
        (await scheduler.TickAsync()).ShouldBe(2);
        var handler = new SyncMessages(it.Service(), name => name == "shop" ? it.Account : null);
        foreach (var message in await it.Store.Bus.ReceiveAsync(handler.Entity, 10))
        {
            (await it.Time.RunAsync(handler.HandleAsync(message, default))).ShouldBe(HandlerResult.Done);
            await it.Store.Bus.CompleteAsync(message);
        }

        it.ShouldHoldEverything();
        (await it.Store.Bus.CountsAsync("sync-requests")).ShouldBe(new EntityCounts(0, 0, 0));
    }

    [Fact]
    public async Task Schedules_follow_the_account_files_and_keep_what_was_due()
    {
        await using var it = new SyncedShop(engine);
        var scheduler = new SyncScheduler(it.Store, Cron);
        await scheduler.ReconcileAsync([it.Account with { Schedule = "0 0 * * * ?" }]);
        it.Store.Read(unit => unit.Sync.Schedules()).Select(s => s.Kind).ShouldBe([SyncKind.Sync, SyncKind.Sweep]);
        var due = it.Store.Read(unit => unit.Sync.Schedules())[0].NextDue;
        it.Time.Advance(TimeSpan.FromHours(3));
        await scheduler.ReconcileAsync([it.Account with { Schedule = "0 0 * * * ?" }]);
        it.Store.Read(unit => unit.Sync.Schedules())[0].NextDue.ShouldBe(due, "a restart must not skip what was due");
        await scheduler.ReconcileAsync([it.Account with { Schedule = "0 30 * * * ?", Sweep = null }]);
        it.Store.Read(unit => unit.Sync.Schedules()).ShouldHaveSingleItem().NextDue.ShouldBeGreaterThan(it.Time.GetUtcNow());
        await scheduler.ReconcileAsync([it.Account with { Enabled = false }]);
        it.Store.Read(unit => unit.Sync.Schedules()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_older_version_took_off_the_table_amid_an_update_comes_back()
    {
        await using var it = new SyncedShop(engine);
        using var newer = new EndToEnd.TempFolder();
        newer.Write("accounts/partner.yaml", "connector: csv-over-http\nschedule: \"0 0 * * * ?\"\noptions:\n  url: https://partner.example.com/orders.csv\n  user: env:PARTNER_USER\n  password: env:PARTNER_PASSWORD\n");
        var desk = new AccountDesk(it.Store, it.Service(), new HubOptions { Data = newer.Path }, it.Time);
        var ticks = new SyncTicks(desk, new SyncScheduler(it.Store, Cron), NullLogger.Instance);
        await ticks.TickAsync(default);
        Known().ShouldBe(["partner"]);

        await new SyncScheduler(it.Store, Cron).ReconcileAsync([it.Account with { Sweep = null }]);
        Known().ShouldBe(["shop"], "the older one's accounts");
        await ticks.TickAsync(default);

        Known().ShouldBe(["partner"]);

        IEnumerable<string> Known() => it.Store.Read(unit => unit.Sync.Schedules()).Select(schedule => schedule.Account).Distinct();
    }

    [Fact]
    public async Task A_clock_that_was_ahead_and_is_set_back_does_not_stop_the_schedules()
    {
        await using var it = new SyncedShop(engine);
        var scheduler = new SyncScheduler(it.Store, Cron);
        await scheduler.ReconcileAsync([it.Account]);
        await it.Store.WriteAsync(unit =>
        {
            foreach (var schedule in unit.Sync.Schedules())
            {
                unit.Sync.SaveSchedule(schedule with { NextDue = schedule.NextDue.AddYears(3) });
            }

            return true;
        });

        await scheduler.TickAsync();
        it.Time.Advance(TimeSpan.FromMinutes(6));

        (await scheduler.TickAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_sweep_that_is_due_while_another_run_is_at_work_comes_again()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(4);
        it.Account = it.Account with { Schedule = null };
        var scheduler = new SyncScheduler(it.Store, Cron);
        await scheduler.ReconcileAsync([it.Account]);
        it.Time.Advance(TimeSpan.FromDays(1));
        (await scheduler.TickAsync()).ShouldBe(1);
        (await it.Store.Leases.TryTakeAsync("sync:shop", "somebody", TimeSpan.FromDays(1))).ShouldBeTrue();
        var message = (await it.Store.Bus.ReceiveAsync("sync-requests", 1)).ShouldHaveSingleItem();
        var handler = new SyncMessages(it.Service(), _ => it.Account);

        var busy = await it.Time.RunAsync(handler.HandleAsync(message, default));

        busy.ShouldBeOfType<HandlerResult.RetryResult>();
    }

    [Fact]
    public async Task A_sweep_that_is_stopped_comes_again()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(4);
        using var stop = new CancellationTokenSource();
        it.Shop.Before = (_, _) =>
        {
            stop.Cancel();
            return null;
        };
        await it.Store.Bus.SendAsync("sync-requests", [new BusMessage { MessageId = "1", Body = "Sweep shop"u8.ToArray() }]);
        var message = (await it.Store.Bus.ReceiveAsync("sync-requests", 1)).ShouldHaveSingleItem();

        await Should.ThrowAsync<OperationCanceledException>(() => it.Time.RunAsync(new SyncMessages(it.Service(), _ => it.Account).HandleAsync(message, stop.Token)));
    }

    [Fact]
    public async Task An_account_that_takes_long_does_not_hold_up_the_others()
    {
        await using var it = new SyncedShop(engine);
        var handler = new OneHangs();
        var trigger = TriggerCatalogue.Default.Messages.Single(t => t.Entity == handler.Entity);
        using var stop = new CancellationTokenSource();
        var pumping = trigger.Pumps(atOnce => new MessagePump(it.Store.Bus, handler, atOnce, TimeProvider.System)).Select(pump => pump.RunAsync(stop.Token)).ToList();
        await it.Store.Bus.SendAsync(handler.Entity, [new BusMessage { MessageId = "1", Key = "slow", Body = "slow"u8.ToArray() }]);
        await handler.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await it.Store.Bus.SendAsync(handler.Entity, [new BusMessage { MessageId = "2", Key = "quick", Body = "quick"u8.ToArray() }]);

        await handler.Passed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await Task.WhenAll(pumping);
    }

    private sealed class OneHangs : IMessageHandler
    {
        public string Entity => "sync-requests";

        public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Passed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            if (message.Message.Key == "slow")
            {
                Hanging.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            }

            Passed.TrySetResult();
            return HandlerResult.Done;
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "0 30 2 * * ?")]
    [InlineData("Europe/Berlin", "0 */5 * * * ?")]
    [InlineData("America/New_York", "0 30 1 * * ?")]
    [InlineData("America/New_York", "0 0/20 1-3 * * ?")]
    [InlineData("Australia/Lord_Howe", "0 45 1 * * ?")]
    public void Times_go_forward_through_every_change_of_the_clocks(string zone, string expression)
    {
        var cron = new CronTimes(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var days = new HashSet<DateOnly>();
        for (var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); at < end;)
        {
            var next = cron.Next(expression, at).ShouldNotBeNull();
            next.ShouldBeGreaterThan(at);
            (next - at).ShouldBeLessThan(TimeSpan.FromHours(26), $"behind {at:O}");
            days.Add(DateOnly.FromDateTime(next.UtcDateTime));
            at = next;
        }
    }

    [Fact]
    public void Cron_means_the_business_zone() =>
        Cron.Next("0 0 8 * * ?", new DateTimeOffset(2026, 11, 21, 1, 0, 0, TimeSpan.Zero)).ShouldBe(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
}

/// <summary>With a store in a file.</summary>
public sealed class Scheduling_in_a_file() : Scheduling(Engine.Sqlite);

/// <summary>With a store on a server.</summary>
public sealed class Scheduling_on_a_server() : Scheduling(Engine.Postgres);
