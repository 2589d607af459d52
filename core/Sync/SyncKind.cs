namespace IntegrationHub.Core.Sync;

/// <summary>Why an account is synced.</summary>
public enum SyncKind
{
    /// <summary>What is new since the last run.</summary>
    Sync,

    /// <summary>A span of time that someone asked for.</summary>
    Backfill,

    /// <summary>Compares what the platform has with what the hub has and fetches the gaps.</summary>
    Sweep,
}
