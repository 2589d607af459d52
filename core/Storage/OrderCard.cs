using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Storage;

/// <summary>The living card of one order: the projection of its events. Everyone reads the same card.</summary>
public sealed record OrderCard
{
    /// <summary>UUID v7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Document that it came from.</summary>
    public string Document => DocumentKey.OfOrder(Id).ToString();

    /// <summary>Zero-based position in the document.</summary>
    public int Index => DocumentKey.IndexOfOrder(Id);

    /// <summary>When its document came.</summary>
    public DateTimeOffset ReceivedAt => DocumentKey.ReceivedAt(Id);

    /// <summary>What became of it so far.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The channel that it came by; null on a card of a program that did not note it yet.</summary>
    public string? Channel { get; init; }

    /// <summary>Number as written.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The hub's code of the customer, where known.</summary>
    public string? CustomerCode { get; init; }

    /// <summary>Customer's name as written.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Calendar date of the order.</summary>
    public DateOnly? OrderDate { get; init; }

    /// <summary>Where it stands in the house.</summary>
    public OrderStage Stage { get; init; }

    /// <summary>Number of lines.</summary>
    public int Lines { get; init; }

    /// <summary>0 to 1.</summary>
    public decimal Confidence { get; init; }

    /// <summary>The order that it repeats or seems to repeat.</summary>
    public Guid? DuplicateOf { get; init; }

    /// <summary>Plant, line or warehouse.</summary>
    public string? Route { get; init; }

    /// <summary>64-bit content hash of the checks.</summary>
    public ulong ContentHash { get; init; }

    /// <summary>Number of findings of its latest check that are its own.</summary>
    public int Remarks { get; init; }

    /// <summary>Hash of those that it shares with other orders and that are stored once.</summary>
    public UInt128? SharedRemarks { get; init; }

    /// <summary>Number of events so far.</summary>
    public int Length { get; init; }

    /// <summary>Hash of the last event.</summary>
    public byte[] Head { get; init; } = [];

    /// <summary>True where lines were added that no check has seen yet; only while its document is being processed.</summary>
    public bool Unchecked { get; init; }
}

/// <summary>A card together with what its events carry in full.</summary>
/// <param name="Card">The card.</param>
/// <param name="Order">The order as it stands.</param>
/// <param name="Findings">Findings of the latest check.</param>
public sealed record OrderView(OrderCard Card, CanonicalOrder Order, IReadOnlyList<Finding> Findings);

/// <summary>One entry of an order's log.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Sequence">1, 2, 3 …</param>
/// <param name="Type">e.g. <c>OrderReceived</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: a person, or the part of the hub.</param>
/// <param name="Data">JSON of the event.</param>
/// <param name="Previous">Hash of the event before it; 32 zero bytes for the first.</param>
/// <param name="Hash">SHA-256 over all of the above.</param>
public sealed record OrderEvent(
    Guid OrderId, int Sequence, string Type, DateTimeOffset At, string Actor, byte[] Data, byte[] Previous, byte[] Hash);

/// <summary>Which orders. Every member narrows; default is all, newest document last.</summary>
public sealed record OrderQuery
{
    /// <summary>Of this document.</summary>
    public string? Document { get; init; }

    /// <summary>With this number as written.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Customer's code, or part of its name.</summary>
    public string? Customer { get; init; }

    /// <summary>With this outcome.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>In this stage.</summary>
    public OrderStage? Stage { get; init; }

    /// <summary>Only those that somebody has to look at or that say something besides this; null for all.</summary>
    public Remarkable? Remarkable { get; init; }

    /// <summary>Received at or after, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Newest first instead of oldest first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>Rows that a page has at most.</summary>
    public const int LongestPage = 1000;

    /// <summary>Rows per page, 1 to <see cref="LongestPage"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Continue behind this order (the last of the page before).</summary>
    public Guid? After { get; init; }
}

/// <summary>What tells an order that is worth a line: it is not accepted, has findings of its own, or shares others than these.</summary>
/// <param name="Common">Hash of the shared findings that are said elsewhere; null where there are none.</param>
public sealed record Remarkable(UInt128? Common);
