using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>Cuts source time into windows. Windows overlap, so that a record at an edge or one shown late is seen twice rather than never.</summary>
internal static class WindowPlan
{
    /// <summary>The next window; null when nothing is to be fetched yet.</summary>
    /// <param name="progress">How far the stream is.</param>
    /// <param name="rule">How it is cut.</param>
    /// <param name="now">The moment.</param>
    /// <param name="until">Where a backfill ends; null for the running sync.</param>
    public static TimeWindow? Next(SyncProgress progress, WindowRule rule, DateTimeOffset now, DateTimeOffset? until)
    {
        if (progress.Window is { } begun)
        {
            return begun;
        }

        var settled = now - rule.Lag;
        var end = until is { } asked && asked < settled ? asked : settled;
        if (progress.Watermark >= end)
        {
            return null;
        }

        // Of a narrowed window no more than half may lie behind the watermark, or it would not get on.
        var length = progress.Narrowed ?? rule.Longest;
        var overlap = rule.Overlap < length / 2 ? rule.Overlap : length / 2;
        var from = Later(progress.Watermark - overlap, now - rule.History);
        return from < end ? new TimeWindow(from, Earlier(from + length, end)) : null;
    }

    /// <summary>Half the length of windows that were too wide; null where it cannot be halved.</summary>
    public static TimeSpan? Half(SyncProgress progress, WindowRule rule) =>
        (progress.Narrowed ?? rule.Longest) / 2 is var half && half >= rule.Shortest ? half : null;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
