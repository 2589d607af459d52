using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>How the store in one file is opened. The defaults suit one machine.</summary>
public sealed record SqliteHubOptions
{
    /// <summary>Source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>IANA name of the zone whose calendar the business day follows.</summary>
    public string BusinessZone { get; init; } = "Asia/Shanghai";

    /// <summary>Entities of the bus.</summary>
    public BusTopology Topology { get; init; } = BusTopology.Default;

    /// <summary>
    /// True where the bus is outside the store: what is sent goes into the outbox and stays there until <see cref="Core.Messaging.IBusStore"/>
    /// is told that it was sent.
    /// </summary>
    public bool OutsideBus { get; init; }

    /// <summary>Pages that the writing connection keeps.</summary>
    public long CacheBytes { get; init; } = 8L << 20;

    /// <summary>Pages that each reading connection keeps.</summary>
    public long ReaderCacheBytes { get; init; } = 2L << 20;

    /// <summary>Size of the write-ahead log at which it is copied into the file, bytes. Larger copies hot pages less often.</summary>
    public long CheckpointBytes { get; init; } = 32L << 20;

    /// <summary>How long a connection waits for another one's lock.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
