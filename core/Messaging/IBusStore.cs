namespace IntegrationHub.Core.Messaging;

/// <summary>One message of the outbox, and what is settled once it is sent.</summary>
public sealed record OutboxMessage
{
    /// <summary>The row that it comes from.</summary>
    public required long Row { get; init; }

    /// <summary>Queue or topic.</summary>
    public required string Entity { get; init; }

    /// <summary>The message; null where the row is done with and nothing is to be sent.</summary>
    public BusMessage? Message { get; init; }

    /// <summary>For the orders of a document: the one that this message is about.</summary>
    public Guid? Order { get; init; }

    /// <summary>True where the row is done once this message is sent.</summary>
    public bool Last { get; init; }
}

/// <summary>
/// What a bus outside the store needs of the store: the outbox, the bodies that are too large for a message, and the dead letters that it
/// hands over so that people find all of them in one place.
/// </summary>
public interface IBusStore
{
    /// <summary>The oldest messages of the outbox; the same again until they are settled.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="except">Queues and topics whose messages are passed over.</param>
    IReadOnlyList<OutboxMessage> Due(int limit, IReadOnlyCollection<string>? except = null);

    /// <summary>These are on the bus.</summary>
    Task SentAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation = default);

    /// <summary>The bus will not take this one: it becomes a dead letter, and the outbox goes on behind it.</summary>
    Task RefusedAsync(OutboxMessage message, Fault fault, CancellationToken cancellation = default);

    /// <summary>Completes when something may be in the outbox, or after the longest wait.</summary>
    /// <param name="longest">At most so long.</param>
    /// <param name="except">Queues and topics whose messages do not count.</param>
    /// <param name="cancellation">Cancels.</param>
    Task WaitAsync(TimeSpan longest, IReadOnlyCollection<string>? except = null, CancellationToken cancellation = default);

    /// <summary>Puts what waits in the embedded bus's queues into the outbox, for the bus that takes over; returns how many.</summary>
    Task<int> AdoptAsync(CancellationToken cancellation = default);

    /// <summary>Keeps a body until a moment; returns the claim that fetches it: hex of its SHA-256.</summary>
    Task<string> CheckInAsync(ReadOnlyMemory<byte> body, DateTimeOffset until, CancellationToken cancellation = default);

    /// <summary>The body of a claim; null when unknown.</summary>
    byte[]? CheckOut(string claim);

    /// <summary>Files a dead letter that the bus hands over; false where it was filed before.</summary>
    /// <param name="origin">Names the message on the bus; makes filing idempotent.</param>
    /// <param name="entity">Queue or subscription that the work came from.</param>
    /// <param name="message">The message.</param>
    /// <param name="fault">Why it was parked.</param>
    /// <param name="deliveryCount">How often it was delivered.</param>
    /// <param name="cancellation">Cancels.</param>
    Task<bool> CollectAsync(
        string origin, string entity, BusMessage message, Fault fault, int deliveryCount, CancellationToken cancellation = default);

    /// <summary>Open dead letters of a queue or subscription.</summary>
    long Parked(string entity);
}
