using System.Collections;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>The results of a large document, read page by page while they are written out: memory does not grow with the document.</summary>
internal sealed class StoredResults(IStoreQueries queries, string documentId, int count) : IReadOnlyList<ImportResult>
{
    private const int Page = 500;

    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public ImportResult this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
            DocumentKey.TryParse(documentId, out var key);
            return Result(queries.FindOrder(key.Order(index)) ?? throw new InvalidOperationException($"order {index} of {documentId} is gone"));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ImportResult> GetEnumerator() => Remarks().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<ImportResult> Remarks()
    {
        Guid? after = null;
        IReadOnlyList<OrderRemarks> page;
        do
        {
            page = queries.ListOrderRemarks(new OrderQuery { Document = documentId, After = after, Limit = Page });
            foreach (var (card, findings) in page)
            {
                after = card.Id;
                yield return new ImportResult(card.Index, card.Id, card.OrderNumber, card.Outcome, findings, card.DuplicateOf);
            }
        }
        while (page.Count == Page);
    }

    /// <summary>All orders of a document in order.</summary>
    public static IEnumerable<OrderView> Views(IStoreQueries queries, string documentId)
    {
        Guid? after = null;
        IReadOnlyList<OrderView> page;
        do
        {
            page = queries.ListOrderViews(new OrderQuery { Document = documentId, After = after, Limit = Page });
            foreach (var view in page)
            {
                after = view.Card.Id;
                yield return view;
            }
        }
        while (page.Count == Page);
    }

    /// <summary>What became of one order.</summary>
    public static ImportResult Result(OrderView view) => new(
        view.Card.Index, view.Card.Id, view.Order.OrderNumber, view.Card.Outcome, view.Findings, view.Card.DuplicateOf);
}
