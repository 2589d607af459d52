using System.Diagnostics.Metrics;

namespace IntegrationHub.Core.Telemetry;

/// <summary>
/// The hub's instruments, stated once: the Prometheus page and the OTLP exporter both read them. Counts are added per document or per commit, never
/// per line; labels have few values, all known beforehand but the names of accounts.
/// </summary>
public static class HubMetrics
{
    private static readonly double[] Seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>The meter.</summary>
    public static Meter Meter { get; } = new(HubTracing.Name, HubTracing.Source.Version);

    /// <summary>Documents taken in, by channel and by how they were met: <c>archived known refused</c>.</summary>
    public static Counter<long> DocumentsReceived { get; } =
        Meter.CreateCounter<long>("hub.documents.received", "{document}", "documents taken in, by channel and result");

    /// <summary>Documents brought to their end, by outcome.</summary>
    public static Counter<long> DocumentsProcessed { get; } =
        Meter.CreateCounter<long>("hub.documents.processed", "{document}", "documents brought to their end, by outcome");

    /// <summary>From picking a document up to its last commit.</summary>
    public static Histogram<double> DocumentDuration { get; } = Duration("hub.document.duration", "from picking a document up to its last commit");

    /// <summary>Orders checked and filed, by outcome.</summary>
    public static Counter<long> OrdersProcessed { get; } =
        Meter.CreateCounter<long>("hub.orders.processed", "{order}", "orders checked and filed, by outcome");

    /// <summary>Time in the checks of one piece of work, a few hundred orders at most.</summary>
    public static Histogram<double> CheckDuration { get; } = Duration("hub.check.duration", "time in the checks of one commit");

    /// <summary>Time that a message waited before it was delivered.</summary>
    public static Histogram<double> MessageWait { get; } = Duration("hub.message.wait", "time from sending a message to its delivery");

    /// <summary>Time in the handler of a message (name by the semantic conventions for messaging).</summary>
    public static Histogram<double> MessageProcess { get; } = Duration("messaging.process.duration", "time in the handler of a message");

    /// <summary>Messages that are to come again, by entity and fault.</summary>
    public static Counter<long> MessagesRetried { get; } =
        Meter.CreateCounter<long>("hub.messages.retried", "{message}", "messages that are to come again, by entity and fault");

    /// <summary>Messages parked as dead letters, by entity and fault.</summary>
    public static Counter<long> MessagesParked { get; } =
        Meter.CreateCounter<long>("hub.messages.parked", "{message}", "messages parked as dead letters, by entity and fault");

    /// <summary>Runs of accounts, by kind and by how they ended.</summary>
    public static Counter<long> SyncRuns { get; } = Meter.CreateCounter<long>("hub.sync.runs", "{run}", "runs of accounts, by kind and end");

    /// <summary>Records of outside systems, by account and by what became of them.</summary>
    public static Counter<long> SyncRecords { get; } =
        Meter.CreateCounter<long>("hub.sync.records", "{record}", "records of outside systems, by account and result");

    private static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(
        name, "s", description, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
}
