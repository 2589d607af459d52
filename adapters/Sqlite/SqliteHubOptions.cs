using IntegrationHub.Adapters.Store;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>How the store in one file is opened. The defaults suit one machine.</summary>
public sealed record SqliteHubOptions : StoreOptions
{
    /// <summary>Pages that the writing connection keeps.</summary>
    public long CacheBytes { get; init; } = 8L << 20;

    /// <summary>Pages that each reading connection keeps.</summary>
    public long ReaderCacheBytes { get; init; } = 2L << 20;

    /// <summary>Size of the write-ahead log at which it is copied into the file, bytes. Larger copies hot pages less often.</summary>
    public long CheckpointBytes { get; init; } = 32L << 20;

    /// <summary>How long a connection waits for another one's lock.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
