using System.Diagnostics;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Adapters.Isolation;

/// <summary>
/// The span of reading one file in a child process, kept by the hub's side: the child has no exporter, which would cost its start more than most
/// files cost to read. Reading lies between other work, so the span is made when it is over.
/// </summary>
internal sealed class ReadSpan
{
    private readonly ActivityContext _parent;
    private readonly DateTimeOffset _began;

    private ReadSpan(ActivityContext parent, DateTimeOffset began) => (_parent, _began) = (parent, began);

    /// <summary>Null where nobody listens.</summary>
    public static ReadSpan? Begin(TimeProvider clock) => HubTracing.Source.HasListeners() && Activity.Current is { } current
        ? new ReadSpan(current.Context, clock.GetUtcNow())
        : null;

    /// <summary>The file is closed.</summary>
    /// <param name="format">Format that was recognised.</param>
    /// <param name="rows">Rows read.</param>
    /// <param name="child">Process that read it.</param>
    public void End(string format, long rows, int child)
    {
        using var span = HubTracing.Source.StartActivity("read", ActivityKind.Internal, _parent, startTime: _began);
        span?.SetTag("hub.format", format).SetTag("hub.rows", rows).SetTag("process.pid", child);
    }
}
