using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Cli;
using IntegrationHub.Tests.Pipeline;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Sync;

public abstract class Syncing(Engine engine)
{
    [Fact]
    public async Task Everything_is_archived_once_and_on_the_bus()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(20);
        var run = await it.SucceedAsync();
        run.Counts.Emitted.ShouldBe(20);
        it.ShouldHoldEverything();
        (await it.Store.Bus.CountsAsync(BusTopology.Documents)).Active.ShouldBe(20);

        var again = await it.SucceedAsync();
        again.Counts.Emitted.ShouldBe(0);
        (await it.Store.Bus.CountsAsync(BusTopology.Documents)).Active.ShouldBe(20);
        it.Store.Read(unit => unit.Sync.Runs("shop", 10)).Select(r => r.Id).ShouldBe([again.Id, run.Id]);
    }

    [Fact]
    public async Task Stopped_at_any_call_the_next_run_has_the_rest_and_nothing_twice()
    {
        for (var call = 1; call <= 12; call++)
        {
            await using var it = new SyncedShop(engine);
            it.Fill(20);
            using var stop = new CancellationTokenSource();
            it.Shop.Before = (n, _) =>
            {
                if (n == call)
                {
                    stop.Cancel();
                }

                return null;
            };
            var run = await it.RunAsync(cancellation: stop.Token);
            run.State.ShouldBe(SyncRunState.Cancelled, $"at call {call}");
            run.Counts.Balanced.ShouldBeTrue();
            it.Store.Queries.ListDocuments(100).Count.ShouldBe((int)run.Counts.Emitted);

            await it.SucceedAsync();
            it.ShouldHoldEverything();
            it.Store.Queries.ListDocuments(100).Count.ShouldBe(20);
        }
    }

    [Fact]
    public async Task Killed_after_any_commit_the_next_process_has_the_rest_and_nothing_twice()
    {
        var died = true;
        for (var commits = 1; died; commits++)
        {
            await using var it = new SyncedShop(engine);
            it.Fill(20);
            try
            {
                await it.RunAsync(store: new MortalStore(it.Store) { Left = commits });
                died = false;
            }
            catch (KilledException)
            {
                await it.ReopenAsync();
            }

            await it.Store.WriteAsync(unit => unit.Sync.CloseInterrupted());
            it.Store.Read(unit => unit.Sync.Runs("shop", 10)).ShouldAllBe(run => run.State != SyncRunState.Running && run.Counts.Balanced);
            await it.SucceedAsync();
            it.ShouldHoldEverything();
            it.Store.Queries.ListDocuments(100).Count.ShouldBe(20);
            (await it.Store.Bus.CountsAsync(BusTopology.Documents)).Active.ShouldBe(20);
            commits.ShouldBeLessThan(40);
        }
    }

    [Fact]
    public async Task Orders_that_change_while_they_are_paged_are_not_lost()
    {
        for (var call = 2; call <= 10; call++)
        {
            await using var it = new SyncedShop(engine);
            it.Fill(20);
            it.Shop.Before = (n, _) =>
            {
                if (n == call)
                {
                    it.Shop.Put("T001", it.Time.GetUtcNow());
                    it.Shop.Put("T018", it.Time.GetUtcNow());
                    it.Shop.Put($"NEW{call}", it.Time.GetUtcNow());
                }

                return null;
            };
            await it.SucceedAsync();
            it.Time.Advance(TimeSpan.FromMinutes(5));
            await it.SucceedAsync();
            it.ShouldHoldEverything();
        }
    }

    [Fact]
    public async Task An_order_of_the_same_second_as_the_end_of_a_window_is_not_lost()
    {
        await using var it = new SyncedShop(engine);
        it.Shop.Put("A", it.Now - TimeSpan.FromMinutes(20));
        await it.SucceedAsync();
        var edge = it.Progress()!.Watermark;
        it.Shop.Put("B", edge);
        it.Shop.Put("C", edge - TimeSpan.FromMinutes(2));
        it.Time.Advance(TimeSpan.FromMinutes(5));
        (await it.SucceedAsync()).Counts.Emitted.ShouldBe(2);
        it.ShouldHoldEverything();
    }

    [Fact]
    public async Task After_a_long_outage_windows_stay_as_short_as_the_other_side_wants_them()
    {
        await using var it = new SyncedShop(engine);
        it.Account = it.Account with { From = it.Now - TimeSpan.FromDays(3) };
        it.Shop.Put("OLD", it.Now - TimeSpan.FromDays(2));
        var run = await it.SucceedAsync();
        run.Windows.ShouldBeGreaterThan(144);
        it.Shop.Windows.ShouldAllBe(w => w.Length <= FakeConnector.Longest);
        foreach (var (earlier, later) in it.Shop.Windows.Zip(it.Shop.Windows.Skip(1)))
        {
            (earlier.To - later.From).ShouldBe(TimeSpan.FromMinutes(3), "overlap");
        }

        it.ShouldHoldEverything();
    }

    [Fact]
    public async Task A_window_that_is_too_much_is_halved_and_grows_again()
    {
        await using var it = new SyncedShop(engine);
        it.Account = it.Account with { From = it.Now - TimeSpan.FromHours(6) };
        it.Fill(20);
        it.Shop.Before = (n, _) => n <= 6 ? FakeShop.Error("too-much") : null;
        await it.SucceedAsync();
        it.ShouldHoldEverything();
        it.Shop.Windows.Select(w => w.Length).Min().ShouldBe(TimeSpan.FromMinutes(7.5));
        it.Shop.Windows.Select(w => w.Length).Max().ShouldBe(FakeConnector.Longest);
    }

    [Theory]
    [InlineData("too-much")]
    [InlineData("overloaded")]
    public async Task A_window_that_may_be_too_much_is_asked_for_three_times_and_no_more(string error)
    {
        await using var it = new SyncedShop();
        it.Fill(20);
        it.Shop.Before = (n, _) => n <= 2 ? FakeShop.Error(error) : null;
        await it.SucceedAsync();
        it.ShouldHoldEverything();
        it.Shop.Windows[0].Length.ShouldBe(FakeConnector.Longest, "the third time it was not too much");

        await using var other = new SyncedShop();
        other.Fill(20);
        other.Shop.Before = (n, _) => n <= 3 ? FakeShop.Error(error) : null;
        await other.SucceedAsync();
        other.ShouldHoldEverything();
        other.Shop.Windows[0].Length.ShouldBe(FakeConnector.Longest / 2);
    }

    [Fact]
    public async Task A_second_run_of_the_account_is_refused_while_one_is_at_work()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(5);
        var service = it.Service();
        AccountBusyException? busy = null;
        it.Shop.Before = (n, _) =>
        {
            busy ??= Should.Throw<AccountBusyException>(() => it.Service().RunAsync(it.Account, new SyncRequest(SyncKind.Sync)).GetAwaiter().GetResult());
            return null;
        };
        (await it.Time.RunAsync(service.RunAsync(it.Account, new SyncRequest(SyncKind.Sync)))).State.ShouldBe(SyncRunState.Done);
        busy.ShouldNotBeNull().Account.ShouldBe("shop");
        await it.SucceedAsync();
    }

    [Fact]
    public async Task A_backfill_has_a_progress_of_its_own_and_goes_on_where_it_stopped()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(12);
        await it.SucceedAsync();
        var live = it.Progress();
        it.Shop.Put("OLD", it.Now - TimeSpan.FromHours(30));
        var span = new SyncRequest(SyncKind.Backfill, it.Now - TimeSpan.FromHours(36), it.Now - TimeSpan.FromHours(24));
        using var stop = new CancellationTokenSource();
        var from = it.Shop.Calls;
        it.Shop.Before = (n, _) =>
        {
            if (n == from + 9)
            {
                stop.Cancel();
            }

            return null;
        };
        (await it.RunAsync(span, stop.Token)).State.ShouldBe(SyncRunState.Cancelled);
        it.Shop.Windows.Clear();
        await it.SucceedAsync(span);
        it.Shop.Windows[0].From.ShouldBeGreaterThan(span.From!.Value + TimeSpan.FromMinutes(30));
        it.ShouldHoldEverything();
        it.Progress().ShouldBe(live);
    }

    [Fact]
    public async Task What_the_other_side_has_forgotten_is_said_by_a_run_that_reaches_its_end()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(4);

        var run = await it.SucceedAsync(new SyncRequest(SyncKind.Backfill, it.Now.AddDays(-91), it.Now.AddDays(-89)));

        run.Shortfall.ShouldNotBeNull().Code.ShouldBe("span-partly-forgotten");
        SyncCommand.ExitOf(run).ShouldBe(ExitCode.InputFailed);
        it.Store.Read(unit => unit.Sync.FindRun(run.Id)!.Shortfall).ShouldBe(run.Shortfall);
        (await it.SucceedAsync(new SyncRequest(SyncKind.Sweep, it.Now.AddDays(-91), it.Now.AddDays(-89.9)))).Shortfall.ShouldNotBeNull();
        (await it.SucceedAsync(new SyncRequest(SyncKind.Backfill, it.Now.AddDays(-89), it.Now.AddDays(-88)))).Shortfall.ShouldBeNull();
    }

    [Fact]
    public async Task A_sweep_finds_what_was_shown_too_late_and_certifies_the_hour()
    {
        await using var it = new SyncedShop(engine);
        it.Fill(12);
        await it.SucceedAsync();
        it.Shop.Put("LATE", it.Now - TimeSpan.FromMinutes(55));
        it.Time.Advance(TimeSpan.FromMinutes(90));
        (await it.SucceedAsync()).Counts.Emitted.ShouldBe(0, "behind the overlap");

        await it.SucceedAsync(new SyncRequest(SyncKind.Sweep, it.Now - TimeSpan.FromHours(2), it.Time.GetUtcNow()));
        it.ShouldHoldEverything();
        var hours = it.Store.Read(unit => unit.Sync.Certificates("shop", it.Now.AddDays(-1), it.Now.AddDays(1)));
        hours.ShouldAllBe(h => h.Complete && h.Missing.Count == 0);
        hours.Sum(h => h.Recovered).ShouldBe(1);
        hours.Sum(h => h.Expected).ShouldBe(13);
    }

    [Fact]
    public async Task A_count_that_does_not_add_up_stops_the_run_before_it_is_durable()
    {
        await using var it = new SyncedShop(engine);
        var ledger = new RunLedger(it.Store, new SyncRun { Id = Guid.CreateVersion7(), Account = "shop", Kind = SyncKind.Sync, StartedAt = it.Now }, () => 0);
        ledger.Take(new Core.Connectors.Page { IsLast = true, Dropped = new Dictionary<string, int> { ["not-an-order"] = 2 } });
        var wrong = await Should.ThrowAsync<Core.Connectors.ConnectorException>(() => it.Store.WriteAsync(unit => ledger.Keep(unit, new SyncCounts { Fetched = 2, Emitted = 1 }, true)));
        wrong.Fault.Code.ShouldBe("counts-unbalanced");
        it.Store.Read(unit => unit.Sync.Runs("shop", 5)).ShouldBeEmpty();
        var ended = await ledger.EndAsync(SyncRunState.Failed, wrong.Fault, it.Now);
        ended.Counts.Pending.ShouldBe(2);
        ended.Counts.Balanced.ShouldBeTrue();
    }
}

/// <summary>With a store in a file.</summary>
public sealed class Syncing_in_a_file() : Syncing(Engine.Sqlite);

/// <summary>With a store on a server.</summary>
public sealed class Syncing_on_a_server() : Syncing(Engine.Postgres);
