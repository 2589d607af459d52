namespace IntegrationHub.Core.Storage;

/// <summary>Care of the store.</summary>
public interface IStoreMaintenance
{
    /// <summary>Why the last commit failed; null while commits succeed. It stands until <see cref="ProbeAsync"/> succeeds.</summary>
    StoreUnavailableException? Trouble { get; }

    /// <summary>Writes a little and takes it away again: proves that work can go on.</summary>
    /// <exception cref="StoreUnavailableException">It cannot.</exception>
    Task ProbeAsync(CancellationToken cancellation = default);

    /// <summary>Checks every chain, every card against its events, every checkpoint, and the file itself.</summary>
    VerifyReport Verify(CancellationToken cancellation = default);

    /// <summary>
    /// Makes the projections (cards, keys, reservations) equal to the events, in portions and while work goes on. Cancelled or killed, it leaves
    /// every card right or as it was, and can be run again.
    /// </summary>
    /// <param name="progress">Told how far it is, after each portion.</param>
    /// <param name="cancellation">Ends it before the next portion.</param>
    /// <returns>Orders whose cards are as their events say.</returns>
    Task<long> RebuildAsync(IProgress<RebuildProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>Signs what was appended since the last checkpoint; returns the number of events covered.</summary>
    Task<long> CheckpointAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Writes a consistent copy while work goes on. The key of a data folder's checkpoints goes beside it (<c>.key</c>): without it another
    /// machine could not prove them.
    /// </summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="cancellation">Ends the copy; the incomplete file is removed.</param>
    Task BackupAsync(string path, CancellationToken cancellation = default);
}

/// <summary>What <c>store verify</c> found.</summary>
/// <param name="Orders">Orders looked at.</param>
/// <param name="Events">Events looked at.</param>
/// <param name="Checkpoints">Checkpoints looked at.</param>
/// <param name="Problems">What does not hold, at most 1,000; empty when all is well.</param>
public sealed record VerifyReport(long Orders, long Events, long Checkpoints, IReadOnlyList<VerifyProblem> Problems)
{
    /// <summary>True where everything holds.</summary>
    public bool Sound => Problems.Count == 0;
}

/// <summary>One thing that does not hold.</summary>
/// <param name="Code"><c>chain-broken card-differs card-missing checkpoint-differs checkpoint-unproven content-differs content-missing file-damaged</c></param>
/// <param name="Order">The order concerned.</param>
/// <param name="Detail">What was found, for an engineer.</param>
public sealed record VerifyProblem(string Code, Guid? Order, string Detail)
{
    /// <summary>Nothing is known to be wrong: the key of the checkpoints is not there to prove them.</summary>
    public const string CheckpointUnproven = "checkpoint-unproven";
}
