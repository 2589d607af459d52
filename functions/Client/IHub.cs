using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Client;

/// <summary>One file to import.</summary>
/// <param name="Path">The file.</param>
/// <param name="Input">As the caller named it.</param>
/// <param name="Sender">Sender's address.</param>
/// <param name="Mapping">Mapping to use; null lets the hub choose.</param>
/// <param name="DryRun">Change nothing.</param>
internal sealed record ImportInput(string Path, string Input, string? Sender, string? Mapping, bool DryRun);

/// <summary>All that the command line asks of a hub, be it the store in its own hands or a hub that runs.</summary>
internal interface IHub : IAsyncDisposable
{
    Task<ImportDocument> ImportAsync(ImportInput input, CancellationToken cancellation);

    IAsyncEnumerable<OrderEntry> OrdersAsync(OrderQuery query, bool all, CancellationToken cancellation);

    Task<long> CountOrdersAsync(OrderQuery query, CancellationToken cancellation);

    /// <summary>Documents, newest first.</summary>
    Task<IReadOnlyList<DocumentEntry>> DocumentsAsync(DocumentFilter filter, CancellationToken cancellation);

    /// <summary>Dismisses a document of which no order came.</summary>
    Task<VerbResult> DismissAsync(string document, DocumentVerb what, CancellationToken cancellation);

    Task<OrderEntry?> OrderAsync(Guid id, CancellationToken cancellation);

    /// <param name="verb"><c>release reject link unlink</c>.</param>
    /// <param name="order">The order.</param>
    /// <param name="what">Who, why and, for a link, with which.</param>
    /// <param name="cancellation">Ends waiting.</param>
    Task<VerbAnswer> DecideAsync(string verb, Guid order, OrderVerb what, CancellationToken cancellation);

    Task<IReadOnlyList<DeadLetterGroup>> DeadLetterSummaryAsync(DeadLetterQuery query, CancellationToken cancellation);

    Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(DeadLetterQuery query, CancellationToken cancellation);

    Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellation);

    Task<long> ReplayAsync(DeadLetterVerb what, CancellationToken cancellation);

    Task<long> DiscardAsync(DeadLetterVerb what, CancellationToken cancellation);

    Task<bool> EditAsync(long id, DeadLetterVerb what, CancellationToken cancellation);

    Task<ReferenceAnswer> LoadReferenceAsync(ReferenceTable? table, ReferenceMode mode, string path, CancellationToken cancellation);

    Task<IReadOnlyList<ReferenceStatus>> ReferenceAsync(CancellationToken cancellation);

    Task<IReadOnlyList<AccountEntry>> AccountsAsync(CancellationToken cancellation);

    Task<AccountHealth> CheckAccountAsync(string account, CancellationToken cancellation);

    /// <summary>Syncs and waits for the end of the run and, where no pump does it, of what it put on the bus.</summary>
    Task<SyncRun> SyncAsync(string account, SyncOrder what, CancellationToken cancellation);

    Task<CertificateAnswer> CertificateAsync(string account, DateOnly day, CancellationToken cancellation);

    /// <summary>True where schedules run by themselves: a hub that is up.</summary>
    bool KeepsSchedules { get; }

    Task<VerifyReport> VerifyAsync(CancellationToken cancellation);

    Task<long> RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellation);

    Task BackupAsync(string path, CancellationToken cancellation);
}
