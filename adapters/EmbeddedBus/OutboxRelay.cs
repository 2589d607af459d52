using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>
/// Turns outbox rows into messages of the <c>orders</c> topic within one transaction, so that exactly one message per event and subscription
/// comes of it. Messages carry ids only; who receives one reads the event.
/// </summary>
internal static class OutboxRelay
{
    private const int Portion = 500;

    public static int Run(StoreUnit unit)
    {
        var moved = 0;
        foreach (var row in unit.Outbox.Take(Portion, []))
        {
            if (moved >= Portion)
            {
                break;
            }

            moved += Relay(unit, row, Portion - moved);
        }

        return moved;
    }

    private static int Relay(StoreUnit unit, OutboxRow row, int room)
    {
        if (row.Message is { } message)
        {
            unit.Send(row.Entity!, message);
            unit.Outbox.Remove(row.Id);
            return 1;
        }

        if (row.Document is { } document)
        {
            return RelayDocument(unit, row, document, room);
        }

        using var span = BusTracing.Send(BusTracing.Embedded, BusTopology.Orders, row.TraceParent);
        span.Sent(CloudEvent.MessageId(row.Order!.Value, row.Sequence), 1);
        Publish(unit, row.Order!.Value, row.Sequence, span?.Id ?? row.TraceParent);
        unit.Outbox.Remove(row.Id);
        return 1;
    }

    private static int RelayDocument(StoreUnit unit, OutboxRow row, DocumentKey document, int room)
    {
        // Nobody listens: a hundred thousand orders need not be walked to send nothing.
        var orders = unit.Queues.HasTargets(BusTopology.Orders) ? unit.OrdersOf(document, row.Order, room) : [];
        using (var span = orders.Count == 0 ? null : BusTracing.Send(BusTracing.Embedded, BusTopology.Orders, row.TraceParent))
        {
            // One sending for many: each subscriber's span is a child of it.
            span.Sent(orders.Count == 1 ? CloudEvent.MessageId(orders[0], unit.FindCard(orders[0])!.Length) : null, orders.Count);
            foreach (var order in orders)
            {
                Publish(unit, order, unit.FindCard(order)!.Length, span?.Id ?? row.TraceParent);
            }
        }

        if (orders.Count < room)
        {
            unit.Outbox.Remove(row.Id);
        }
        else
        {
            unit.Outbox.Advance(row.Id, orders[^1]);
        }

        return Math.Max(1, orders.Count);
    }

    private static void Publish(StoreUnit unit, Guid order, int sequence, string? traceParent) => unit.Put(BusTopology.Orders, new BusMessage
    {
        MessageId = CloudEvent.MessageId(order, sequence),
        Key = order.ToString("N"),
        Subject = unit.Orders.EventType(order, sequence),
        Body = ReadOnlyMemory<byte>.Empty,
        TraceParent = traceParent,
    });
}
