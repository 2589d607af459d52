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
/// topics with subscriptions. An entity that the topology does not name is refused with <see cref="ArgumentException"/>.
/// </summary>
public interface IBus
{
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
    EntityCounts Counts(string entity);

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
