using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public abstract class Importing_a_table(Engine engine) : IDisposable
{
    private readonly TempFolder _folder = TempFolder.On(engine);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Gives_the_orders_in_order_of_appearance_with_their_provenance()
    {
        await using var hub = new TestHub(_folder);
        hub.Reader.Script = _ => FakeReader.Orders(25);

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Accepted);
        answer.Orders.Select(order => order.OrderNumber).ShouldBe(Enumerable.Range(1, 25).Select(i => $"PO-{i}"));
        answer.Orders[4].Provenance!.Fields["lines[].quantity"].Source.ShouldBe("Sheet1!D{row}");
        answer.Orders[4].Provenance!.Rows.ShouldBe([6]);
        answer.Orders[4].Lines[0].UnitPrice.ShouldBe(2.50m);
        answer.Findings.ShouldBe([FakeChecks.NotLoaded], "what holds of all orders is said once");
        answer.Results.ShouldAllBe(result => result.Findings.Count == 0);
        answer.Results.Select(result => result.Index).ShouldBe(Enumerable.Range(0, 25));
        hub.Store.Queries.CountOrders(new OrderQuery { Document = answer.DocumentId }).ShouldBe(25);
        (await hub.Store.Bus.CountsAsync(BusTopology.Documents)).Active.ShouldBe(0);
        hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Joins_lines_of_one_order_that_do_not_stand_together()
    {
        await using var hub = new TestHub(_folder);

        // The second half of PO-1 comes in a later piece of work, that of PO-25 in the same one.
        hub.Reader.Script = _ => [.. FakeReader.Orders(25), FakeReader.Order("PO-1", 40, quantity: 7), FakeReader.Order("PO-25", 41, quantity: 8)];

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Orders.Count.ShouldBe(25);
        answer.Orders[0].Lines.Select(line => line.Quantity).ShouldBe([1m, 7m]);
        answer.Orders[0].Provenance!.Rows.ShouldBe([2, 40]);
        answer.Orders[24].Lines.Select(line => line.Quantity).ShouldBe([25m, 8m]);
        hub.Store.Queries.Events(answer.Results[0].Id).Select(entry => entry.Type)
            .ShouldBe([OrderEventTypes.Received, OrderEventTypes.LinesAdded, OrderEventTypes.Checked]);
        hub.Store.Queries.Events(answer.Results[24].Id).Count.ShouldBe(1);
        hub.Store.Queries.FindOrder(answer.Results[0].Id)!.Card.Lines.ShouldBe(2);
        hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Corrects_the_reservation_of_an_order_that_grew()
    {
        await using var hub = new TestHub(_folder, checks: new FakeChecks { Reserves = 10 });
        await hub.Store.Reference.LoadAsync([new CreditPosition("C1", "CNY", 1000, 0, 0, 0)], ReferenceMode.Replace);
        hub.Reader.Script = _ => [.. FakeReader.Orders(12), FakeReader.Order("PO-1", 40, quantity: 7)];

        await hub.Importer.ImportAsync(TestHub.File());

        hub.Store.Read(unit => unit.ChecksFor(Guid.Empty).FindCredit("c-1")!.Reserved).ShouldBe(120m);
    }

    [Fact]
    public async Task Applies_a_refusal_that_is_found_at_the_end_to_every_order()
    {
        await using var hub = new TestHub(_folder);
        hub.Reader.Script = _ => FakeReader.Orders(25);
        hub.Reader.Refusal = new Finding("price-list", Severity.Reject, "This is a price list.", "这是价目表。");

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Rejected);
        answer.Results.ShouldAllBe(result => result.Outcome == Outcome.Rejected);
        answer.Findings.ShouldContain(hub.Reader.Refusal);
        hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Withdraws_the_orders_of_a_file_that_falls_apart_in_the_middle()
    {
        await using var hub = new TestHub(_folder);
        var broken = new Finding("file-damaged", Severity.Error, "Damaged.", "已损坏。");
        hub.Reader.Script = _ => FakeReader.Orders(25).Select((order, at) => at < 20 ? order : throw new UnreadableWorkbookException(broken));

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Failed);
        answer.Orders.ShouldBeEmpty();
        answer.Findings.ShouldContain(broken);
        hub.Store.Queries.CountOrders(new OrderQuery { Outcome = Outcome.Rejected }).ShouldBe(20);
        hub.Store.Queries.CountOrders(new OrderQuery { Outcome = Outcome.Accepted }).ShouldBe(0);
    }

    [Fact]
    public async Task Links_the_same_orders_when_they_come_again()
    {
        await using var hub = new TestHub(_folder);
        hub.Reader.Script = _ => FakeReader.Orders(3);
        var first = await hub.Importer.ImportAsync(TestHub.File());

        var second = await hub.Importer.ImportAsync(TestHub.File());

        second.Outcome.ShouldBe(Outcome.Duplicate);
        second.Results.Select(result => result.DuplicateOf).ShouldBe(first.Results.Select(result => (Guid?)result.Id));
    }

    [Fact]
    public async Task Leaves_the_orders_out_of_the_answer_above_ten_thousand_lines()
    {
        await using var hub = new TestHub(_folder);
        var lines = Enumerable.Range(1, 2500).Select(i => new OrderLine { LineNumber = i, ItemCode = "A", Quantity = i }).ToList();
        hub.Reader.Script = _ => Enumerable.Range(1, 5).Select(i =>
        {
            var order = FakeReader.Order($"PO-{i}");
            return order with { Order = order.Order with { Lines = i == 5 ? [.. lines, lines[0]] : lines } };
        });

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Orders.ShouldBeEmpty();
        answer.OrdersOmitted.ShouldBe(5);
        answer.Results.Count.ShouldBe(5);
        answer.Results.Select(result => result.OrderNumber).ShouldBe(["PO-1", "PO-2", "PO-3", "PO-4", "PO-5"]);
    }

    [Fact]
    public async Task Reads_of_a_large_answer_only_the_orders_that_say_something()
    {
        await using var hub = new TestHub(_folder, checks: new FakeChecks { BreaksOn = "PO-3" });
        var lines = Enumerable.Range(1, 2500).Select(i => new OrderLine { LineNumber = i, ItemCode = "A", Quantity = i }).ToList();
        hub.Reader.Script = _ => Enumerable.Range(1, 6).Select(i =>
        {
            var order = FakeReader.Order($"PO-{i}");
            return order with { Order = order.Order with { Lines = lines }, Findings = i == 5 ? [PipelineFindings.NoOrders.As(Severity.Info, "Sheet1!A1", null)] : [] };
        });

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.RemarkableResults().Select(result => (result.Index, result.Outcome)).ShouldBe([(2, Outcome.Held), (4, Outcome.Accepted)]);
        answer.RemarkableResults().SelectMany(result => result.Findings).ShouldBe(answer.Results.SelectMany(result => result.Findings));
        answer.Outcomes().OrderBy(count => count.Key).ShouldBe([new(Outcome.Accepted, 5), new(Outcome.Held, 1)]);
    }

    [Fact]
    public async Task One_order_that_breaks_the_checks_is_held_and_the_others_pass()
    {
        await using var hub = new TestHub(_folder, checks: new FakeChecks { BreaksOn = "PO-7" });
        hub.Reader.Script = _ => FakeReader.Orders(25);

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Held);
        answer.Results.Where(result => result.Outcome == Outcome.Held).Select(result => result.OrderNumber).ShouldBe(["PO-7"]);
        answer.Results[6].Findings.ShouldContain(finding => finding.Code == "order-parked");
        var letter = hub.Store.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem();
        letter.Order.ShouldBe(answer.Results[6].Id);

        // The fault is mended; the replay checks the order again.
        hub.Checks.BreaksOn = null;
        (await hub.Store.DeadLetters.ReplayAsync(new DeadLetterQuery(), "ops")).ShouldBe(1);
        await new MessagePump(hub.Store.Bus, new DocumentMessages(hub.Importer), 1, hub.Clock).DrainAsync(default);
        hub.Store.Queries.FindOrder(answer.Results[6].Id)!.Card.Outcome.ShouldBe(Outcome.Accepted);
        hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_that_breaks_parks_the_document_and_a_replay_continues_it()
    {
        await using var hub = new TestHub(_folder);
        hub.Reader.Script = _ => FakeReader.Orders(25).Select((order, at) => at < 20 ? order : throw new InvalidOperationException("bug"));

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Failed);
        answer.Findings.ShouldContain(finding => finding.Code == "document-parked");
        hub.Reader.Script = _ => FakeReader.Orders(25);
        (await hub.Store.DeadLetters.ReplayAsync(new DeadLetterQuery { Document = answer.DocumentId }, "ops")).ShouldBe(1);
        await new MessagePump(hub.Store.Bus, new DocumentMessages(hub.Importer), 1, hub.Clock).DrainAsync(default);
        var replayed = hub.Store.Queries.Answer(answer.DocumentId!)!;
        replayed.Outcome.ShouldBe(Outcome.Accepted);
        replayed.Orders.Count.ShouldBe(25);
    }

    [Fact]
    public async Task A_table_without_orders_is_rejected_with_a_reason()
    {
        await using var hub = new TestHub(_folder);

        var answer = await hub.Importer.ImportAsync(TestHub.File());

        answer.Outcome.ShouldBe(Outcome.Rejected);
        answer.Orders.ShouldBeEmpty();
        answer.Findings.ShouldContain(finding => finding.Code == "no-orders");
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Importing_a_table_in_a_file() : Importing_a_table(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Importing_a_table_on_a_server() : Importing_a_table(Engine.Postgres);
