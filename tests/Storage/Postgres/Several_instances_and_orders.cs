using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Tests.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage.Postgres;

/// <summary>On one database, at work at the same time: an order is one, whoever of them received it.</summary>
public sealed class Several_instances_and_orders : SeveralInstances
{
    [Fact]
    public async Task Accept_an_order_once_that_reaches_all_of_them_together()
    {
        const int Orders = 40;
        Open(new FakeChecks());
        foreach (var hub in Hubs)
        {
            hub.Reader.Script = _ => FakeReader.Orders(Orders);
        }

        var answers = await Task.WhenAll(Hubs.Select((hub, at) => Task.Run(() => hub.Importer.ImportAsync(TestHub.File($"file-{at}.xlsx", $"bytes {at}")))));

        var results = answers.SelectMany(answer => answer.Results).ToList();
        results.Count.ShouldBe(Orders * Instances);
        foreach (var same in results.GroupBy(result => result.OrderNumber))
        {
            var accepted = same.Where(result => result.Outcome == Outcome.Accepted).ShouldHaveSingleItem();
            same.Where(result => result.Outcome == Outcome.Duplicate).Select(result => result.DuplicateOf).ShouldBe(Enumerable.Repeat<Guid?>(accepted.Id, Instances - 1));
        }

        Sound();
    }

    [Fact]
    public async Task Never_grant_more_credit_than_there_is()
    {
        Open(new FakeChecks { Reserves = 10 });
        await Hubs[0].Store.Reference.LoadAsync([new CreditPosition("C1", "CNY", 205, 0, 0, 0)], ReferenceMode.Replace);
        for (var at = 0; at < Instances; at++)
        {
            var own = at;
            Hubs[at].Reader.Script = _ => Enumerable.Range(1, 30).Select(i => FakeReader.Order($"PO-{own}-{i}", i + 1, quantity: (own * 100) + i));
        }

        var answers = await Task.WhenAll(Hubs.Select((hub, at) => Task.Run(() => hub.Importer.ImportAsync(TestHub.File($"file-{at}.xlsx", $"bytes {at}")))));

        answers.SelectMany(answer => answer.Results).Count(result => result.Outcome == Outcome.Accepted).ShouldBe(20);
        Hubs.ShouldAllBe(hub => hub.Store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("C1")!.Reserved) == 200m);
        Sound();
    }

    [Fact]
    public async Task Make_one_card_of_the_versions_of_an_order_whose_first_two_reach_them_together()
    {
        const int Orders = 25;
        Open(new FakeChecks());
        var checks = new OrderChecks(RuleFiles.Load(Path.Combine(Path.GetTempPath(), "no-rules-here")).Book);

        await Task.WhenAll(Hubs.Take(2).Select((hub, at) => Task.Run(async () =>
        {
            for (var i = 0; i < Orders; i++)
            {
                await ReceiveVersionAsync(hub, checks, i, version: at + 1);
            }
        })));

        var cards = Hubs[2].Store.Queries.ListOrderViews(new OrderQuery { Limit = 1000 });
        cards.Select(card => card.Order.SourceId).ShouldBe(Enumerable.Range(0, Orders).Select(i => $"T{i}"), ignoreOrder: true);
        cards.ShouldAllBe(card => card.Order.SourceVersion == "2026-03-02 10:02:00" && card.Order.Lines[0].Quantity == 2m);
        foreach (var card in cards)
        {
            var types = Hubs[2].Store.Queries.Events(card.Card.Id).Select(entry => entry.Type).ToList();
            types.Count.ShouldBe(2);
            types[0].ShouldBe(OrderEventTypes.Received);
            types[1].ShouldBeOneOf(OrderEventTypes.Revised, OrderEventTypes.Outdated);
        }

        Sound();
    }

    [Fact]
    public async Task Bring_a_document_to_its_end_that_two_of_them_took_up()
    {
        const int Orders = 60;
        Open(new FakeChecks());
        foreach (var hub in Hubs)
        {
            hub.Reader.Script = _ => FakeReader.Orders(Orders);
        }

        var archived = await Hubs[0].Importer.ReceiveAsync(TestHub.File());
        DocumentKey.TryParse(archived.DocumentId, out var key).ShouldBeTrue();
        await Task.WhenAll(
            Task.Run(() => Hubs[0].Importer.ImportAsync(TestHub.File())),
            Task.Run(() => Hubs[1].Importer.ProcessAsync(key, default)),
            Task.Run(() => new MessagePump(Hubs[2].Store.Bus, new DocumentMessages(Hubs[2].Importer), 1, Hubs[2].Clock).DrainAsync(default)));

        var answer = Hubs[1].Store.Queries.Answer(archived.DocumentId)!;
        answer.Outcome.ShouldBe(Outcome.Accepted);
        answer.Results.Count.ShouldBe(Orders);
        Hubs[1].Store.Queries.CountOrders(new OrderQuery()).ShouldBe(Orders);
        Hubs[1].Store.DeadLetters.List(new DeadLetterQuery { State = null }).ShouldBeEmpty();
        Sound();
    }

    [Fact]
    public async Task Do_a_document_once_though_their_clocks_are_apart()
    {
        const int Documents = 12;
        Open(new FakeChecks());
        foreach (var (hub, at) in Hubs.Select((hub, at) => (hub, at)))
        {
            // Every lock of the one has run out in the eyes of the next.
            hub.Clock.Advance(TimeSpan.FromMinutes(10 * at));
            hub.Reader.Script = _ => FakeReader.Orders(15);
        }

        for (var i = 0; i < Documents; i++)
        {
            await Hubs[i % Instances].Importer.ReceiveAsync(TestHub.File($"{i}.xlsx", $"{i}"));
        }

        await Task.WhenAll(Hubs.Select(hub => Task.Run(() => new MessagePump(hub.Store.Bus, new DocumentMessages(hub.Importer), 4, hub.Clock).DrainAsync(default))));

        Database.Ask<long>("select count(*) from documents where state < 2").ShouldBe(0);
        Hubs[0].Store.Queries.CountOrders(new OrderQuery()).ShouldBe(Documents * 15);
        Hubs[0].Store.Queries.CountOrders(new OrderQuery { Outcome = Outcome.Accepted }).ShouldBe(15, "they all bring the same orders");
        Sound();
    }

    private static Task ReceiveVersionAsync(TestHub hub, OrderChecks checks, int number, int version)
    {
        var order = new CanonicalOrder
        {
            Channel = "taobao", Account = "shop", SourceId = $"T{number}", SourceVersion = $"2026-03-02 10:0{version}:00", OrderNumber = $"T{number}",
            Customer = new Party { Code = $"buyer-{number}" },
            Lines = [new OrderLine { LineNumber = 1, ItemCode = $"A-{number}", Quantity = version, Unit = "C62", UnitPrice = 2m }],
        };
        var key = DocumentKey.Create(hub.Clock.GetUtcNow(), [1, 2, 3, 4, (byte)version, (byte)number]);
        using var preparation = new OrderPreparation();
        var placed = order with { Provenance = new Provenance { Document = key.ToString() } };
        var prepared = preparation.Prepare(new UnderstoodOrder(placed, 1m, []), key.Order(0), null);
        return hub.Store.WriteAsync(unit =>
        {
            using var log = new OrderLog();
            log.ReceiveVersion(unit, prepared, checks, null, "shop");
            return true;
        });
    }
}
