using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Connectors;

/// <summary>One page of a stream; everything that stood on it is in exactly one of its lists.</summary>
public sealed record Page
{
    /// <summary>Records that can go on.</summary>
    public IReadOnlyList<FetchedRecord> Records { get; init; } = [];

    /// <summary>Records so malformed that not even their key could be read. They are parked and the others go on.</summary>
    public IReadOnlyList<RejectedRecord> Rejected { get; init; } = [];

    /// <summary>Records left out on purpose, by reason (kebab-case, e.g. <c>not-an-order</c>).</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; init; } = new Dictionary<string, int>();

    /// <summary>Where to go on once this page is kept. On the last page of a stream without windows: where the next run begins.</summary>
    public Cursor? NextCursor { get; init; }

    /// <summary>True when nothing follows in this window.</summary>
    public required bool IsLast { get; init; }
}

/// <summary>A record as the other side delivered it.</summary>
public sealed record FetchedRecord
{
    /// <summary>The record's bytes as received: a slice of the answer, not a new serialisation of it.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The other side's own key, e.g. its order number; the same for every version of one thing.</summary>
    public required string NaturalKey { get; init; }

    /// <summary>The other side's version, e.g. when it was last modified, as written there; where it has none, a hash of the bytes.</summary>
    public required string SourceVersion { get; init; }

    /// <summary>When the other side says it changed, UTC.</summary>
    public required DateTimeOffset SourceTime { get; init; }
}

/// <summary>A record that cannot go on.</summary>
/// <param name="Bytes">As received.</param>
/// <param name="Where">Its place in the answer: <c>line:column</c>, a JSON Pointer.</param>
/// <param name="Fault">Class <see cref="FaultClass.RecordRejected"/> or <see cref="FaultClass.Poison"/>.</param>
public sealed record RejectedRecord(ReadOnlyMemory<byte> Bytes, string Where, Fault Fault);
