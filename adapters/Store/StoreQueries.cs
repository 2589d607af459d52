using System.Buffers.Binary;
using System.Text;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>Answers from reading connections.</summary>
internal sealed class StoreQueries(StoreHub hub) : IStoreQueries
{
    /// <inheritdoc/>
    public ArchivedDocument? FindDocument(string documentId) =>
        DocumentKey.TryParse(documentId, out var key) ? hub.Ask(unit => unit.Documents.Find(key)) : null;

    /// <inheritdoc/>
    public IReadOnlyList<ArchivedDocument> ListDocuments(int limit, DocumentState? state = null) =>
        hub.Ask(unit => unit.Documents.List(limit, state));

    /// <inheritdoc/>
    public IReadOnlyList<ArchivedDocument> ListDocumentsWithoutOrders(int limit, Outcome? outcome = null) =>
        hub.Ask(unit => unit.Documents.WithoutOrders(limit, outcome));

    /// <inheritdoc/>
    public Stream? OpenDocument(string documentId) => FindDocument(documentId) is { } document
        ? new PartStream(document.Size, part => hub.Ask(unit => unit.Documents.ReadPart(document.Key, part)))
        : null;

    /// <inheritdoc/>
    public ImportDocument? Answer(string documentId) => DocumentAnswers.Of(this, documentId);

    /// <inheritdoc/>
    public OrderView? FindOrder(Guid id) => hub.Ask(unit => unit.Orders.Find(id) is { } card ? View(unit, card) : null);

    /// <inheritdoc/>
    public IReadOnlyList<OrderEvent> Events(Guid id) => hub.Ask(unit => unit.Orders.Events(id));

    /// <inheritdoc/>
    public IReadOnlyList<OrderCard> ListOrders(OrderQuery query) => hub.Ask(unit => Cards(unit, query));

    /// <inheritdoc/>
    public IReadOnlyList<OrderView> ListOrderViews(OrderQuery query) =>
        hub.Ask(unit => Cards(unit, query).ConvertAll(card => View(unit, card)));

    /// <inheritdoc/>
    public IReadOnlyList<OrderRemarks> ListOrderRemarks(OrderQuery query) => hub.Ask(unit =>
    {
        // A hundred thousand results are read at once: of a card only what they show.
        var found = new List<Remarked>();
        using (var rows = Page(unit, "select id, outcome, number, duplicate_of, remarks, shared_remarks from orders", query))
        {
            while (rows.Step())
            {
                found.Add(new Remarked(rows.Guid(0), (Outcome)rows.Int(1), rows.Text(2), rows.GuidOrNull(3), rows.Int(4), rows.UInt128OrNull(5)));
            }
        }

        // Thousands of orders of one sheet share the findings stored once.
        var shared = new Dictionary<UInt128, IReadOnlyList<Finding>>();
        return found.ConvertAll(order => new OrderRemarks(
            order.Id, order.Number, order.Outcome, order.DuplicateOf,
            OrderProjection.Remarks(order.Id, order.Own, order.Shared, unit.Orders.Events, unit.Orders.Interned, shared),
            order.Shared));
    });

    /// <inheritdoc/>
    public IReadOnlyDictionary<Outcome, int> Outcomes(string documentId) =>
        DocumentKey.TryParse(documentId, out var key) ? hub.Ask(unit => unit.Documents.Outcomes(key)) : new Dictionary<Outcome, int>();

    /// <inheritdoc/>
    public long CountOrders(OrderQuery query) => hub.Ask(unit =>
    {
        using var count = Filtered(unit, "select count(*) from orders", query with { After = null }, "");
        return count.Step() ? count.Long(0) : 0;
    });

    /// <inheritdoc/>
    public ReferenceStatus? Reference(ReferenceTable table) => hub.Ask(unit =>
    {
        using var query = unit.Database.Query("select rows, loaded_at, version from reference_tables where name = ?1");
        return query.Bind(1, (long)table).Step()
            ? new ReferenceStatus(table, query.Long(0), DateTimeOffset.FromUnixTimeMilliseconds(query.Long(1)), query.Long(2))
            : null;
    });

    /// <inheritdoc/>
    public StoreCounts Counts() => hub.Ask(unit =>
    {
        var outcomes = new Dictionary<Outcome, long>();
        using (var query = unit.Database.Query("select outcome, count(*) from orders group by outcome"))
        {
            while (query.Step())
            {
                outcomes[(Outcome)query.Int(0)] = query.Long(1);
            }
        }

        return new StoreCounts
        {
            Documents = unit.Database.Scalar("select count(*) from documents"),
            DocumentsOpen = unit.Database.Scalar("select count(*) from documents where state < 2"),
            DocumentsWithoutOrders = unit.Documents.CountWithoutOrders(),
            Orders = outcomes,
            DeadLetters = unit.Database.Scalar("select count(*) from dead_letters where state = 'open'"),
            Outbox = unit.Database.Scalar("select count(*) from outbox"),
        };
    });

