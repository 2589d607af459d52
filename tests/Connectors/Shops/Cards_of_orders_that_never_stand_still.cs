using System.Globalization;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Wire;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>From the platform to the card: every order is one card, every version of it one event, whatever dies in between.</summary>
public sealed class Cards_of_orders_that_never_stand_still(ITestOutputHelper output)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    [Theory]
    [Trait("speed", "slow")]
    [InlineData("taobao")]
    [InlineData("jd")]
    public async Task Hold_every_version_exactly_once_and_end_with_the_final_one(string platform)
    {
        var seed = Environment.GetEnvironmentVariable("HUB_SEED") is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture) : Random.Shared.Next(1, 1_000_000);
        output.WriteLine($"{platform}: HUB_SEED={seed}");
        var habits = platform == "jd" ? ShopHabits.Jd : ShopHabits.Taobao;
        var plan = new ShopPlan((ulong)seed, 60, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(6), habits) { Haste = 40 };
        await using var run = habits == ShopHabits.Taobao ? ShopRun.Taobao(plan) : ShopRun.Jd(plan);
        run.Platform.Faults.ByChance((ulong)seed, habits == ShopHabits.Jd ? 2 : 12, FaultScript.Everything);
        var random = new Random(seed);
        await run.SyncUntilAsync(run.Platform.Shop.Last, Every, () => run.ImportAsync(random, random.Next(1, 40)));
        run.Platform.Faults.ByChance((ulong)seed, 0, []);
        run.Clock.AdvanceTo(run.Clock.GetUtcNow() + Every);
        (await run.SyncAsync()).Fault.ShouldBeNull();
        await run.ImportAsync(random, int.MaxValue);
        Verify(run);
    }

    private void Verify(ShopRun run)
    {
        var queries = run.Hub.Queries;
        var documents = queries.ListDocuments(int.MaxValue);
        documents.ShouldAllBe(document => document.State == DocumentState.Finished);
        var cards = queries.ListOrderViews(new OrderQuery { Limit = 10_000 });
        var versions = cards.SelectMany(card => run.Hub.Read(unit => unit.Events(card.Card.Id))
            .Where(entry => entry.Type is OrderEventTypes.Received or OrderEventTypes.Revised or OrderEventTypes.Outdated)
            .Select(entry => (Order: card.Order.SourceId!, Document: EventBody.Read(entry.Data).Document ?? card.Card.Document))).ToList();
        output.WriteLine($"{cards.Count} cards, {versions.Count} versions, {cards.Count(card => card.Card.Outcome == Outcome.Held)} held");

        cards.GroupBy(card => card.Order.SourceId).Where(same => same.Count() > 1).ShouldBeEmpty("an order is one card");
        versions.OrderBy(v => v.Document, StringComparer.Ordinal).ShouldBe(
            documents.Select(document => (document.NaturalKey!["orders/".Length..], document.Key.ToString())).OrderBy(v => v.Item2, StringComparer.Ordinal), "a version is one event");
        foreach (var card in cards)
        {
            var final = run.Platform.Shop.Find(run.Platform.Key(card.Order.SourceId!), run.Clock.GetUtcNow())!;
            card.Order.SourceVersion.ShouldBe(final.Modified.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            card.Card.Outcome.ShouldBeOneOf(Outcome.Accepted, Outcome.Held);
            card.Findings.ShouldNotContain(finding => finding.Code == "order-changed" || finding.Code == "order-parked");
        }

        run.Hub.Maintenance.Verify().Problems.ShouldBeEmpty();
    }
}
