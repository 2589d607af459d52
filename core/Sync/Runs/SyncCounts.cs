namespace IntegrationHub.Core.Sync.Runs;

/// <summary>What became of every record that was fetched. Nothing may be lost in between: see <see cref="Balanced"/>.</summary>
public sealed record SyncCounts
{
    /// <summary>Records that the other side delivered.</summary>
    public long Fetched { get; init; }

    /// <summary>Known in this version already.</summary>
    public long Unchanged { get; init; }

    /// <summary>Archived and on the bus.</summary>
    public long Emitted { get; init; }

    /// <summary>Parked as dead letters.</summary>
    public long Rejected { get; init; }

    /// <summary>Left out on purpose, by reason.</summary>
    public IReadOnlyDictionary<string, long> Dropped { get; init; } = new Dictionary<string, long>();

    /// <summary>Fetched and not yet durable when the run ended; fetched again by the next one.</summary>
    public long Pending { get; init; }

    /// <summary>fetched = unchanged + emitted + rejected + dropped + pending.</summary>
    public bool Balanced => Fetched == Unchanged + Emitted + Rejected + Dropped.Values.Sum() + Pending;

    /// <summary>Both together.</summary>
    public SyncCounts Plus(SyncCounts other) => new()
    {
        Fetched = Fetched + other.Fetched,
        Unchanged = Unchanged + other.Unchanged,
        Emitted = Emitted + other.Emitted,
        Rejected = Rejected + other.Rejected,
        Pending = Pending + other.Pending,
        Dropped = Dropped.Concat(other.Dropped).GroupBy(d => d.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(d => d.Value)),
    };
}
