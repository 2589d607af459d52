using System.Globalization;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Sandbox.Doubles.Shops;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>Taobao bears ten minutes between its clock and the hub's, JD six; what changes in these minutes must not be passed over.</summary>
public sealed class A_clock_that_is_wrong
{
    private static readonly DateTimeOffset From = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("taobao", 8)]
    [InlineData("jd", 5)]
    [InlineData("taobao", 25)] // refused once, then signed by the platform's clock
    [InlineData("jd", 25)]
    [InlineData("taobao", -8)]
    [InlineData("jd", -25)]
    public async Task Loses_no_order_and_no_sweep_is_needed(string platform, int minutesAhead)
    {
        await using var run = Run(platform, minutesAhead);

        var runs = await run.SyncUntilAsync(run.Platform.Shop.Last, TimeSpan.FromMinutes(15));
        run.Clock.AdvanceTo(run.Platform.Shop.Last.AddHours(1));
        runs.Add(await run.SyncAsync());

        runs.ShouldAllBe(r => r.State == SyncRunState.Done && r.Counts.Balanced && r.Counts.Pending == 0);
        var known = run.Archived().Select(a => (a.Order, Version: a.Version.Split('#')[0])).ToHashSet();
        var final = run.Platform.Shop.All(run.Platform.Now).Where(s => platform == "taobao" || s.Paid is not null || s.Order.Kind == ShopOrderKind.CashOnDelivery);
        final.Select(s => (Order: run.Platform.Number(s.Order.Key), Version: s.Modified.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)))
            .Where(s => !known.Contains(s)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("taobao")]
    [InlineData("jd")]
    public async Task Certifies_no_hour_that_the_platform_has_not_yet_ended(string platform)
    {
        await using var run = Run(platform, minutesAhead: 5);
        run.Clock.AdvanceTo(From.AddHours(2).AddMinutes(4));

        (await run.SyncAsync(SyncKind.Sweep, From.AddHours(1), From.AddHours(2))).Fault.ShouldBeNull();

        run.Hub.Read(unit => unit.Sync.Certificates("shop", From, From.AddHours(3))).ShouldBeEmpty();
        run.Clock.AdvanceTo(From.AddHours(2).AddMinutes(8));
        (await run.SyncAsync(SyncKind.Sweep, From.AddHours(1), From.AddHours(2))).Fault.ShouldBeNull();
        run.Hub.Read(unit => unit.Sync.Certificates("shop", From, From.AddHours(3))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Days_off_is_for_a_person_to_set()
    {
        await using var run = Run("taobao", 3 * 24 * 60);
        run.Clock.AdvanceTo(From.AddHours(1));

        (await run.SyncAsync()).Fault!.Code.ShouldBe("clock-wrong");
    }

    private static ShopRun Run(string platform, int minutesAhead)
    {
        var plan = new ShopPlan(20260302, 240, From, TimeSpan.FromHours(5), platform == "jd" ? ShopHabits.Jd : ShopHabits.Taobao) { Haste = 40 };
        var run = platform == "jd" ? ShopRun.Jd(plan) : ShopRun.Taobao(plan);
        run.Platform.Skew = TimeSpan.FromMinutes(-minutesAhead);
        return run;
    }
}
