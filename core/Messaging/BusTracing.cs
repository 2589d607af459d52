using System.Diagnostics;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Core.Messaging;

/// <summary>Spans of sending and handling messages, by the OpenTelemetry semantic conventions for messaging (attributes of version 1.37).</summary>
public static class BusTracing
{
    /// <summary><c>messaging.system</c> of the bus in the store; the conventions allow names of one's own.</summary>
    public const string Embedded = "integrationhub";

    /// <summary><c>messaging.system</c> of Azure Service Bus.</summary>
    public const string ServiceBus = "servicebus";

    /// <summary>Sending to a queue or topic; null where nobody listens.</summary>
    /// <param name="system">Which bus.</param>
    /// <param name="entity">Queue or topic.</param>
    /// <param name="traceParent">What the sending belongs to; null for the span at work.</param>
    public static Activity? Send(string system, string entity, string? traceParent)
    {
        if (!HubTracing.Source.HasListeners())
        {
            return null;
        }

        var span = HubTracing.Source.StartActivity("send " + entity, ActivityKind.Producer, HubTracing.Context(traceParent));
        return span is null ? null : Describe(span, system, "send", entity);
    }

    /// <summary>Says which message was sent, or how many.</summary>
    public static void Sent(this Activity? span, string? messageId, int count)
    {
        if (count == 1)
        {
            span?.SetTag("messaging.message.id", messageId);
        }
        else
        {
            span?.SetTag("messaging.batch.message_count", count);
        }
    }

    /// <summary>
    /// Handling a message, as a child of its sending. Where nobody listens but the message carries a trace, an activity that nobody records keeps
    /// its id for the log.
    /// </summary>
    public static Activity? Process(string system, LockedMessage message)
    {
        var traceParent = message.Message.TraceParent;
        if (!HubTracing.Source.HasListeners())
        {
            return traceParent is null ? null : new Activity("process").SetParentId(traceParent).Start();
        }

        // A call that brought the message (the Functions host's) is not its sender.
        var around = Activity.Current;
        var span = HubTracing.Source.StartActivity(
            "process " + message.Entity, ActivityKind.Consumer, HubTracing.Context(traceParent), null,
            around is null || traceParent is null ? null : [new ActivityLink(around.Context)]);
        if (span is null)
        {
            return null;
        }

        Describe(span, system, "process", message.Entity);
        span.SetTag("messaging.message.id", message.Message.MessageId);
        span.SetTag("messaging.message.body.size", message.Message.Body.Length);
        if (system == ServiceBus)
        {
            span.SetTag("messaging.servicebus.message.delivery_count", message.DeliveryCount);
            span.SetTag("messaging.servicebus.message.enqueued_time", message.EnqueuedAt.ToUnixTimeSeconds());
        }
        else
        {
            span.SetTag("hub.message.delivery_count", message.DeliveryCount);
        }

        return span;
    }

    /// <summary>Says and counts what became of a message.</summary>
    /// <param name="span">Its span.</param>
    /// <param name="message">The message.</param>
    /// <param name="result">What its handler said.</param>
    /// <param name="took">Time in the handler.</param>
    public static void Settled(this Activity? span, LockedMessage message, HandlerResult result, TimeSpan took)
    {
        var entity = Labels.Of("messaging.destination.name", message.Entity);
        switch (result)
        {
            case HandlerResult.RetryResult retry:
                span.Fail(retry.Fault.Code);
                HubMetrics.MessagesRetried.Add(1, entity, Labels.Of("error.type", retry.Fault.Code));
                break;
            case HandlerResult.ParkResult park:
                span.Fail(park.Fault.Code);
                HubMetrics.MessagesParked.Add(1, entity, Labels.Of("error.type", park.Fault.Code));
                break;
        }

        HubMetrics.MessageProcess.Record(took.TotalSeconds, entity);
    }

    /// <summary>A message was delivered.</summary>
    public static void Delivered(LockedMessage message, DateTimeOffset now)
    {
        if (HubMetrics.MessageWait.Enabled && message.DeliveryCount == 1)
        {
            HubMetrics.MessageWait.Record(Math.Max(0, (now - message.EnqueuedAt).TotalSeconds), Labels.Of("messaging.destination.name", message.Entity));
        }
    }

    private static Activity Describe(Activity span, string system, string operation, string entity)
    {
        span.SetTag("messaging.system", system).SetTag("messaging.operation.type", operation).SetTag("messaging.operation.name", operation);
        if (BusTopology.TrySubscription(entity, out var topic, out var name))
        {
            span.SetTag("messaging.destination.subscription.name", name);
        }

        return span.SetTag("messaging.destination.name", topic);
    }
}
