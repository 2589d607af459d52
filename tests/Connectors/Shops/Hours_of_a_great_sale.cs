using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Sandbox.Doubles.Shops;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>More orders than twenty pages of JD hold.</summary>
public sealed class Hours_of_a_great_sale
{
    private const int Orders = 1_050;
    private static readonly DateTimeOffset From = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Are_certified_in_windows_that_the_platform_answers()
    {
        await using var run = await SoldAsync(TimeSpan.FromMinutes(25));

        var sweep = await run.SyncAsync(SyncKind.Sweep, From, From.AddHours(1));

        sweep.State.ShouldBe(SyncRunState.Done, sweep.Fault?.ToString());
        var hour = run.Hub.Read(unit => unit.Sync.Certificates("shop", From, From.AddHours(1))).ShouldHaveSingleItem();
        (hour.Expected, hour.Present).ShouldBe((Orders, Orders));
    }

    [Fact]
    public async Task Have_their_gaps_fetched_in_windows_that_the_platform_answers()
    {
        await using var run = await SoldAsync(TimeSpan.FromMinutes(25));
        run.Platform.Shop.Add(From.AddMinutes(3), default, null);

        var sweep = await run.SyncAsync(SyncKind.Sweep, From, From.AddHours(1));

        sweep.State.ShouldBe(SyncRunState.Done, sweep.Fault?.ToString());
        var hour = run.Hub.Read(unit => unit.Sync.Certificates("shop", From, From.AddHours(1))).ShouldHaveSingleItem();
        (hour.Expected, hour.Recovered, hour.Complete).ShouldBe((Orders + 1, 1, true));
    }

    [Fact]
    public async Task Are_read_even_where_all_of_it_happens_within_one_minute()
    {
        await using var run = await SoldAsync(TimeSpan.FromSeconds(50));

        run.Archived().Count.ShouldBe(Orders);
    }

    [Theory]
    [InlineData("taobao")]
    [InlineData("jd")]
    public async Task Are_not_certified_complete_where_a_row_cannot_be_read(string platform)
    {
        var plan = new ShopPlan(1, 0, From, TimeSpan.FromDays(1), platform == "jd" ? ShopHabits.Jd : ShopHabits.Taobao) { ReplicationLag = 0 };
        await using var run = platform == "jd" ? ShopRun.Jd(plan) : ShopRun.Taobao(plan);
        run.Platform.Shop.Add(From.AddMinutes(3), default, null);
        run.Platform.Shop.Add(From.AddMinutes(4), RecordShape.Malformed, null);
        run.Clock.AdvanceTo(From.AddHours(2));
        (await run.SyncAsync()).Counts.Rejected.ShouldBe(1);

        var sweep = await run.SyncAsync(SyncKind.Sweep, From, From.AddHours(1));

        sweep.State.ShouldBe(SyncRunState.Done, sweep.Fault?.ToString());
        var hour = run.Hub.Read(unit => unit.Sync.Certificates("shop", From, From.AddHours(1))).ShouldHaveSingleItem();
        (hour.Expected, hour.Present, hour.Rejected, hour.Complete).ShouldBe((2, 1, 1, false));
    }

    private static async Task<ShopRun> SoldAsync(TimeSpan within)
    {
        var run = ShopRun.Jd(new ShopPlan(1, 0, From, TimeSpan.FromDays(1), ShopHabits.Jd) { ReplicationLag = 0 });
        for (var i = 0; i < Orders; i++)
        {
            run.Platform.Shop.Add(From + TimeSpan.FromSeconds((int)(within.TotalSeconds * i / Orders)), default, null);
        }

        run.Clock.AdvanceTo(From.AddHours(2));
        var sync = await run.SyncAsync();
        sync.State.ShouldBe(SyncRunState.Done, sync.Fault?.ToString());
        return run;
    }
}
