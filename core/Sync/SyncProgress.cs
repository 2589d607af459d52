using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync;

/// <summary>How far a stream is. Everything up to the watermark is archived and on the bus.</summary>
public sealed record SyncProgress
{
    /// <summary>Source time up to which everything was fetched.</summary>
    public required DateTimeOffset Watermark { get; init; }

    /// <summary>The window in work; null between windows.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>Where to go on in the window, or in a stream without windows.</summary>
    public Cursor? Cursor { get; init; }

    /// <summary>Length of the next windows while the other side finds the usual ones too wide; null is the usual length.</summary>
    public TimeSpan? Narrowed { get; init; }
}
