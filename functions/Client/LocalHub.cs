using System.Runtime.CompilerServices;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Client;

/// <summary>The hub in this process, on the store itself.</summary>
internal sealed class LocalHub(HubServices services) : IHub
{
    /// <summary>What is wrong with IT's own rules, mappings and vocabularies; a running hub says it in its log.</summary>
    public IReadOnlyList<Core.Findings.Finding> FileProblems => services.FileProblems();

    public async Task<ImportDocument> ImportAsync(ImportInput input, CancellationToken cancellation)
    {
        await using var content = new FileStream(input.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var document = new RawDocument
        {
            Name = input.Input,
            Content = content,
            Sender = input.Sender,
            Mapping = input.Mapping,
        };
        return input.DryRun
            ? await services.Importer.DryRunAsync(document, cancellation).ConfigureAwait(false)
            : await services.Importer.ImportAsync(document, cancellation).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<OrderEntry> OrdersAsync(OrderQuery query, bool all, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = services.Queries.ListOrderViews(query);
            foreach (var view in page)
            {
                yield return OrderEntry.Of(view);
            }

            if (!all || page.Count < query.Limit)
            {
                yield break;
            }

            query = query with { After = page[^1].Card.Id };
            await Task.Yield();
        }
    }

    public Task<long> CountOrdersAsync(OrderQuery query, CancellationToken cancellation) => Task.FromResult(services.Queries.CountOrders(query));

    public Task<IReadOnlyList<DocumentEntry>> DocumentsAsync(DocumentFilter filter, CancellationToken cancellation) => Task.FromResult(filter.Of(services.Queries));

    public Task<VerbResult> DismissAsync(string document, DocumentVerb what, CancellationToken cancellation) =>
        services.Documents.DismissAsync(document, what.Actor ?? Actor.Unknown, what.Reason, cancellation);

    public Task<OrderEntry?> OrderAsync(Guid id, CancellationToken cancellation) => Task.FromResult(
        services.Queries.FindOrder(id) is { } view ? OrderEntry.Of(view, services.Queries.Events(id)) : null);

    public Task<VerbAnswer> DecideAsync(string verb, Guid order, OrderVerb what, CancellationToken cancellation) =>
        services.Desk.DecideAsync(verb, order, what, cancellation);

    public Task<IReadOnlyList<DeadLetterGroup>> DeadLetterSummaryAsync(DeadLetterQuery query, CancellationToken cancellation) =>
        Task.FromResult(services.DeadLetters.Summary(query));

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(DeadLetterQuery query, CancellationToken cancellation) =>
        Task.FromResult(services.DeadLetters.List(query));

    public Task<DeadLetter?> DeadLetterAsync(long id, CancellationToken cancellation) => Task.FromResult(services.DeadLetters.Show(id));

    public async Task<long> ReplayAsync(DeadLetterVerb what, CancellationToken cancellation) =>
        await services.DeadLetters.ReplayAsync(what.Query ?? new(), what.Actor ?? Actor.Unknown, cancellation).ConfigureAwait(false);

    public async Task<long> DiscardAsync(DeadLetterVerb what, CancellationToken cancellation) =>
        await services.DeadLetters.DiscardAsync(what.Query ?? new(), what.Actor ?? Actor.Unknown, what.Reason ?? "", cancellation).ConfigureAwait(false);

    public Task<bool> EditAsync(long id, DeadLetterVerb what, CancellationToken cancellation) =>
        services.DeadLetters.EditAsync(id, what.Body ?? [], what.Actor ?? Actor.Unknown, what.Reason ?? "", cancellation);

    public Task<ReferenceAnswer> LoadReferenceAsync(ReferenceTable? table, ReferenceMode mode, string path, CancellationToken cancellation) =>
        services.LoadReference(table, mode, path, Path.GetFileName(path), cancellation);

    public Task<IReadOnlyList<ReferenceStatus>> ReferenceAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ReferenceStatus>>(
        [.. Enum.GetValues<ReferenceTable>().Select(services.Queries.Reference).OfType<ReferenceStatus>()]);

    public bool KeepsSchedules => false;

    public Task<IReadOnlyList<AccountEntry>> AccountsAsync(CancellationToken cancellation) => Task.FromResult(services.Accounts().List());

    public Task<AccountHealth> CheckAccountAsync(string account, CancellationToken cancellation) => services.Accounts().CheckAsync(account, cancellation);

    public async Task<SyncRun> SyncAsync(string account, SyncOrder what, CancellationToken cancellation)
    {
        var (_, ended) = await services.Accounts().StartAsync(account, what, cancellation).ConfigureAwait(false);
        var run = await ended.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        await services.DrainDocuments(cancellation).ConfigureAwait(false);
        return run;
    }

    public Task<CertificateAnswer> CertificateAsync(string account, DateOnly day, CancellationToken cancellation) =>
        Task.FromResult(services.Accounts().Certificate(account, day));

    public Task<VerifyReport> VerifyAsync(CancellationToken cancellation) => Task.FromResult(services.Maintenance.Verify(cancellation));

    public Task<long> RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellation) =>
        services.Maintenance.RebuildAsync(progress, cancellation);

    public Task BackupAsync(string path, CancellationToken cancellation) => services.Maintenance.BackupAsync(path, cancellation);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
