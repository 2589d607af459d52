using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Wire;

/// <summary>One document as lists show it.</summary>
/// <param name="DocumentId">Its id.</param>
/// <param name="Name">Name as the sender or caller gave it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Outcome">What became of it; null until it is finished.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the bytes as received.</param>
/// <param name="Sender">Address or account of the sender.</param>
/// <param name="Channel">How it came.</param>
/// <param name="OrderCount">Orders that came of it.</param>
/// <param name="Findings">Findings on the document as a whole.</param>
/// <param name="Dismissal">Who said that it needs nothing more; null where nobody did.</param>
internal sealed record DocumentEntry(
    string DocumentId, string Name, string State, Outcome? Outcome, DateTimeOffset ReceivedAt, long Size, string Sha256, string? Sender, string Channel,
    int OrderCount, IReadOnlyList<Finding> Findings, DocumentDismissal? Dismissal = null)
{
    public static DocumentEntry Of(ArchivedDocument document) => new(
        document.Key.ToString(), document.Name, QueryText.Word<DocumentState>(document.State)!, document.Answer?.Outcome, document.ReceivedAt, document.Size,
        Convert.ToHexStringLower(document.Sha256), document.Sender, document.Channel, document.Tally.Orders, document.Answer?.Findings ?? [],
        document.Dismissal);
}

/// <summary>Documents, newest first.</summary>
internal sealed record DocumentPage(IReadOnlyList<DocumentEntry> Documents);

/// <summary>Which documents are asked for.</summary>
/// <param name="Limit">At most so many.</param>
/// <param name="WithoutOrders">Only finished ones of which no order came and which nobody dismissed.</param>
/// <param name="Outcome">Of those, only with this outcome.</param>
internal sealed record DocumentFilter(int Limit, bool WithoutOrders = false, Outcome? Outcome = null)
{
    /// <summary>The documents of a store.</summary>
    public IReadOnlyList<DocumentEntry> Of(IStoreQueries queries) =>
        [.. (WithoutOrders ? queries.ListDocumentsWithoutOrders(Limit, Outcome) : queries.ListDocuments(Limit)).Select(DocumentEntry.Of)];
}
