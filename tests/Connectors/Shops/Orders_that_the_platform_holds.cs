using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.Shops;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>JD locks orders while it looks at a request to cancel; they must not be shipped meanwhile.</summary>
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
}