    private static OrderView View(StoreUnit unit, OrderCard card) =>
        OrderProjection.View(card, unit.Orders.Events(card.Id), unit.Orders.Interned);

    private static List<OrderCard> Cards(StoreUnit unit, OrderQuery query)
    {
        using var rows = Page(unit, $"select {OrderRows.CardColumns} from orders", query);
        var cards = new List<OrderCard>();
        while (rows.Step())
        {
            cards.Add(OrderRows.Card(rows));
        }

        return cards;
    }

    private static StoreStatement Page(StoreUnit unit, string select, OrderQuery query) =>
        Filtered(unit, select, query, query.NewestFirst ? " order by id desc limit ?9" : " order by id limit ?9")
            .Bind(9, (long)Math.Clamp(query.Limit, 1, OrderQuery.LongestPage));

    // Only what narrows is written into the statement, so that the engine can walk the key range or the index that fits.
    private static StoreStatement Filtered(StoreUnit unit, string select, OrderQuery query, string tail)
    {
        var sql = new StringBuilder(select).Append(" where true");
        var (low, high) = Range(query);

        Add(sql, low is not null, " and id >= ?1");
        Add(sql, high is not null, " and id < ?2");
        Add(sql, query.OrderNumber is not null, " and number = ?3");
        Add(sql, query.Customer is not null, $" and (customer_code = ?4 or {unit.Database.Holds("customer_name", "?4")})");
        Add(sql, query.Outcome is not null, string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and outcome = {(int)(query.Outcome ?? 0)}"));
        Add(sql, query.Stage is not null, " and stage = ?6");
        Add(sql, query.Remarkable is { Common: null }, $" and (outcome <> {(int)Outcome.Accepted} or remarks > 0 or shared_remarks is not null)");
        Add(sql, query.Remarkable is { Common: not null }, $" and (outcome <> {(int)Outcome.Accepted} or remarks > 0 or (shared_remarks is not null and shared_remarks <> ?7))");
        var statement = unit.Database.Query(sql.Append(tail).ToString());
        Bind(statement, low is not null, 1, low);
        Bind(statement, high is not null, 2, high);
        if (query.OrderNumber is not null)
        {
            statement.Bind(3, query.OrderNumber);
        }

        if (query.Customer is not null)
        {
            statement.Bind(4, query.Customer);
        }

        if (query.Stage is not null)
        {
            statement.Bind(6, (long)query.Stage);
        }

        if (query.Remarkable is { Common: { } common })
        {
            statement.Bind(7, common);
        }

        return statement;
    }

    // From the first id to before the second. One bound to each side: of two the engine may start at the one that is farther away, and
    // walk all the pages before this one again.
    private static (Guid? Low, Guid? High) Range(OrderQuery query)
    {
        var (low, high) = Asked(query);
        if (query.After is not { } behind)
        {
            return (low, high);
        }

        if (query.NewestFirst)
        {
            return (low, high is { } end && Number(end) < Number(behind) ? end : behind);
        }

        var next = OrderRows.Next(behind);
        return (low is { } start && Number(start) > Number(next) ? start : next, high);
    }

    private static (Guid? Low, Guid? High) Asked(OrderQuery query)
    {
        if (query.Document is not null)
        {
            return DocumentKey.TryParse(query.Document, out var key) ? (key.Order(0), key.Id) : (Guid.Empty, Guid.Empty);
        }

        return (query.From is { } from ? Edge(from) : null, query.To is { } to ? Edge(to) : null);
    }

    private static UInt128 Number(Guid id) => BinaryPrimitives.ReadUInt128BigEndian(id.ToByteArray(bigEndian: true));

    private static Guid Edge(DateTimeOffset moment) => DocumentKey.Create(moment, stackalloc byte[6]).Order(0);

    private static void Add(StringBuilder sql, bool wanted, string condition) => _ = wanted ? sql.Append(condition) : sql;

    private static void Bind(StoreStatement statement, bool wanted, int at, Guid? value)
    {
        if (wanted)
        {
            statement.Bind(at, value);
        }
    }

    // A type of this assembly, so that lists of it are compiled ahead of time.
    private readonly record struct Remarked(Guid Id, Outcome Outcome, string? Number, Guid? DuplicateOf, int Own, UInt128? Shared);
}
