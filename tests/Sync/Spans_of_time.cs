using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Sync;

/// <summary>Backfills at the edges of what the other side offers, and positions that cannot be gone on from.</summary>
public sealed class Spans_of_time
{
    [Fact]
    public async Task Asked_for_again_are_fetched_again()
    {
        await using var it = new SyncedShop();
        it.Shop.Put("EARLY", it.Now - TimeSpan.FromHours(30));
        var span = new SyncRequest(SyncKind.Backfill, it.Now - TimeSpan.FromHours(31), it.Now - TimeSpan.FromHours(29));
        (await it.SucceedAsync(span)).Counts.Emitted.ShouldBe(1);
        it.Shop.Put("LATE", it.Now - TimeSpan.FromHours(30));

        var again = await it.SucceedAsync(span);

        (again.Counts.Unchanged, again.Counts.Emitted).ShouldBe((1, 1));
    }

    [Fact]
    public async Task That_the_other_side_does_not_remember_are_said_so()
    {
        await using var it = new SyncedShop();

        var run = await it.RunAsync(new SyncRequest(SyncKind.Backfill, it.Now - TimeSpan.FromDays(200), it.Now - TimeSpan.FromDays(190)));

        it.Shop.Windows.ShouldAllBe(window => window.From < window.To);
        (run.State, run.Fault?.Code).ShouldBe((SyncRunState.Failed, "span-forgotten"));
    }

    [Fact]
    public async Task That_the_other_side_does_not_remember_are_not_compared_either()
    {
        await using var it = new SyncedShop();

        var run = await it.RunAsync(new SyncRequest(SyncKind.Sweep, it.Now - TimeSpan.FromDays(200), it.Now - TimeSpan.FromDays(199)));

        (run.State, run.Fault?.Code, it.Shop.Calls).ShouldBe((SyncRunState.Failed, "span-forgotten", 0));
    }

    [Fact]
    public async Task Begun_before_the_other_side_forgot_them_do_not_hold_up_the_rest()
    {
        await using var it = new SyncedShop();
        it.Fill(5);
        var old = new TimeWindow(it.Now - TimeSpan.FromDays(120), it.Now - TimeSpan.FromDays(120) + FakeConnector.Longest);
        await it.Store.WriteAsync(unit =>
        {
            unit.Sync.SaveProgress("shop", "orders", "", new SyncProgress { Watermark = it.Now - TimeSpan.FromHours(1), Window = old });
            return true;
        });

        await it.SucceedAsync();

        it.Shop.Windows.ShouldAllBe(window => window.From >= it.Now - TimeSpan.FromDays(90));
        it.ShouldHoldEverything();
    }

    [Fact]
    public async Task Begun_by_another_version_of_the_connector_are_begun_anew()
    {
        await using var it = new SyncedShop();
        it.Fill(20);
        var window = new TimeWindow(it.Now - TimeSpan.FromMinutes(70), it.Now - TimeSpan.FromMinutes(45));
        await it.Store.WriteAsync(unit =>
        {
            unit.Sync.SaveProgress("shop", "orders", "", new SyncProgress { Watermark = window.From, Window = window, Cursor = new Cursor(999, "{}") });
            return true;
        });

        await it.SucceedAsync();

        it.ShouldHoldEverything();
    }
}
