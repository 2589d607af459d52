using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Storage;

/// <summary>What people and programs ask the store; every call sees one consistent state and blocks no writer.</summary>
public interface IStoreQueries
{
    /// <summary>The document; null when unknown.</summary>
    ArchivedDocument? FindDocument(string documentId);

    /// <summary>Documents, newest first.</summary>
    IReadOnlyList<ArchivedDocument> ListDocuments(int limit, DocumentState? state = null);

    /// <summary>Finished documents of which no order came and which nobody dismissed, newest first: what they need is on no order card.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="outcome">Only those with this outcome; null for all.</param>
    IReadOnlyList<ArchivedDocument> ListDocumentsWithoutOrders(int limit, Outcome? outcome = null);

    /// <summary>The bytes as received; null when unknown.</summary>
    Stream? OpenDocument(string documentId);

    /// <summary>The answer for a finished document; null while it is not finished or unknown.</summary>
    ImportDocument? Answer(string documentId);

    /// <summary>The card with its order; null when unknown.</summary>
    OrderView? FindOrder(Guid id);

    /// <summary>The order's log from its first event on.</summary>
    IReadOnlyList<OrderEvent> Events(Guid id);

    /// <summary>One page of cards.</summary>
    IReadOnlyList<OrderCard> ListOrders(OrderQuery query);

    /// <summary>One page of cards with their orders.</summary>
    IReadOnlyList<OrderView> ListOrderViews(OrderQuery query);

    /// <summary>One page of what became of orders, with the findings of their last check; the orders themselves are not read.</summary>
    IReadOnlyList<OrderRemarks> ListOrderRemarks(OrderQuery query);

    /// <summary>How many orders of a document came out how; outcomes that none has are left out.</summary>
    IReadOnlyDictionary<Outcome, int> Outcomes(string documentId);

    /// <summary>How many orders the query names, paging aside.</summary>
    long CountOrders(OrderQuery query);

    /// <summary>Rows and time of load of a reference table; null when it was never loaded.</summary>
    ReferenceStatus? Reference(ReferenceTable table);

    /// <summary>Counts for metrics and the start page.</summary>
    StoreCounts Counts();
}

/// <summary>What became of an order and what its last check said.</summary>
/// <param name="Id">The order.</param>
/// <param name="OrderNumber">Number as written.</param>
/// <param name="Outcome">What became of it so far.</param>
/// <param name="DuplicateOf">The order that it repeats.</param>
/// <param name="Findings">Findings of its last check.</param>
/// <param name="Shared">Hash of those among them that it shares with other orders; null where it shares none.</param>
public sealed record OrderRemarks(Guid Id, string? OrderNumber, Outcome Outcome, Guid? DuplicateOf, IReadOnlyList<Finding> Findings, UInt128? Shared);

/// <summary>State of one reference table.</summary>
/// <param name="Table">Which.</param>
/// <param name="Rows">Rows now.</param>
/// <param name="LoadedAt">Last load, UTC.</param>
/// <param name="Version">Grows with each load.</param>
public sealed record ReferenceStatus(ReferenceTable Table, long Rows, DateTimeOffset LoadedAt, long Version);

/// <summary>Numbers that show at a glance how the hub stands.</summary>
public sealed record StoreCounts
{
    /// <summary>Documents in the archive.</summary>
    public long Documents { get; init; }

    /// <summary>Documents not yet finished.</summary>
    public long DocumentsOpen { get; init; }

    /// <summary>Finished documents of which no order came and which nobody dismissed, by outcome.</summary>
    public IReadOnlyDictionary<Outcome, long> DocumentsWithoutOrders { get; init; } = new Dictionary<Outcome, long>();

    /// <summary>Orders by outcome.</summary>
    public IReadOnlyDictionary<Outcome, long> Orders { get; init; } = new Dictionary<Outcome, long>();

    /// <summary>Dead letters waiting for a person.</summary>
    public long DeadLetters { get; init; }

    /// <summary>Outbox rows not yet relayed.</summary>
    public long Outbox { get; init; }
}
