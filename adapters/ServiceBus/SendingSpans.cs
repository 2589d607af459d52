using System.Diagnostics;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// The spans of one request that sends messages of several traces: one span for each trace, so that every trace stays whole, and its messages name
/// that span as their parent.
/// </summary>
internal sealed class SendingSpans : IDisposable
{
    private readonly List<Activity> _spans = [];
    private bool _done;

    private SendingSpans()
    {
    }

    /// <summary>Null where nobody listens; else the messages in the list are replaced by ones that carry their span.</summary>
    public static SendingSpans? Begin(string entity, List<BusMessage> messages)
    {
        if (!HubTracing.Source.HasListeners())
        {
            return null;
        }

        var spans = new SendingSpans();
        foreach (var trace in messages.Index().GroupBy(message => message.Item.TraceParent).ToList())
        {
            var span = BusTracing.Send(BusTracing.ServiceBus, entity, trace.Key);
            if (span is null)
            {
                continue;
            }

            spans._spans.Add(span);
            span.Sent(trace.First().Item.MessageId, trace.Count());
            foreach (var (at, message) in trace)
            {
                messages[at] = message with { TraceParent = span.Id };
            }

            // The spans lie beside each other, and the request is none of them.
            Activity.Current = null;
        }

        return spans;
    }

    /// <summary>The bus has the messages.</summary>
    public void Done() => _done = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var span in _spans)
        {
            if (!_done)
            {
                span.Fail("send-failed");
            }

            span.Dispose();
        }

        Activity.Current = null;
    }
}
