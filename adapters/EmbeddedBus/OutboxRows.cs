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

    public bool Any() => database.Scalar("select count(*) from (select 1 from outbox limit 1) as first") == 1;

    /// <summary>The oldest rows, at most so many and at most 500.</summary>
    public List<OutboxRow> Take(int limit)
    {
        var rows = new List<OutboxRow>();
        var query = (_take ??= database.Prepare(
            $"select id, entity, message_id, subject, key, body, not_before, document, order_id, seq, extras from outbox order by id limit {Portion}"));
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

    public void Advance(long id, Guid order) =>
        (_advance ??= database.Prepare("update outbox set order_id = ?2 where id = ?1")).Bind(1, id).Bind(2, order).Run();

    /// <summary>Takes back a message that is not on the bus yet.</summary>
    public void Withdraw(string entity, string messageId) =>
        (_withdraw ??= database.Prepare("delete from outbox where entity = ?1 and message_id = ?2")).Bind(1, entity).Bind(2, messageId).Run();

    public void Remove(long id) => (_remove ??= database.Prepare("delete from outbox where id = ?1")).Bind(1, id).Run();
}
