using System.Diagnostics;

namespace IntegrationHub.Core.Telemetry;

/// <summary>
/// The hub's spans. With nobody listening nothing is made: a span costs one comparison. What a span says is bounded and holds neither personal
/// data nor secrets: ids that the hub gave, names of entities and channels, counts, outcomes, codes.
/// </summary>
public static class HubTracing
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "IntegrationHub";

    /// <summary>Longest W3C <c>traceparent</c> that is believed: version 00.</summary>
    private const int TraceParentLength = 55;

    /// <summary>Where the hub's spans come from.</summary>
    public static ActivitySource Source { get; } = new(Name, typeof(HubTracing).Assembly.GetName().Version?.ToString(3) ?? "");

    /// <summary>
    /// What a message, an outbox row or a call carries on: the W3C <c>traceparent</c> of the span at work. Null where nobody traces, neither this
    /// process nor the caller of the request at work.
    /// </summary>
    public static string? Carried => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current && (Source.HasListeners() || IsCallers(current))
        ? current.Id
        : null;

    /// <summary>A step inside the work at hand; null where nobody listens.</summary>
    public static Activity? Step(string name) => Source.HasListeners() ? Source.StartActivity(name) : null;

    /// <summary>The beginning of a trace, whatever is at work around it; null where nobody listens.</summary>
    /// <param name="name">Name of the span.</param>
    /// <param name="around">What it belongs to without being a part of it.</param>
    public static Activity? Begin(string name, Activity? around = null)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        // A parent that is not stated would be the span at work.
        Activity.Current = null;
        return Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), null, around is null ? null : [new ActivityLink(around.Context)]);
    }

    /// <summary>Ends a span with an error whose code is bounded.</summary>
    public static void Fail(this Activity? span, string code)
    {
        if (span is not null)
        {
            span.SetTag("error.type", code);
            span.SetStatus(ActivityStatusCode.Error, code);
        }
    }

    /// <summary>The context that a <c>traceparent</c> states; default where it states none.</summary>
    public static ActivityContext Context(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;

    /// <summary>The trace's id: 32 hex digits; null where the text states none.</summary>
    public static string? TraceId(string? traceParent) => IsTraceParent(traceParent) ? traceParent![3..35] : null;

    /// <summary>True for a W3C <c>traceparent</c> of version 00.</summary>
    public static bool IsTraceParent(string? text) =>
        text is { Length: TraceParentLength } && text.StartsWith("00-", StringComparison.Ordinal) && ActivityContext.TryParse(text, null, out _);

    // The web server makes an activity for each request anyway; it has a parent and no parent object where the caller sent one.
    private static bool IsCallers(Activity activity) => activity.Parent is null && activity.ParentId is not null;
}
