using System.Globalization;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Wire;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>Orders that change all the time on a platform on which everything goes wrong. HUB_FULL=1 makes it 10,000 orders over a month and 20 seeds.</summary>
public sealed class Orders_that_never_stand_still(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("HUB_FULL") == "1";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    [Theory]
    [Trait("speed", "slow")]
    [InlineData("taobao")]
    [InlineData("jd")]
    public async Task Are_in_the_hub_in_every_final_version_exactly_once(string platform)
    {
        var habits = platform == "jd" ? ShopHabits.Jd : ShopHabits.Taobao;
        var first = Environment.GetEnvironmentVariable("HUB_SEED") is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture) : Random.Shared.Next(1, 1_000_000);
        for (var seed = first; seed < first + (IsFull ? 20 : 2); seed++)
        {
            output.WriteLine($"{habits}: HUB_SEED={seed}");
            await OneSeedAsync(habits, (ulong)seed, IsFull ? 10_000 : 300);
        }
    }

    private async Task OneSeedAsync(ShopHabits habits, ulong seed, int orders)
    {
        // The short run presses a month's changes into half a day.
        var (span, haste) = IsFull ? (TimeSpan.FromDays(30), 1) : (TimeSpan.FromHours(12), 40);

        // In every other run an edit is seen at once, so that rows leave a page while it is read.
        var plan = new ShopPlan(seed, orders, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), span, habits) { Haste = haste, ReplicationLag = seed % 2 == 0 ? 45 : 0 };
        await using var run = habits == ShopHabits.Taobao ? ShopRun.Taobao(plan) : ShopRun.Jd(plan);

        // JD tells in one call what takes Taobao fifty.
        run.Platform.Faults.ByChance(seed, habits == ShopHabits.Jd ? 2 : 12, FaultScript.Everything);

        // One run in three or so ends with the death of its process, wherever it is.
        var random = new Random((int)seed);
        var runs = await run.SyncUntilAsync(run.Platform.Shop.Last, Every, dieAfter: () => random.Next(3) == 0 ? random.Next(1, 10) : null);
        output.WriteLine($"{run.Deaths} processes died");
        run.Deaths.ShouldBePositive();

        // Whatever still hung at the end is caught up without faults, and nothing moves any more.
        run.Platform.Faults.ByChance(seed, 0, []);
        run.Clock.AdvanceTo(run.Clock.GetUtcNow() + Every);
        (await run.SyncAsync()).Fault.ShouldBeNull();
        Verify(run, runs);
    }

    private void Verify(ShopRun run, List<SyncRun> runs)
    {
        var archived = run.Archived();
        var now = run.Clock.GetUtcNow();
        var final = run.Platform.Shop.All(now).Select(s => (Order: run.Platform.Number(s.Order.Key), Version: Text(s.Modified), State: s)).Where(s => IsListed(run, s.State)).ToList();
        output.WriteLine($"{final.Count} orders, {archived.Count} versions archived, {runs.Count} runs, {runs.Count(r => r.State != SyncRunState.Done)} of them failed, " +
            $"{runs.Sum(r => r.Calls)} calls, faults: {string.Join(", ", run.Platform.Faults.Happened.Where(f => f.Key != WireFault.None).Select(f => $"{f.Key} {f.Value}"))}");

        runs.ShouldAllBe(r => r.Counts.Balanced);
        archived.GroupBy(a => a).Where(g => g.Count() > 1).ShouldBeEmpty("a version is archived once");
        archived.Select(a => (a.Order, Version: a.Version.Split('#')[0])).Where(a => !run.Platform.Shown.Contains(a.Order, a.Version)).ShouldBeEmpty("nothing is archived that the platform did not show");
        var known = archived.Select(a => (a.Order, a.Version)).ToHashSet();
        final.Where(f => !known.Contains((f.Order, f.Version))).Select(f => $"{f.Order} {f.Version}").ShouldBeEmpty("the last version of every order is there");
        Survivors(run, runs, now).Where(s => !known.Contains(s)).ShouldBeEmpty("so is every version that a whole window was read over");
    }

    /// <summary>Versions that stood from before the end of a finished run's last window until that run ended: no reader may miss them.</summary>
    private static IEnumerable<(string Order, string Version)> Survivors(ShopRun run, List<SyncRun> runs, DateTimeOffset now)
    {
        var done = runs.Where(r => r.State == SyncRunState.Done).ToList();
        var shop = run.Platform.Shop;
        foreach (var state in shop.All(now).Where(s => IsListed(run, s)))
        {
            var lag = shop.Lag(state.Order.Key);
            var changes = shop.Changes(state.Order).ToList();
            for (var i = 0; i < changes.Count - 1; i++)
            {
                var (from, to) = (changes[i].At, changes[i + 1].At + lag);
                var isListed = OrderState.At(state.Order, changes, from) is { } then && IsListed(run, then);
                if (isListed && to > from && done.Exists(r => from <= r.StartedAt.AddMinutes(-3) && r.EndedAt < to))
                {
                    yield return (run.Platform.Number(state.Order.Key), Text(from));
                }
            }
        }
    }

    /// <summary>JD shows unpaid orders elsewhere.</summary>
    private static bool IsListed(ShopRun run, OrderState state) =>
        run.Platform.Shop.Plan.Habits == ShopHabits.Taobao || state.Paid is not null || state.Order.Kind == ShopOrderKind.CashOnDelivery;

    private static string Text(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
