using System.Collections;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>The results of a large document, read page by page while they are written out: memory does not grow with the document.</summary>
internal sealed class StoredResults(IStoreQueries queries, string documentId, int count) : IReadOnlyList<ImportResult>
{
    private const int Page = OrderQuery.LongestPage;
    private readonly (IReadOnlyList<Finding> Said, UInt128? Hash) _common = Common(queries, documentId);

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

    /// <summary>What the first orders say alike, said for the document; what says more stays with its order.</summary>
    public IReadOnlyList<Finding> CommonFindings => _common.Said;

    /// <summary>How many orders came out how.</summary>
    public IReadOnlyDictionary<Outcome, int> Outcomes => queries.Outcomes(documentId);

    /// <summary>The results without those that say nothing: of a hundred thousand accepted orders none is read.</summary>
    public IEnumerable<ImportResult> Remarkable => Remarks(new Remarkable(_common.Hash));

    /// <inheritdoc/>
    public IEnumerator<ImportResult> GetEnumerator() => Remarks(null).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<ImportResult> Remarks(Remarkable? remarkable)
    {
        Guid? after = null;
        IReadOnlyList<OrderRemarks> page;

        // Orders of which nothing else is said hold one and the same list.
        IReadOnlyList<Finding>? said = null;
        IReadOnlyList<Finding> own = [];
        do
        {
            page = queries.ListOrderRemarks(new OrderQuery { Document = documentId, Remarkable = remarkable, After = after, Limit = Page });
            foreach (var order in page)
            {
                after = order.Id;
                if (!ReferenceEquals(order.Findings, said))
                {
                    (said, own) = (order.Findings, SharedRemarks.Own(order.Findings, _common.Said));
                }

                yield return new ImportResult(DocumentKey.IndexOfOrder(order.Id), order.Id, order.OrderNumber, order.Outcome, own, order.DuplicateOf);
            }
        }
        while (page.Count == Page);
    }

    // Orders that share nothing but what is said for the document, and have nothing of their own, say nothing.
    private static (IReadOnlyList<Finding> Said, UInt128? Hash) Common(IStoreQueries queries, string documentId)
    {
        var first = queries.ListOrderRemarks(new OrderQuery { Document = documentId, Limit = Page });
        var said = SharedRemarks.Of(first.SelectMany(order => order.Findings));
        return (said, first.FirstOrDefault(order => order.Shared is not null && SharedRemarks.Own(order.Findings, said).Count == 0)?.Shared);
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
