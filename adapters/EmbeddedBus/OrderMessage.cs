using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>The message about one event of an order.</summary>
internal static class OrderMessage
{
    /// <summary>Complete, for a bus outside the store.</summary>
    public static BusMessage Of(OrderEvent entry, string? traceParent) => new()
    {
        MessageId = CloudEvent.MessageId(entry.OrderId, entry.Sequence),
        Key = entry.OrderId.ToString("N"),
        Subject = entry.Type,
        ContentType = CloudEvent.ContentType,
        Body = CloudEvent.From(entry, traceParent),
        TraceParent = traceParent,
    };
}
