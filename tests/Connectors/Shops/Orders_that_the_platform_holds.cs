using System.Globalization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.Shops;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>JD locks orders while it looks at a request to cancel, Taobao holds some by flags; they must not be shipped meanwhile.</summary>
public sealed class Orders_that_the_platform_holds
{
    [Fact]
    public async Task Wait_in_the_hub_too_and_go_on_when_it_lets_them()
    {
        var from = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var plan = new ShopPlan(20260302, 200, from, TimeSpan.FromHours(6), ShopHabits.Jd);
        await using var run = ShopRun.Jd(plan);
        var locked = 0;
        await run.SyncUntilAsync(run.Platform.Shop.Last, TimeSpan.FromMinutes(30), async () =>
        {
            await run.ImportAsync(new Random(7), int.MaxValue);
            var states = run.Hub.Queries.ListOrderViews(new OrderQuery { Limit = 10_000 })
                .ToLookup(view => view.Order.Attributes["status"], view => view.Card.Outcome);
            locked += states["LOCKED"].Count();
            states["LOCKED"].ShouldAllBe(outcome => outcome == Outcome.Held);
            states["WAIT_SELLER_STOCK_OUT"].ShouldAllBe(outcome => outcome == Outcome.Accepted);
        });

        locked.ShouldBePositive("else nothing was shown");
    }

    [Fact]
    public async Task Wait_where_a_flag_alone_forbids_shipping_what_its_status_calls_ready()
    {
        var from = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var plan = new ShopPlan(20260302, 600, from, TimeSpan.FromHours(6), ShopHabits.Taobao) { Haste = 4 };
        await using var run = ShopRun.Taobao(plan);
        var (flagged, free) = (0, 0);
        await run.SyncUntilAsync(from.AddHours(6), TimeSpan.FromMinutes(30), async () =>
        {
            await run.ImportAsync(new Random(7), int.MaxValue);
            foreach (var view in run.Hub.Queries.ListOrderViews(new OrderQuery { Limit = 10_000 }).Where(view => view.Order.Attributes["status"] == "WAIT_SELLER_SEND_GOODS"))
            {
                var key = run.Platform.Key(view.Order.SourceId!);
                var version = DateTimeOffset.ParseExact(view.Order.SourceVersion + " +08:00", "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
                var isHeld = run.Platform.Shop.Find(key, version + run.Platform.Shop.Lag(key))!.IsHeld;
                flagged += isHeld ? 1 : 0;
                free += isHeld ? 0 : 1;
                view.Card.Outcome.ShouldBe(isHeld ? Outcome.Held : Outcome.Accepted, view.Order.SourceId);
            }
        });

        flagged.ShouldBePositive("else nothing was shown");
        free.ShouldBePositive();
    }
}
