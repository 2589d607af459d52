using System.Collections;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>The results of a large document, read page by page while they are written out: memory does not grow with the document.</summary>
internal sealed class StoredResults(IStoreQueries queries, string documentId, int count, IReadOnlyList<Finding> common) : IReadOnlyList<ImportResult>
{
    private const int Page = OrderQuery.LongestPage;

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

        // Orders of which nothing else is said hold one and the same list.
        IReadOnlyList<Finding>? said = null;
        IReadOnlyList<Finding> own = [];
        do
        {
            page = queries.ListOrderRemarks(new OrderQuery { Document = documentId, After = after, Limit = Page });
            foreach (var order in page)
            {
                after = order.Id;
                if (!ReferenceEquals(order.Findings, said))
                {
                    (said, own) = (order.Findings, SharedRemarks.Own(order.Findings, common));
                }

                yield return new ImportResult(DocumentKey.IndexOfOrder(order.Id), order.Id, order.OrderNumber, order.Outcome, own, order.DuplicateOf);
            }
        }
        while (page.Count == Page);
    }

    /// <summary>What the first orders say alike; of the others what says more stays with them.</summary>
    public static IReadOnlyList<Finding> Common(IStoreQueries queries, string documentId) =>
        SharedRemarks.Of(queries.ListOrderRemarks(new OrderQuery { Document = documentId, Limit = Page }).SelectMany(order => order.Findings));

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
