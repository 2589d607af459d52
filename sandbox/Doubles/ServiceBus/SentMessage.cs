namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>A message as its sender wrote it.</summary>
internal sealed record SentMessage
{
    public required byte[] Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Broker properties that the sender set and that come back as they were: name and JSON literal.</summary>
    public required IReadOnlyDictionary<string, string> Broker { get; init; }

    /// <summary>Application properties: name and literal.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    public required string MessageId { get; init; }

    public string? SessionId { get; init; }

    public TimeSpan? TimeToLive { get; init; }

    public DateTimeOffset? ScheduledAt { get; init; }
}

/// <summary>A message in a queue, with what the broker knows of it.</summary>
internal sealed class StoredMessage(SentMessage sent, long sequence, DateTimeOffset enqueuedAt, DateTimeOffset visibleAt, DateTimeOffset? expiresAt)
{
    public SentMessage Sent { get; } = sent;

    public long Sequence { get; } = sequence;

    public DateTimeOffset EnqueuedAt { get; } = enqueuedAt;

    public DateTimeOffset VisibleAt { get; } = visibleAt;

    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public int DeliveryCount { get; set; }

    public Guid? LockToken { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    public string? DeadLetterReason { get; init; }

    public string? DeadLetterDescription { get; init; }
}
