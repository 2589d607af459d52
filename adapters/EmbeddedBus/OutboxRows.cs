using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>One row of the outbox: a message, one event of an order, or all orders of a document.</summary>
/// <param name="Id">Row number.</param>
/// <param name="Entity">Target of a message.</param>
/// <param name="Message">The message.</param>
/// <param name="Document">Document whose orders are to be published.</param>
/// <param name="Order">The order; for a document, the last one published so far.</param>
/// <param name="Sequence">The event.</param>
/// <param name="TraceParent">What wrote the row; null where nobody traced.</param>
internal sealed record OutboxRow(long Id, string? Entity, BusMessage? Message, DocumentKey? Document, Guid? Order, int Sequence, string? TraceParent);

/// <summary>
/// What is to go on the bus, written in the transaction that made it true. A document with a hundred thousand orders is one row: its orders
/// are a key range, and the relay walks it.
/// </summary>
internal sealed class OutboxRows(StoreDatabase database)
{
    // Written into the statement: a bound limit would have SQLite compile it anew each time.
    private const int Portion = 500;

    private StoreStatement? _message, _document, _event, _take, _advance, _remove, _withdraw;

    public void AddMessage(string entity, BusMessage message) =>
        (_message ??= database.Prepare(
            "insert into outbox (entity, message_id, subject, key, body, not_before, extras) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)"))
            .Bind(1, entity).Bind(2, message.MessageId).Bind(3, message.Subject).Bind(4, message.Key).Bind(5, message.Body.Span)
            .Bind(6, message.NotBefore?.ToUnixTimeMilliseconds()).Bind(7, MessageExtras.Write(message)).Run();

    public void AddDocument(DocumentKey key, string? traceParent) =>
        (_document ??= database.Prepare("insert into outbox (document, extras) values (?1, ?2)"))
            .Bind(1, key.Id).Bind(2, MessageExtras.WriteTrace(traceParent)).Run();

    public void AddEvent(Guid order, int sequence, string? traceParent) =>
        (_event ??= database.Prepare("insert into outbox (order_id, seq, extras) values (?1, ?2, ?3)"))
            .Bind(1, order).Bind(2, (long)sequence).Bind(3, MessageExtras.WriteTrace(traceParent)).Run();

    /// <summary>True where there is a row that is not of one of these entities.</summary>
    public bool Any(IReadOnlyCollection<string> except) =>
        database.Scalar($"select count(*) from (select 1 from outbox {Other(except)} limit 1) as first") == 1;

    /// <summary>The oldest rows but those of some entities, at most so many and at most 500.</summary>
    public List<OutboxRow> Take(int limit, IReadOnlyCollection<string> except)
    {
        if (except.Count == 0)
        {
            return Read(_take ??= database.Prepare(Selected(except)), limit);
        }

        using var rare = database.Query(Selected(except));
        return Read(rare, limit);
    }

    private static List<OutboxRow> Read(StoreStatement query, int limit)
    {
        var rows = new List<OutboxRow>();
        while (rows.Count < limit && query.Step())
        {
            rows.Add(new OutboxRow(
                query.Long(0),
                query.Text(1),
                query.IsNull(1) ? null : MessageExtras.Read(query.Text(10), new BusMessage
                {
                    MessageId = query.Text(2)!,
                    Subject = query.Text(3),
                    Key = query.Text(4),
                    Body = query.Bytes(5)!,
                    NotBefore = query.IsNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(query.Long(6)),
                }),
                query.IsNull(7) ? null : DocumentKey.OfOrder(query.Guid(7)),
                query.GuidOrNull(8),
                query.Int(9),
                query.IsNull(1) ? MessageExtras.ReadTrace(query.Text(10)) : null));
        }

        query.Reset();
        return rows;
    }

    private static string Selected(IReadOnlyCollection<string> except) =>
        $"select id, entity, message_id, subject, key, body, not_before, document, order_id, seq, extras from outbox {Other(except)} order by id limit {Portion}";

    // Names of the topology, written into the statement: a list cannot be bound. Rows without a name are about orders.
    private static string Other(IReadOnlyCollection<string> except) => except.Count == 0
        ? ""
        : $"where coalesce(entity, '{BusTopology.Orders}') not in ({string.Join(", ", except.Select(name => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'"))})";

    /// <summary>The document's orders are published up to this one; an instance that comes late moves nothing back.</summary>
    public void Advance(long id, Guid order) =>
        (_advance ??= database.Prepare("update outbox set order_id = ?2 where id = ?1 and (order_id is null or order_id < ?2)"))
            .Bind(1, id).Bind(2, order).Run();

    /// <summary>True where the row is still there and, for one that publishes orders one after the other, has not come as far as this one.</summary>
    public bool IsDue(long id, Guid? order)
    {
        using var find = database.Query(order is null
            ? "select 1 from outbox where id = ?1"
            : "select 1 from outbox where id = ?1 and (order_id is null or order_id < ?2)");
        find.Bind(1, id);
        return (order is { } next ? find.Bind(2, next) : find).Step();
    }

    /// <summary>Takes back a message that is not on the bus yet.</summary>
    public void Withdraw(string entity, string messageId) =>
        (_withdraw ??= database.Prepare("delete from outbox where entity = ?1 and message_id = ?2")).Bind(1, entity).Bind(2, messageId).Run();

    public void Remove(long id) => (_remove ??= database.Prepare("delete from outbox where id = ?1")).Bind(1, id).Run();
}
