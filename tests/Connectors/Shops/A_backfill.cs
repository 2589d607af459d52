using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Sandbox.Doubles.Shops;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>Months of old orders are fetched nearly as fast as the platform's quota allows. HUB_FULL=1 makes it 88 days and 200,000 orders.</summary>
[Trait("speed", "slow")]
[Collection("alone")]
public sealed class A_backfill(ITestOutputHelper output)
{
    private const decimal Least = 0.90m;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("HUB_FULL") == "1";
    private static readonly int Days = IsFull ? 88 : 8;
    private static readonly int Orders = IsFull ? 200_000 : 6_000;

    [Fact]
    public async Task Of_Taobao_takes_hardly_longer_than_the_quota_demands()
    {
        var plan = Plan(ShopHabits.Taobao);
        await using var run = ShopRun.Taobao(plan);

        // One list for every half hour and one detail for every order.
        await BackfillAsync(run, plan, callsPerSecond: 10, ideal: (Days * 48) + Orders);
    }

    [Fact]
    public async Task Of_Jd_takes_hardly_longer_than_the_quota_demands()
    {
        var plan = Plan(ShopHabits.Jd);
        await using var run = ShopRun.Jd(plan);

        // Lists alone; the first page of a window is read twice where there are more.
        var perWindow = (decimal)Orders / (Days * 48);
        await BackfillAsync(run, plan, callsPerSecond: 5, ideal: Days * 48 * (perWindow <= 40 ? 1 : 2));
    }

    private static ShopPlan Plan(ShopHabits habits) =>
        new(20260322, Orders, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(Days), habits) { Settled = true };

    private async Task BackfillAsync(ShopRun run, ShopPlan plan, int callsPerSecond, int ideal)
    {
        var start = plan.From.AddDays(Days).AddHours(1);
        run.Clock.AdvanceTo(start);

        // What the platform's double remembers of every order is not the hub's.
        var allowed = (4L << 20) + (Orders * 256L);
        var (early, late) = (0L, 0L);
        run.Platform.Shown.Grown = count =>
        {
            early = count == Orders / 10 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = count == Orders - (Orders / 50) ? GC.GetTotalMemory(forceFullCollection: true) : late;
        };

        var done = await run.SyncAsync(SyncKind.Backfill, plan.From, start);

        var taken = run.Clock.GetUtcNow() - start;
        var least = TimeSpan.FromSeconds((double)ideal / callsPerSecond);
        var share = (decimal)(least / taken);
        output.WriteLine($"{Orders} orders, {Days} days: {done.Calls} calls in {taken}, the quota alone demands {least}: {share:P1}");
        done.State.ShouldBe(SyncRunState.Done, done.Fault?.Detail);
        done.Counts.Emitted.ShouldBe(Orders);
        run.Platform.Quota.Refused.ShouldBe(0, "it never called faster than it may");
        share.ShouldBeGreaterThanOrEqualTo(Least);
        output.WriteLine($"managed memory: {early >> 10} KiB after a tenth, {late >> 10} KiB near the end");
        early.ShouldBePositive();
        (late - early).ShouldBeLessThan(allowed, "what is fetched is not kept in memory");
    }
}
