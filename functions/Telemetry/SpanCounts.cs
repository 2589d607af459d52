using System.Diagnostics.Metrics;

namespace IntegrationHub.Functions.Telemetry;

/// <summary>What became of the spans that ended: exported, lost because the collector did not take them, or dropped because the queue was full.</summary>
internal sealed class SpanCounts
{
    private long _ended;
    private long _exported;
    private long _lost;
    private long _dropped;

    public SpanCounts(Meter meter) => meter.CreateObservableCounter(
        "hub.telemetry.spans", Read, "{span}", "spans by what became of them: exported, lost (the collector did not take them), dropped (the queue was full)");

    /// <summary>Spans that the queue holds at most.</summary>
    public int Room { get; set; }

    /// <summary>A span ended.</summary>
    public void Ended() => Interlocked.Increment(ref _ended);

    /// <summary>So many left the queue.</summary>
    public void Left(long spans, bool taken) => Interlocked.Add(ref taken ? ref _exported : ref _lost, spans);

    private Measurement<long>[] Read()
    {
        var (exported, lost) = (Interlocked.Read(ref _exported), Interlocked.Read(ref _lost));

        // The queue does not tell what it drops: what is neither out of it nor fits in it was dropped.
        _dropped = Math.Max(_dropped, Interlocked.Read(ref _ended) - exported - lost - Room);
        return [Of("exported", exported), Of("lost", lost), Of("dropped", _dropped)];
    }

    private static Measurement<long> Of(string result, long spans) => new(spans, new KeyValuePair<string, object?>("result", result));
}
