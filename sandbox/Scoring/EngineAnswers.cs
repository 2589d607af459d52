using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Sandbox.Scoring;

/// <summary>
/// Asks the understanding of spreadsheets alone, in this process: quick enough for thousands of files. The outcome is what a hub without
/// reference data would decide: refusals, doubts, and orders without number or customer do not pass.
/// </summary>
internal sealed class EngineAnswers(IDocumentReader reader, IWorkbookOpener opener)
{
    public static EngineAnswers Shipped() => new(new SpreadsheetReader(VocabularyLoader.LoadShipped()), new WorkbookReader());

    public Answer Read(string path, DateOnly today)
    {
        var name = Path.GetFileName(path);
        var context = new UnderstandingContext("score", name, null, today);
        try
        {
            using var document = reader.Read(() => opener.Open(path, name, ReadLimits.Default, CancellationToken.None), context);
            var orders = new List<UnderstoodOrder>();
            foreach (var order in document.Orders(CancellationToken.None))
            {
                Add(orders, order);
            }

            return new Answer([.. orders.Select(order => order.Order)], Decide(document, orders, context.AcceptAt));
        }
        catch (UnreadableWorkbookException)
        {
            return new Answer([], Outcome.Failed);
        }
    }

    /// <summary>An order may come again with further lines.</summary>
    private static void Add(List<UnderstoodOrder> orders, UnderstoodOrder next)
    {
        var at = next.Order.OrderNumber is { } number ? orders.FindIndex(known => known.Order.OrderNumber == number) : -1;
        if (at < 0)
        {
            orders.Add(next);
            return;
        }

        var known = orders[at];
        IReadOnlyList<OrderLine> lines = [.. known.Order.Lines, .. next.Order.Lines];
        orders[at] = known with { Order = known.Order with { Lines = lines }, Confidence = Math.Min(known.Confidence, next.Confidence) };
    }

    private static Outcome Decide(UnderstoodDocument document, List<UnderstoodOrder> orders, decimal acceptAt)
    {
        if (document.Refusal is { } refusal)
        {
            return refusal.Severity == Severity.Reject ? Outcome.Rejected : Outcome.Held;
        }

        var passes = orders.Count > 0 && orders.All(order =>
            order.Confidence >= acceptAt
            && order.Order is { OrderNumber: not null, Customer: not null }
            && order.Findings.All(finding => finding.Severity < Severity.Hold));
        return passes && document.Findings.All(finding => finding.Severity < Severity.Hold) ? Outcome.Accepted : Outcome.Held;
    }
}
