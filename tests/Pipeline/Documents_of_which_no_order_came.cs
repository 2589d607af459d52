using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public sealed class Documents_of_which_no_order_came : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Are_listed_and_counted_by_outcome_as_no_order_card_shows_them()
    {
        await using var hub = new TestHub(_folder);
        hub.Reader.Script = _ => FakeReader.Orders(2);
        await hub.Importer.ImportAsync(TestHub.File("orders.csv"));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        hub.Reader.Script = _ => [];
        hub.Reader.Refusal = new Finding("delivery-note", Severity.Hold, "A delivery note.", "送货单。");
        await hub.Importer.ImportAsync(TestHub.File("note.csv", "other bytes"));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        hub.Reader.Refusal = new Finding("price-list", Severity.Reject, "A price list.", "价目表。");
        await hub.Importer.ImportAsync(TestHub.File("prices.csv", "still other bytes"));

        hub.Store.Queries.ListDocumentsWithoutOrders(10).Select(document => document.Name).ShouldBe(["prices.csv", "note.csv"]);
        hub.Store.Queries.ListDocumentsWithoutOrders(1).ShouldHaveSingleItem().Name.ShouldBe("prices.csv");
        hub.Store.Queries.ListDocumentsWithoutOrders(10, Outcome.Held).ShouldHaveSingleItem().Name.ShouldBe("note.csv");
        hub.Store.Queries.Counts().DocumentsWithoutOrders.ShouldBe(new Dictionary<Outcome, long> { [Outcome.Held] = 1, [Outcome.Rejected] = 1 }, ignoreOrder: true);
    }
}
