using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Handles the <c>documents</c> queue: a document to be processed, or one parked order to be checked again.</summary>
public sealed class DocumentMessages(Importer importer) : IMessageHandler
{
    /// <summary>What the id of a message about one order begins with.</summary>
    public const string OrderPrefix = "order:";

    /// <inheritdoc/>
    public string Entity => BusTopology.Documents;

    /// <inheritdoc/>
    public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetString(message.Message.Body.Span);
        if (message.Message.MessageId.StartsWith(OrderPrefix, StringComparison.Ordinal) && Guid.TryParse(text, out var order))
        {
            return importer.RecheckAsync(order, cancellation);
        }

        return DocumentKey.TryParse(text, out var key)
            ? importer.ProcessAsync(key, cancellation)
            : Task.FromResult(HandlerResult.ParkAs(new Fault
            {
                Code = "message-unreadable",
                Stage = "deliver",
                Message = "The message names no document.",
                MessageZh = "消息没有指明文件。",
            }));
    }
}
