using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public abstract class Documents_of_which_no_order_came(Engine engine) : IDisposable
{
    private readonly TempFolder _folder = TempFolder.On(engine);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Are_listed_and_counted_by_outcome_as_no_order_card_shows_them()
    {
        await using var hub = new TestHub(_folder);
        await ReceiveAsync(hub);

        hub.Store.Queries.ListDocumentsWithoutOrders(10).Select(document => document.Name).ShouldBe(["prices.csv", "note.csv"]);
        hub.Store.Queries.ListDocumentsWithoutOrders(1).ShouldHaveSingleItem().Name.ShouldBe("prices.csv");
        hub.Store.Queries.ListDocumentsWithoutOrders(10, Outcome.Held).ShouldHaveSingleItem().Name.ShouldBe("note.csv");
        hub.Store.Queries.Counts().DocumentsWithoutOrders.ShouldBe(new Dictionary<Outcome, long> { [Outcome.Held] = 1, [Outcome.Rejected] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Wait_no_more_once_they_are_dismissed_and_the_first_word_stands()
    {
        await using var hub = new TestHub(_folder);
        await ReceiveAsync(hub);
        var desk = new DocumentDesk(hub.Store);
        var note = hub.Store.Queries.ListDocumentsWithoutOrders(10, Outcome.Held)[0].Key.ToString();

        (await desk.DismissAsync(note, "lin", "told the sender")).ShouldBe(VerbResult.Done);
        var first = hub.Store.Queries.FindDocument(note)!.Dismissal;
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        (await desk.DismissAsync(note, "wang", null)).ShouldBe(VerbResult.Done);

        first.ShouldBe(new DocumentDismissal(hub.Clock.GetUtcNow().AddSeconds(-1), "lin", "told the sender"));
        hub.Store.Queries.FindDocument(note)!.Dismissal.ShouldBe(first);
        hub.Store.Queries.FindDocument(note)!.Answer!.Outcome.ShouldBe(Outcome.Held, "what became of it does not change");
        hub.Store.Queries.ListDocuments(10).Count(document => document.Dismissal is not null).ShouldBe(1);
        hub.Store.Queries.ListDocumentsWithoutOrders(10).ShouldHaveSingleItem().Name.ShouldBe("prices.csv");
        hub.Store.Queries.Counts().DocumentsWithoutOrders.ShouldBe(new Dictionary<Outcome, long> { [Outcome.Rejected] = 1 });
    }

    [Fact]
    public async Task Cannot_be_dismissed_where_orders_came_or_it_is_at_work_or_unknown()
    {
        await using var hub = new TestHub(_folder);
        await ReceiveAsync(hub);
        var desk = new DocumentDesk(hub.Store);
        var orders = hub.Store.Queries.ListDocuments(10).Single(document => document.Tally.Orders > 0).Key.ToString();
        hub.Reader.Script = _ => throw new InvalidOperationException("a fault");
        var waiting = (await hub.Importer.ReceiveAsync(TestHub.File("later.csv", "yet other bytes"))).DocumentId;

        (await desk.DismissAsync(orders, "lin", null)).ShouldBe(VerbResult.NotAllowed);
        (await desk.DismissAsync(waiting, "lin", null)).ShouldBe(VerbResult.NotAllowed);
        (await desk.DismissAsync(Guid.CreateVersion7().ToString(), "lin", null)).ShouldBe(VerbResult.Unknown);
        (await desk.DismissAsync("nonsense", "lin", null)).ShouldBe(VerbResult.Unknown);
        hub.Store.Queries.ListDocuments(10).ShouldAllBe(document => document.Dismissal == null);
    }

    [Fact]
    public async Task Are_counted_and_dismissed_after_an_update_as_well()
    {
        await using (var hub = new TestHub(_folder))
        {
            await ReceiveAsync(hub);
        }

        Downgrade(_folder);
        await using var store = _folder.Open();

        store.Queries.Counts().DocumentsWithoutOrders.ShouldBe(new Dictionary<Outcome, long> { [Outcome.Held] = 1, [Outcome.Rejected] = 1 }, ignoreOrder: true);
        var note = store.Queries.ListDocumentsWithoutOrders(10, Outcome.Held).ShouldHaveSingleItem();
        (await new DocumentDesk(store).DismissAsync(note.Key.ToString(), "lin", null)).ShouldBe(VerbResult.Done);
        store.Queries.ListDocumentsWithoutOrders(10).ShouldHaveSingleItem().Name.ShouldBe("prices.csv");
    }

    /// <summary>Takes the schema back to what the version before left.</summary>
    private protected abstract void Downgrade(TempFolder folder);

    private protected static async Task ReceiveAsync(TestHub hub)
    {
        hub.Reader.Script = _ => FakeReader.Orders(2);
        await hub.Importer.ImportAsync(TestHub.File("orders.csv"));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        hub.Reader.Script = _ => [];
        hub.Reader.Refusal = new Finding("delivery-note", Severity.Hold, "A delivery note.", "送货单。");
        await hub.Importer.ImportAsync(TestHub.File("note.csv", "other bytes"));
        hub.Clock.Advance(TimeSpan.FromSeconds(1));
        hub.Reader.Refusal = new Finding("price-list", Severity.Reject, "A price list.", "价目表。");
        await hub.Importer.ImportAsync(TestHub.File("prices.csv", "still other bytes"));
    }
}

public sealed class Documents_of_which_no_order_came_in_a_file() : Documents_of_which_no_order_came(Engine.Sqlite)
{
    private protected override void Downgrade(TempFolder folder) => folder.Sql(
        "drop index documents_waiting; alter table documents drop column outcome; alter table documents drop column dismissed; "
        + "alter table documents drop column dismissed_by; alter table documents drop column dismissed_reason; pragma user_version = 4");
}

public sealed class Documents_of_which_no_order_came_on_a_server() : Documents_of_which_no_order_came(Engine.Postgres)
{
    [Fact]
    public async Task Are_counted_where_a_program_that_knows_no_outcomes_writes_beside()
    {
        using var database = new Storage.Postgres.TempDatabase();
        await using var hub = new TestHub(database);
        await ReceiveAsync(hub);

        // As the version before writes: it names only the columns that it knows.
        database.Sql(
            "insert into documents (id, received_at, sha256, size, name, kind, channel, state, progress, orders, lines, answer) select gen_random_uuid(), received_at, "
            + "sha256, size, 'older', kind, channel, 0, 0, 0, 0, null from documents where name = 'note.csv'; "
            + "update documents set state = 2, answer = (select answer from documents where name = 'prices.csv') where name = 'older'");

        hub.Store.Queries.Counts().DocumentsWithoutOrders.ShouldBe(new Dictionary<Outcome, long> { [Outcome.Held] = 1, [Outcome.Rejected] = 2 }, ignoreOrder: true);
    }

    private protected override void Downgrade(TempFolder folder) => folder.Sql(
        "drop trigger documents_outcome on documents; drop function hub_document_outcome; drop index documents_waiting; "
        + "alter table documents drop column outcome, drop column dismissed, drop column dismissed_by, drop column dismissed_reason; update hub_schema set version = 3");
}
