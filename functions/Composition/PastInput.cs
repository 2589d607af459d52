using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;

namespace IntegrationHub.Functions.Composition;

/// <summary>Documents of the archive that a mapping read before, laid out as files while they are compared.</summary>
internal sealed class PastInput(HubOptions options, IWorkbookOpener opener)
{
    private const int MostLookedAt = 1000;
    private const int Most = 100;

    /// <summary>Newest first.</summary>
    public IEnumerable<PastDocument> Of(string mapping)
    {
        using var work = TemporaryFiles.Take();
        var folder = work.Path ?? Path.GetTempPath();
        var store = StoreOpening.Open(options, HubAccess.Read);
        try
        {
            var queries = store.Queries;
            var read = queries.ListDocuments(MostLookedAt, DocumentState.Finished)
                .Where(document => document.Kind == DocumentKind.Table && IsReadBy(queries, document, mapping))
                .Take(Most);
            foreach (var document in read)
            {
                var path = Path.Combine(folder, $"hub-{document.Key}.tmp");
                using (var bytes = queries.OpenDocument(document.Key.ToString()))
                using (var file = File.Create(path))
                {
                    bytes!.CopyTo(file);
                }

                var name = Path.GetFileName(document.Name);
                yield return new PastDocument(
                    document.Key.ToString(), name, document.Sender, () => opener.Open(path, name, options.Reading, CancellationToken.None));
                File.Delete(path);
            }
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static bool IsReadBy(IStoreQueries queries, ArchivedDocument document, string mapping) =>
        queries.ListOrderViews(new OrderQuery { Document = document.Key.ToString(), Limit = 1 }) is [var view] && view.Order.Provenance?.Mapping == mapping;
}
