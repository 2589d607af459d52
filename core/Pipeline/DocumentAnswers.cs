using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>The answer for a document, from what the store holds of it.</summary>
public static class DocumentAnswers
{
    /// <summary>The answer; null while the document is not settled or unknown.</summary>
    public static ImportDocument? Of(IStoreQueries queries, string documentId)
    {
        if (queries.FindDocument(documentId) is not { Answer: { } answer } document)
        {
            return null;
        }

        var given = new ImportDocument
        {
            Input = document.Name,
            DocumentId = documentId,
            Outcome = answer.Outcome,
            Findings = answer.Findings,
            Confidence = answer.Confidence,
            ElapsedMs = answer.ElapsedMs,
        };
        if (answer.Outcome == Outcome.Failed)
        {
            return given;
        }

        if (document.Tally.Lines > ImportDocument.MaxLines)
        {
            var results = new StoredResults(queries, documentId, document.Tally.Orders);
            return given with { Findings = [.. answer.Findings, .. results.CommonFindings], OrdersOmitted = document.Tally.Orders, Results = results };
        }

        var orders = new List<CanonicalOrder>(document.Tally.Orders);
        var all = new List<ImportResult>(document.Tally.Orders);
        foreach (var view in StoredResults.Views(queries, documentId))
        {
            orders.Add(view.Order);
            all.Add(StoredResults.Result(view));
        }

        return SharedRemarks.Once(given with { Orders = orders, Results = all });
    }

    /// <summary>The outcome by which a refusal is shown.</summary>
    public static Outcome OutcomeOf(Finding refusal) => refusal.Severity >= Severity.Reject ? Outcome.Rejected : Outcome.Held;

    /// <summary>The outcome of a document from those of its orders.</summary>
    public static Outcome Aggregate(IReadOnlyDictionary<Outcome, int> outcomes)
    {
        var present = outcomes.Where(entry => entry.Value > 0).Select(entry => entry.Key).ToList();
        return present switch
        {
            [] => Outcome.Rejected,
            [var only] => only,
            _ when present.Contains(Outcome.Held) || present.Contains(Outcome.Rejected) => Outcome.Held,
            _ => Outcome.Accepted,
        };
    }
}
