namespace IntegrationHub.Core.Storage;

/// <summary>What a person may do with a document of which no order came.</summary>
/// <param name="store">The store.</param>
public sealed class DocumentDesk(IHubStore store)
{
    /// <summary>
    /// Says that the document needs nothing more: it was a price list, the sender was told, it came again corrected. Who, when and why stay with
    /// the document; done again nothing changes and the first word stands.
    /// </summary>
    /// <param name="documentId">The document.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <returns><see cref="VerbResult.NotAllowed"/> while it is at work, and where orders came of it: those are decided on one by one.</returns>
    public Task<VerbResult> DismissAsync(string documentId, string actor, string? reason, CancellationToken cancellation = default) =>
        !DocumentKey.TryParse(documentId, out var key) ? Task.FromResult(VerbResult.Unknown) : store.WriteAsync(
            unit => unit.FindDocument(key) switch
            {
                null => VerbResult.Unknown,
                { Dismissal: not null } => VerbResult.Done,
                _ => unit.TryDismiss(key, actor, reason) ? VerbResult.Done : VerbResult.NotAllowed,
            },
            cancellation);
}
