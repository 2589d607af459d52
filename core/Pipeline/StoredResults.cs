using System.Collections;
using IntegrationHub.Core.Findings;
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
            foreach (var order in page)
            {
                after = order.Id;
                yield return new ImportResult(
                    DocumentKey.IndexOfOrder(order.Id), order.Id, order.OrderNumber, order.Outcome, Own(order.Findings), order.DuplicateOf);
            }
        }
        while (page.Count == Page);
    }

    /// <summary>What holds for every order alike (a reference table that was never loaded) is said once, for the document.</summary>
    public static IReadOnlyList<Finding> Common(IStoreQueries queries, string documentId) =>
        queries.ListOrderRemarks(new OrderQuery { Document = documentId, Limit = 1 }) is [var first] ? [.. first.Findings.Where(IsCommon)] : [];

    private static IReadOnlyList<Finding> Own(IReadOnlyList<Finding> findings)
    {
        var common = 0;
        foreach (var finding in findings)
        {
            common += IsCommon(finding) ? 1 : 0;
        }

        return common == 0 ? findings : common == findings.Count ? [] : [.. findings.Where(f => !IsCommon(f))];
    }

    private static bool IsCommon(Finding finding) =>
        finding.Severity == Severity.Info && finding.Code == Checks.CheckFindings.ReferenceNotLoaded.Code;

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
