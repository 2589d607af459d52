namespace IntegrationHub.Core.Storage;

/// <summary>One piece of work that a person must look at.</summary>
public sealed record DeadLetter
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Queue or subscription that the work came from.</summary>
    public required string Queue { get; init; }

    /// <summary>Id of the message.</summary>
    public required string MessageId { get; init; }

    /// <summary>When it was parked, UTC.</summary>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>Bounded code of the fault.</summary>
    public required string FaultCode { get; init; }

    /// <summary>Step that met it: <c>understand map check commit publish</c> …</summary>
    public required string Stage { get; init; }

    /// <summary>Mapping in use, with version; null when none.</summary>
    public string? MappingVersion { get; init; }

    /// <summary>Path of the order/v1 member concerned.</summary>
    public string? FieldPath { get; init; }

    /// <summary>Group of like cases: hash of fault code, stage, mapping version and field path.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Sentence for people, English.</summary>
    public required string Message { get; init; }

    /// <summary>Sentence for people, Chinese.</summary>
    public required string MessageZh { get; init; }

    /// <summary>Detail for an engineer; holds no secret.</summary>
    public string? Detail { get; init; }

    /// <summary>Document concerned.</summary>
    public string? Document { get; init; }

    /// <summary>Order concerned.</summary>
    public Guid? Order { get; init; }

    /// <summary>Trace that the work belonged to, 32 hex digits; null where nobody traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>The message's body.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>How often it was delivered.</summary>
    public int DeliveryCount { get; init; }

    /// <summary><c>open replayed edited discarded</c></summary>
    public required string State { get; init; }

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>Why it was closed.</summary>
    public string? Reason { get; init; }
}

/// <summary>Which dead letters; every member narrows. The one query object of all verbs.</summary>
public sealed record DeadLetterQuery
{
    // What is read from JSON that lacks a member keeps the default only where it is set, not initialised: hence "set" where there is one.
    /// <summary>These numbers.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>From this queue.</summary>
    public string? Queue { get; init; }

    /// <summary>With this fault code.</summary>
    public string? FaultCode { get; init; }

    /// <summary>Of this group.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Of this document.</summary>
    public string? Document { get; init; }

    /// <summary>In this state; default those that wait.</summary>
    public string? State { get; set; } = "open";

    /// <summary>At most so many.</summary>
    public int Limit { get; set; } = 1000;
}

/// <summary>A group of like dead letters.</summary>
/// <param name="Fingerprint">The group.</param>
/// <param name="FaultCode">Its fault code.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="MappingVersion">Its mapping.</param>
/// <param name="FieldPath">Its field.</param>
/// <param name="Count">How many wait.</param>
/// <param name="First">The oldest.</param>
/// <param name="Last">The newest.</param>
/// <param name="Message">One of the sentences.</param>
/// <param name="MessageZh">The same in Chinese.</param>
public sealed record DeadLetterGroup(
    string Fingerprint, string FaultCode, string Stage, string? MappingVersion, string? FieldPath, long Count,
    DateTimeOffset First, DateTimeOffset Last, string Message, string MessageZh);

/// <summary>The verbs on dead letters. Verbs claim first: of two people who replay the same letter, one does.</summary>
public interface IDeadLetters
{
    /// <summary>Groups by cause, largest first.</summary>
    IReadOnlyList<DeadLetterGroup> Summary(DeadLetterQuery query);

    /// <summary>The letters, oldest first.</summary>
    IReadOnlyList<DeadLetter> List(DeadLetterQuery query);

    /// <summary>One letter; null when unknown.</summary>
    DeadLetter? Show(long id);

    /// <summary>Puts them back on their queues; returns how many this call claimed.</summary>
    Task<int> ReplayAsync(DeadLetterQuery query, string actor, CancellationToken cancellation = default);

    /// <summary>Sends a new message with another body in place of the letter, linked to it; false where it is not open (any more).</summary>
    Task<bool> EditAsync(long id, byte[] body, string actor, string reason, CancellationToken cancellation = default);

    /// <summary>Closes them without effect; returns how many this call claimed.</summary>
    Task<int> DiscardAsync(DeadLetterQuery query, string actor, string reason, CancellationToken cancellation = default);
}
