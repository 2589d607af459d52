using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>The store's side of a bus outside of it.</summary>
internal sealed class BusStore(StoreHub hub, StoreBus rows) : IBusStore
{
    /// <inheritdoc/>
    public IReadOnlyList<OutboxMessage> Due(int limit, IReadOnlyCollection<string>? except = null) => hub.Ask(unit =>
    {
        var due = new List<OutboxMessage>();
        foreach (var row in unit.Outbox.Take(limit, except ?? []))
        {
            if (due.Count >= limit)
            {
                break;
            }

            due.AddRange(Expand(unit, row, limit - due.Count));
        }

        return due;
    });

    /// <inheritdoc/>
    public Task SentAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            foreach (var message in messages)
            {
                Settle(unit, message);
            }

            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task RefusedAsync(OutboxMessage message, Fault fault, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            // Of two instances that were refused the same message, one files it.
            if (message.Message is { } refused && unit.Outbox.IsDue(message.Row, message.Last ? null : message.Order))
            {
                unit.DeadLetters.Park(unit.Queues.Entity(message.Entity), refused, fault, 0, unit.Now);
            }

            Settle(unit, message);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan longest, IReadOnlyCollection<string>? except = null, CancellationToken cancellation = default) =>
        rows.WaitAsync(longest, except ?? [], cancellation);

    /// <inheritdoc/>
    public Task<int> AdoptAsync(CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            var waiting = unit.Queues.Drain();
            foreach (var (entity, message) in waiting)
            {
                unit.Outbox.AddMessage(entity, message);
            }

            unit.Sent |= waiting.Count > 0;
            return waiting.Count;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<string> CheckInAsync(ReadOnlyMemory<byte> body, DateTimeOffset until, CancellationToken cancellation = default) =>
        hub.RunAsync(unit => unit.Claims.CheckIn(body.Span, unit.Now, until), cancellation);

    /// <inheritdoc/>
    public byte[]? CheckOut(string claim) => hub.Ask(unit => unit.Claims.CheckOut(claim));

    /// <inheritdoc/>
    public Task<bool> CollectAsync(
        string origin, string entity, BusMessage message, Fault fault, int deliveryCount, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            if (unit.DeadLetters.Knows(origin))
            {
                return false;
            }

            unit.DeadLetters.Park(unit.Queues.Entity(entity), message, fault, deliveryCount, unit.Now, origin);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public long Parked(string entity) => hub.Ask(unit => unit.Queues.Counts(entity, unit.Now)).DeadLettered;

    private static void Settle(StoreUnit unit, OutboxMessage message)
    {
        if (message.Last)
        {
            unit.Outbox.Remove(message.Row);
        }
        else
        {
            unit.Outbox.Advance(message.Row, message.Order!.Value);
        }
    }

    private static IEnumerable<OutboxMessage> Expand(StoreUnit unit, OutboxRow row, int room)
    {
        if (row.Message is { } message)
        {
            return [new OutboxMessage { Row = row.Id, Entity = row.Entity!, Message = message, Last = true }];
        }

        if (row.Document is not { } document)
        {
            return [Event(unit, row, row.Order!.Value, row.Sequence) with { Last = true }];
        }

        var orders = unit.OrdersOf(document, row.Order, room);
        if (orders.Count == 0)
        {
            return [new OutboxMessage { Row = row.Id, Entity = BusTopology.Orders, Last = true }];
        }

        return orders.Select((order, at) => Event(unit, row, order, unit.FindCard(order)!.Length) with { Last = orders.Count < room && at == orders.Count - 1 });
    }

    private static OutboxMessage Event(StoreUnit unit, OutboxRow row, Guid order, int sequence)
    {
        var entry = unit.Orders.FindEvent(order, sequence)
            ?? throw new InvalidDataException($"the outbox names event {sequence} of order {order}, which the log does not have");
        return new OutboxMessage { Row = row.Id, Entity = BusTopology.Orders, Order = order, Message = OrderMessage.Of(entry, row.TraceParent) };
    }
}
