using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Storage;

/// <summary>How far a document is.</summary>
public enum DocumentState
{
    /// <summary>Archived and on the bus.</summary>
    Received,

    /// <summary>Some of its orders are committed.</summary>
    Working,

    /// <summary>All of it is processed; the answer is final.</summary>
    Finished,

    /// <summary>Processing met a fault that a person must look at; a dead letter says which.</summary>
    Parked,
}

/// <summary>What a document holds.</summary>
public enum DocumentKind
{
    /// <summary>A workbook or text table to be understood.</summary>
    Table,

    /// <summary>order/v1 as JSON, one or an array.</summary>
    Orders,

    /// <summary>JSON of an outside system, to be read by the mapping that the document names.</summary>
    Record,
}

/// <summary>A document in the archive: what is known of it besides its bytes.</summary>
public sealed record ArchivedDocument
{
    /// <summary>Its id, from which its orders' ids derive.</summary>
    public required DocumentKey Key { get; init; }

    /// <summary>When it came, UTC, to the millisecond.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>SHA-256 of the bytes as received.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Name as the sender or caller gave it.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public DocumentKind Kind { get; init; }

    /// <summary>E-mail address or account of the sender.</summary>
    public string? Sender { get; init; }

    /// <summary>How it came: <c>file api mail</c> …</summary>
    public string Channel { get; init; } = "file";

    /// <summary>The configured account of the channel.</summary>
    public string? Account { get; init; }

    /// <summary>The channel's own key for it; with <see cref="Version"/> it is archived once.</summary>
    public string? NaturalKey { get; init; }

    /// <summary>The channel's version of it.</summary>
    public string? Version { get; init; }

    /// <summary>Name of the mapping that the caller asked for.</summary>
    public string? Mapping { get; init; }

    /// <summary>How far it is.</summary>
    public DocumentState State { get; init; }

    /// <summary>Orders yielded by the reader whose effect is committed; processing continues behind them.</summary>
    public long Progress { get; init; }

    /// <summary>Orders committed so far, by outcome, and their lines.</summary>
    public DocumentTally Tally { get; init; } = new();

    /// <summary>The final answer on the document as a whole; null until it is finished.</summary>
    public DocumentAnswer? Answer { get; init; }

    /// <summary>That a person needs nothing more of it; null where nobody said so.</summary>
    public DocumentDismissal? Dismissal { get; init; }
}

/// <summary>A person's word that a document of which no order came needs nothing more.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; null where nothing was said.</param>
public sealed record DocumentDismissal(DateTimeOffset At, string Actor, string? Reason);

/// <summary>Counts of a document's orders.</summary>
public sealed record DocumentTally
{
    /// <summary>Orders in all.</summary>
    public int Orders { get; init; }

    /// <summary>Lines in all.</summary>
    public long Lines { get; init; }
}

/// <summary>What is said of the document as a whole once it is finished.</summary>
/// <param name="Outcome">See design: the aggregate of its orders, or failed.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Findings">Findings on the whole.</param>
/// <param name="ElapsedMs">From opening to the answer.</param>
public sealed record DocumentAnswer(Outcome Outcome, decimal Confidence, IReadOnlyList<Finding> Findings, long ElapsedMs)
{
    /// <summary>What keeps the document as a whole from becoming orders; also among the findings.</summary>
    public Finding? Refusal { get; init; }
}
