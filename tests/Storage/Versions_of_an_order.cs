using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Versions_of_an_order : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TestClock _clock = new();
    private readonly OrderChecks _checks = new(RuleFiles.Load(Path.Combine(Path.GetTempPath(), "no-rules-here")).Book);
    private IHubStore _store = null!;

    public Task InitializeAsync()
    {
        _store = _folder.Open(_clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Are_one_card_that_ends_with_the_newest_in_whatever_order_they_come()
    {
        await ReceiveAsync(2, Order("2026-03-02 10:00:00", 5));
        await ReceiveAsync(1, Order("2026-03-02 09:00:00", 4));
        await ReceiveAsync(3, Order("2026-03-02 11:00:00", 6) with { Stage = OrderStage.Cancelled });

        var view = _store.Queries.ListOrderViews(new OrderQuery()).ShouldHaveSingleItem();
        (view.Order.SourceVersion, view.Order.Lines[0].Quantity, view.Card.Stage).ShouldBe(("2026-03-02 11:00:00", 6m, OrderStage.Cancelled));
        view.Order.Provenance!.Document.ShouldBe(Key(3).ToString());
        _store.Queries.Events(view.Card.Id).Select(entry => entry.Type)
            .ShouldBe([OrderEventTypes.Received, OrderEventTypes.Outdated, OrderEventTypes.Revised]);
        _store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leave_what_a_person_decided_until_there_is_something_new_to_decide()
    {
        // Without a number it is held; a person lets it go.
        var order = Order("2026-03-02 09:00:00", 4) with { OrderNumber = null };
        await ReceiveAsync(1, order);
        Outcome().ShouldBe(Core.Checks.Outcome.Held);
        await Desk.ReleaseAsync(Key(1).Order(0), "wang", "known by phone");

        await ReceiveAsync(2, order with { SourceVersion = "2026-03-02 10:00:00", Remarks = "paid" });
        Outcome().ShouldBe(Core.Checks.Outcome.Accepted);
        await ReceiveAsync(3, order with { SourceVersion = "2026-03-02 11:00:00", Lines = [] });
        Outcome().ShouldBe(Core.Checks.Outcome.Held, "an order without lines is another question");

        await Desk.RejectAsync(Key(1).Order(0), "wang", "called off");
        await ReceiveAsync(4, order with { SourceVersion = "2026-03-02 12:00:00", Lines = [] });
        Outcome().ShouldBe(Core.Checks.Outcome.Rejected);
        await ReceiveAsync(5, order with { SourceVersion = "2026-03-02 13:00:00", OrderNumber = "T1" });
        Outcome().ShouldBe(Core.Checks.Outcome.Accepted);
        _store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Belong_to_a_card_that_a_person_linked_to_another_order()
    {
        await ReceiveAsync(1, Order("2026-03-02 09:00:00", 4) with { SourceId = "mail", OrderNumber = "PO-1" });
        await ReceiveAsync(2, Order("2026-03-02 09:30:00", 9));
        await Desk.LinkAsync(Key(2).Order(0), Key(1).Order(0), "wang", "the same, said by phone");

        await ReceiveAsync(3, Order("2026-03-02 10:00:00", 9) with { Remarks = "paid" });
        await _store.Maintenance.RebuildAsync();
        await ReceiveAsync(4, Order("2026-03-02 11:00:00", 9) with { Remarks = "shipped" });

        var cards = _store.Queries.ListOrderViews(new OrderQuery());
        cards.Count.ShouldBe(2);
        (cards[1].Card.Outcome, cards[1].Card.DuplicateOf, cards[1].Order.Remarks).ShouldBe((Core.Checks.Outcome.Duplicate, Key(1).Order(0), "shipped"));
        await Desk.UnlinkAsync(Key(2).Order(0), "wang", "not the same after all");
        await ReceiveAsync(5, Order("2026-03-02 12:00:00", 9) with { Remarks = "signed" });
        _store.Queries.ListOrders(new OrderQuery()).Select(card => card.Outcome).ShouldBe([Core.Checks.Outcome.Accepted, Core.Checks.Outcome.Accepted]);
        _store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Belong_to_a_card_that_was_a_copy_from_the_beginning()
    {
        await ReceiveAsync(1, Order("2026-03-02 09:00:00", 4) with { Channel = "mail", SourceId = "m1" });
        await ReceiveAsync(2, Order("2026-03-02 09:30:00", 4));
        await ReceiveAsync(3, Order("2026-03-02 10:00:00", 4) with { Stage = OrderStage.Shipped });
        await _store.Maintenance.RebuildAsync();
        await ReceiveAsync(4, Order("2026-03-02 11:00:00", 4) with { Stage = OrderStage.Completed });

        var cards = _store.Queries.ListOrders(new OrderQuery());
        cards.Select(card => (card.Outcome, card.Stage)).ShouldBe([(Core.Checks.Outcome.Accepted, OrderStage.PendingReview), (Core.Checks.Outcome.Duplicate, OrderStage.Completed)]);
        _store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    private OrderDesk Desk => new(_store, () => _checks);

    private Outcome Outcome() => _store.Queries.ListOrders(new OrderQuery()).ShouldHaveSingleItem().Outcome;

    private DocumentKey Key(int version) => DocumentKey.Create(_clock.GetUtcNow().AddMinutes(version), [1, 2, 3, 4, 5, (byte)version]);

    private Task ReceiveAsync(int version, CanonicalOrder order)
    {
        using var preparation = new OrderPreparation();
        var placed = order with { Provenance = new Provenance { Document = Key(version).ToString() } };
        var prepared = preparation.Prepare(new UnderstoodOrder(placed, 1m, []), Key(version).Order(0), null);
        return _store.WriteAsync(unit =>
        {
            using var log = new OrderLog();
            log.ReceiveVersion(unit, prepared, _checks, null, "shop");
            return true;
        });
    }

    private static CanonicalOrder Order(string version, decimal quantity) => new()
    {
        Channel = "taobao",
        Account = "shop",
        SourceId = "T1",
        SourceVersion = version,
        OrderNumber = "T1",
        Customer = new Party { Code = "buyer-1" },
        Lines = [new OrderLine { LineNumber = 1, ItemCode = "A-1", Quantity = quantity, Unit = "C62", UnitPrice = 2m }],
    };
}
