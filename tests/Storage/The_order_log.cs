using System.Data.Common;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public abstract class The_order_log(Engine engine) : IAsyncLifetime
{
    private readonly TempFolder _folder = TempFolder.On(engine);
    private TestHub _hub = null!;
    private ImportDocument _answer = null!;

    public async Task InitializeAsync()
    {
        _hub = new TestHub(_folder, checks: new FakeChecks { Reserves = 10 });
        await _hub.Store.Reference.LoadAsync([new CreditPosition("C1", "CNY", 25, 0, 0, 0)], ReferenceMode.Replace);
        _hub.Reader.Script = _ => FakeReader.Orders(4);
        _answer = await _hub.Importer.ImportAsync(TestHub.File());
        await _hub.Store.Maintenance.CheckpointAsync();
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Verbs_are_events_with_actor_and_reason_and_change_the_card()
    {
        _answer.Results.Select(result => result.Outcome).ShouldBe([Outcome.Accepted, Outcome.Accepted, Outcome.Held, Outcome.Held]);
        var (first, held) = (_answer.Results[0].Id, _answer.Results[2].Id);

        (await _hub.Desk.ReleaseAsync(held, "wang", "limit raised by phone", force: true)).Result.ShouldBe(VerbResult.Done);
        (await _hub.Desk.ReleaseAsync(held, "li", "again")).Result.ShouldBe(VerbResult.NotAllowed);
        (await _hub.Desk.RejectAsync(first, "wang", "customer called it off")).ShouldBe(VerbResult.Done);
        (await _hub.Desk.ReleaseAsync(Guid.Empty, "wang", "?")).Result.ShouldBe(VerbResult.Unknown);

        var entry = _hub.Store.Queries.Events(held)[1];
        (entry.Type, entry.Actor, EventBody.Read(entry.Data).Reason).ShouldBe((OrderEventTypes.Released, "wang", "limit raised by phone"));
        _hub.Store.Queries.FindOrder(held)!.Card.Outcome.ShouldBe(Outcome.Accepted);
        _hub.Store.Queries.FindOrder(held)!.Order.OnHold.ShouldBeFalse();
        Reserved().ShouldBe(20m, "a refused order gives back what it took, a released one takes its own");
        _hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_can_be_taken_back()
    {
        var (first, second) = (_answer.Results[0].Id, _answer.Results[1].Id);

        (await _hub.Desk.LinkAsync(second, first, "wang", "keyed twice")).Result.ShouldBe(VerbResult.Done);
        _hub.Store.Queries.FindOrder(second)!.Card.DuplicateOf.ShouldBe(first);
        (await _hub.Desk.UnlinkAsync(second, "wang", "they are two")).ShouldBe(VerbResult.Done);

        var card = _hub.Store.Queries.FindOrder(second)!.Card;
        (card.Outcome, card.DuplicateOf).ShouldBe((Outcome.Accepted, null), "it stands as before the link");
        _hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_leads_to_an_order_that_stands_for_itself()
    {
        var (first, second, third) = (_answer.Results[0].Id, _answer.Results[1].Id, _answer.Results[2].Id);
        (await _hub.Desk.LinkAsync(second, first, "wang", "keyed twice")).Result.ShouldBe(VerbResult.Done);

        var circle = await _hub.Desk.LinkAsync(first, second, "wang", "the other way round");
        var repeated = await _hub.Desk.LinkAsync(third, second, "wang", "keyed thrice");

        (circle.Result, repeated.Result).ShouldBe((VerbResult.NotAllowed, VerbResult.NotAllowed));
        circle.Against.ShouldHaveSingleItem().Message.ShouldContain("unlink it first");
        repeated.Against.ShouldHaveSingleItem().Message.ShouldContain($"link to its original {first}");
        _hub.Store.Queries.FindOrder(first)!.Card.Outcome.ShouldBe(Outcome.Accepted);

        (await _hub.Desk.RejectAsync(first, "wang", "called off")).ShouldBe(VerbResult.Done);
        (await _hub.Desk.LinkAsync(third, first, "wang", "the same")).Against.ShouldHaveSingleItem().Message.ShouldContain("is rejected");
        (await _hub.Desk.ReleaseAsync(first, "wang", "after all")).Against.ShouldHaveSingleItem().Message.ShouldContain("is rejected; only a held order");
        (await _hub.Desk.LinkAsync(third, Guid.Empty, "wang", "?")).Result.ShouldBe(VerbResult.Unknown);
    }

    [Fact]
    public async Task A_release_outlives_a_link_that_is_taken_back()
    {
        var (first, held) = (_answer.Results[0].Id, _answer.Results[2].Id);
        (await _hub.Desk.RejectAsync(_answer.Results[1].Id, "wang", "makes room for its credit")).ShouldBe(VerbResult.Done);
        (await _hub.Desk.LinkAsync(held, first, "wang", "keyed twice")).Result.ShouldBe(VerbResult.Done);
        (await _hub.Desk.UnlinkAsync(held, "wang", "they are two")).ShouldBe(VerbResult.Done);
        _hub.Store.Queries.FindOrder(held)!.Card.Outcome.ShouldBe(Outcome.Held, "nobody had released it");

        (await _hub.Desk.ReleaseAsync(held, "wang", "seen")).Result.ShouldBe(VerbResult.Done);
        (await _hub.Desk.LinkAsync(held, first, "wang", "keyed twice")).Result.ShouldBe(VerbResult.Done);
        (await _hub.Desk.UnlinkAsync(held, "wang", "they are two")).ShouldBe(VerbResult.Done);

        _hub.Store.Queries.FindOrder(held)!.Card.Outcome.ShouldBe(Outcome.Accepted);
        await _hub.Store.Maintenance.RebuildAsync();
        _hub.Store.Queries.FindOrder(held)!.Card.Outcome.ShouldBe(Outcome.Accepted);
        _hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_cannot_be_changed_or_deleted()
    {
        await _hub.DisposeAsync();

        Should.Throw<DbException>(() => _folder.Sql("update journal set bytes = x'00'")).Message.ShouldContain("append-only");
        Should.Throw<DbException>(() => _folder.Sql("delete from journal")).Message.ShouldContain("append-only");
    }

    [Theory]
    [InlineData("update journal set bytes = {PO-2→PO-9}", "chain-broken")]
    [InlineData("update journal set bytes = {OrderReceivedhub→OrderReceivedbob}", "chain-broken")]
    [InlineData("update journal set bytes = {OrderReceivedhub→OrderReceivedhubb}", "chain-broken")]
    [InlineData("delete from journal where id = (select max(id) from journal)", "chain-broken")]
    [InlineData("delete from journal where id = (select max(id) from journal); delete from orders", "checkpoint-differs")]
    [InlineData("update journal set bytes = {bytes→other}", "content-differs")]
    [InlineData("update orders set outcome = 0 where outcome = 1", "card-differs")]
    [InlineData("delete from orders where outcome = 1", "card-missing")]
    [InlineData("update checkpoints set events = 3, last = 3, digest = x'00'", "checkpoint-differs")]
    [InlineData("update contents set bytes = x'00'", "content-differs")]
    [InlineData("delete from reservations", "card-differs")]
    public async Task Verify_notices_what_was_done_behind_its_back(string tampering, string problem)
    {
        await _hub.DisposeAsync();
        _folder.LiftGuards();
        _folder.Sql(tampering);

        await using var store = _folder.Open();
        store.Maintenance.Verify().Problems.Select(found => found.Code).ShouldContain(problem);
    }

    [Fact]
    public async Task The_cards_can_be_made_again_from_the_events()
    {
        await _hub.Desk.ReleaseAsync(_answer.Results[2].Id, "wang", "ok", force: true);
        await _hub.Desk.LinkAsync(_answer.Results[1].Id, _answer.Results[0].Id, "wang", "same");
        var before = Cards();
        await _hub.DisposeAsync();
        _folder.Sql("delete from orders; delete from {keys}; delete from reservations; delete from credit_used");

        await using var store = _folder.Open();
        (await store.Maintenance.RebuildAsync()).ShouldBe(4);

        store.Maintenance.Verify().Problems.ShouldBeEmpty();
        store.Queries.ListOrders(new OrderQuery()).Select(Plain).ShouldBe(before);
        store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved).ShouldBe(20m);
    }

    [Fact]
    public void Orders_are_found_by_what_is_known_of_them()
    {
        var queries = _hub.Store.Queries;

        queries.ListOrders(new OrderQuery { OrderNumber = "PO-2" }).ShouldHaveSingleItem().Id.ShouldBe(_answer.Results[1].Id);
        queries.CountOrders(new OrderQuery { Outcome = Outcome.Held }).ShouldBe(2);
        queries.CountOrders(new OrderQuery { Customer = "C1" }).ShouldBe(4);
        queries.CountOrders(new OrderQuery { Customer = "华东" }).ShouldBe(4);
        queries.CountOrders(new OrderQuery { Customer = "C2" }).ShouldBe(0);
        queries.CountOrders(new OrderQuery { Stage = OrderStage.PendingReview }).ShouldBe(4);
        queries.CountOrders(new OrderQuery { From = _hub.Clock.GetUtcNow().AddMinutes(1) }).ShouldBe(0);
        queries.CountOrders(new OrderQuery { To = _hub.Clock.GetUtcNow().AddMinutes(1) }).ShouldBe(4);
        queries.CountOrders(new OrderQuery { Document = "nonsense" }).ShouldBe(0);
        var first = queries.ListOrders(new OrderQuery { Limit = 3 });
        var rest = queries.ListOrders(new OrderQuery { Limit = 3, After = first[^1].Id });
        first.Concat(rest).Select(card => card.OrderNumber).ShouldBe(["PO-1", "PO-2", "PO-3", "PO-4"]);
        queries.ListOrders(new OrderQuery { NewestFirst = true, Limit = 1 })[0].OrderNumber.ShouldBe("PO-4");
    }

    private decimal Reserved() => _hub.Store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved);

    private List<string> Cards() => [.. _hub.Store.Queries.ListOrders(new OrderQuery()).Select(Plain)];

    private static string Plain(OrderCard card) => $"{card with { Head = [] }} {Convert.ToHexString(card.Head)}";
}

/// <summary>On the file of a data folder.</summary>
public sealed class The_order_log_in_a_file() : The_order_log(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class The_order_log_on_a_server() : The_order_log(Engine.Postgres);
