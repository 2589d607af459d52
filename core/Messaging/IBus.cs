namespace IntegrationHub.Core.Messaging;

/// <summary>A message to send.</summary>
public sealed record BusMessage
{
    /// <summary>Id within the entity; a second one within the entity's duplicate window is dropped.</summary>
    public required string MessageId { get; init; }

    /// <summary>What it carries; a claim check, not the thing itself.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Short label, e.g. the event's type.</summary>
    public string? Subject { get; init; }

    /// <summary>Messages with the same key are in flight one at a time.</summary>
    public string? Key { get; init; }

    /// <summary>Not to be delivered before, UTC.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What the duplicate window looks at; the id when null. A retry or replay is the same message under another key.</summary>
    public string? DuplicateKey { get; init; }

    /// <summary>Media type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Id of what this belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Address that an answer is expected at.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Session of <see cref="ReplyTo"/> that the answer is expected in.</summary>
    public string? ReplyToSessionId { get; init; }

    /// <summary>Where the sender wants messages to lie together without a common <see cref="Key"/>; with a key it is the key.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>Whom the sender meant it for.</summary>
    public string? To { get; init; }

    /// <summary>W3C <c>traceparent</c> of the span that sent it; null where nobody traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The sender's own properties by name; each value as a JSON literal (text in quotes, a number, true, false), so that its type survives.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = EmptyProperties;

    private static readonly IReadOnlyDictionary<string, string> EmptyProperties = new Dictionary<string, string>();
}

/// <summary>A message delivered under a lock; it comes again when the lock runs out without a settlement.</summary>
public sealed record LockedMessage
{
    /// <summary>Queue, or <c>topic/subscriptions/name</c>.</summary>
    public required string Entity { get; init; }

    /// <summary>Position in the entity.</summary>
    public required long SequenceNumber { get; init; }

    /// <summary>Names this delivery; settles it.</summary>
    public required string LockToken { get; init; }

    /// <summary>When the lock runs out, UTC.</summary>
    public required DateTimeOffset LockedUntil { get; init; }

    /// <summary>1 for the first delivery.</summary>
    public required int DeliveryCount { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>The message as sent.</summary>
    public required BusMessage Message { get; init; }
}

/// <summary>How many messages an entity holds.</summary>
/// <param name="Active">Ready or locked.</param>
/// <param name="Scheduled">Not yet due.</param>
/// <param name="DeadLettered">Parked and waiting for a person.</param>
public sealed record EntityCounts(long Active, long Scheduled, long DeadLettered);

/// <summary>
/// The bus, with the semantics of Azure Service Bus: at least once, peek-lock, delivery count, dead letter, schedule, duplicate window,
/// topics with subscriptions. An entity that the topology does not name is refused with <see cref="ArgumentException"/>; a bus that is out
/// of reach or wrongly configured says so with <see cref="BusUnavailableException"/>.
/// </summary>
public interface IBus
{
    /// <summary>How spans name it (<c>messaging.system</c>).</summary>
    string SystemName => BusTracing.Embedded;

    /// <summary>Sends to a queue or topic; durable when the task completes.</summary>
    Task SendAsync(string entity, IReadOnlyList<BusMessage> messages, CancellationToken cancellation = default);

    /// <summary>Locks up to so many messages, oldest first; empty when none is ready.</summary>
    Task<IReadOnlyList<LockedMessage>> ReceiveAsync(string entity, int max, CancellationToken cancellation = default);

    /// <summary>Done: removes it. False where the lock was lost.</summary>
    Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation = default);

    /// <summary>Gives it back, to come again after the delay. False where the lock was lost.</summary>
    Task<bool> AbandonAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation = default);

    /// <summary>Holds the lock for another lock duration; null where it was lost.</summary>
    Task<DateTimeOffset?> RenewAsync(LockedMessage message, CancellationToken cancellation = default);

    /// <summary>Parks it as a dead letter. False where the lock was lost.</summary>
    Task<bool> DeadLetterAsync(LockedMessage message, Fault fault, CancellationToken cancellation = default);

    /// <summary>Counts of a queue or subscription.</summary>
    Task<EntityCounts> CountsAsync(string entity, CancellationToken cancellation = default);

    /// <summary>Completes when something may be ready in the entity, or after the longest wait; it may complete for nothing.</summary>
    Task WaitAsync(string entity, TimeSpan longest, CancellationToken cancellation = default);
}

/// <summary>Takes a lease by name so that one holder at a time does a thing, across processes.</summary>
public interface ILeases
{
    /// <summary>Takes or extends the lease; false while another holder has it.</summary>
    Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation = default);

    /// <summary>Gives it back; without effect where the holder lost it.</summary>
    Task ReleaseAsync(string name, string holder, CancellationToken cancellation = default);
}
