using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Hosting;

/// <summary>What every log line says while a message is handled: the document that it names, else the message.</summary>
internal static class MessageScope
{
    public static KeyValuePair<string, object?>[] Of(LockedMessage message)
    {
        var id = message.Message.MessageId;
        return message.Entity == BusTopology.Documents && DocumentKey.TryParse(id, out _)
            ? [new("document", id)]
            : id.StartsWith(DocumentMessages.OrderPrefix, StringComparison.Ordinal)
                ? [new("order", id[DocumentMessages.OrderPrefix.Length..])]
                : [new("queue", message.Entity), new("message", id)];
    }
}
