using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public abstract class Receiving_json_orders(Engine engine) : IAsyncLifetime
{
    private const string One = """
        {"schema":"order/v1","orderNumber":"PO-1","orderDate":"2026-03-01","customer":{"code":"C1"},"sourceId":"S-1",
         "lines":[{"itemCode":"A","quantity":12.50,"unitPrice":1.10,"attributes":{"颜色":"红"}}]}
        """;

    private readonly TempFolder _folder = TempFolder.On(engine);
    private TestHub _hub = null!;

    public Task InitializeAsync()
    {
        _hub = new TestHub(_folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Gives_the_final_answer_with_the_receipt()
    {
        var receipt = await _hub.Importer.ReceiveAsync(TestHub.Json(One));

        receipt.Answer!.Outcome.ShouldBe(Outcome.Accepted);
        var line = receipt.Answer.Orders.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();
        (line.Quantity, line.UnitPrice, line.LineNumber, line.Attributes["颜色"]).ShouldBe((12.50m, 1.10m, 1, "红"));
        (await _hub.Store.Bus.CountsAsync(BusTopology.Documents)).Active.ShouldBe(0);
        var stored = _hub.Store.Queries.Answer(receipt.DocumentId)!;
        stored.Results.ShouldHaveSingleItem().Id.ShouldBe(receipt.Answer.Results[0].Id);
        stored.Orders[0].Channel.ShouldBe("api");
        stored.Orders[0].Provenance!.Document.ShouldBe(receipt.DocumentId);
        using var content = new StreamReader(_hub.Store.Queries.OpenDocument(receipt.DocumentId)!);
        (await content.ReadToEndAsync()).ShouldBe(One, "the archive keeps the bytes as received");
        _hub.Store.Maintenance.Verify().Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Says_everything_that_is_wrong_at_its_json_pointer()
    {
        var receipt = await _hub.Importer.ReceiveAsync(TestHub.Json("""
            [{"schema":"order/v1","orderNumber":"PO-1","lines":[{"quantity":1}]},
             {"schema":"order/v1","orderNumber":true,"orderDate":"1.3.2026","colour/x":"red","lines":[{"quantity":"twelve"},{"quantity":1,"deliveryDate":"soon"}]}]
            """));

        receipt.Answer!.Results.Select(result => result.Outcome).ShouldBe([Outcome.Accepted, Outcome.Rejected]);
        var found = receipt.Answer.Results[1].Findings.Where(finding => finding.Severity >= Severity.Warning).ToList();
        found.Select(finding => finding.Where).ShouldBe(
            ["/1/orderNumber", "/1/orderDate", "/1/colour~1x", "/1/lines/0/quantity", "/1/lines/1/deliveryDate"]);
        found[3].Field.ShouldBe("lines[0].quantity");
        found.Select(finding => finding.Code).Distinct().ShouldBe(["order-member-type", "order-value-not-allowed", "order-member-unknown"]);
    }

    [Fact]
    public async Task Text_that_is_no_json_fails_with_line_and_column()
    {
        var answer = await _hub.Importer.ImportAsync(TestHub.Json("[{\"orderNumber\":\"PO-1\"},\n{\"orderNumber\":]"));

        answer.Outcome.ShouldBe(Outcome.Failed);
        var finding = answer.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("json-unreadable");
        finding.Where!.ShouldStartWith("2:");
        _hub.Store.Queries.CountOrders(new OrderQuery { Outcome = Outcome.Accepted }).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_key_with_the_same_bytes_is_the_same_document_and_with_others_is_refused()
    {
        var first = await _hub.Importer.ReceiveAsync(TestHub.Json(One, "key-1"));
        var again = await _hub.Importer.ReceiveAsync(TestHub.Json(One, "key-1"));
        var other = await _hub.Importer.ReceiveAsync(TestHub.Json(One.Replace("PO-1", "PO-2", StringComparison.Ordinal), "key-1"));

        again.ShouldSatisfyAllConditions(
            () => again.Status.ShouldBe(IntakeStatus.Known),
            () => again.DocumentId.ShouldBe(first.DocumentId),
            () => again.Answer!.Outcome.ShouldBe(Outcome.Accepted));
        other.Status.ShouldBe(IntakeStatus.KeyReused);
        _hub.Store.Queries.CountOrders(new OrderQuery()).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_key_a_second_copy_is_linked()
    {
        await _hub.Importer.ReceiveAsync(TestHub.Json(One));
        (await _hub.Importer.ReceiveAsync(TestHub.Json(One))).Answer!.Outcome.ShouldBe(Outcome.Duplicate);
    }

    [Fact]
    public async Task A_large_array_goes_over_the_bus_and_comes_out_whole()
    {
        var json = "[" + string.Join(',', Enumerable.Range(1, 450).Select(i => $"{{\"orderNumber\":\"PO-{i}\",\"lines\":[{{\"itemCode\":\"A{i}\",\"quantity\":{i}}}]}}")) + "]";

        var receipt = await _hub.Importer.ReceiveAsync(TestHub.Json(json));
        receipt.Answer.ShouldBeNull();
        var waiting = _hub.Importer.WaitAsync(receipt.DocumentId, TimeSpan.FromSeconds(30));
        await new MessagePump(_hub.Store.Bus, new DocumentMessages(_hub.Importer), 2, _hub.Clock).DrainAsync(default);

        (await waiting)!.Orders.Select(order => order.OrderNumber).ShouldBe(Enumerable.Range(1, 450).Select(i => $"PO-{i}"));
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Receiving_json_orders_in_a_file() : Receiving_json_orders(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Receiving_json_orders_on_a_server() : Receiving_json_orders(Engine.Postgres);
