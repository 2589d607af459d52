using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Every step against the store as it is, and nothing is kept: no archive, no reservation, and the orders are compared with the store only,
/// not with each other. Beyond the answer's limit of lines an order is checked as it comes and forgotten.
/// </summary>
internal sealed class DryRun(IHubStore store, IWorkbookOpener opener, Knowledge knowledge, PipelineOptions options, TimeProvider clock)
{
    /// <summary>The answer that an import would give now.</summary>
    public async Task<ImportDocument> RunAsync(RawDocument raw, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        using var bytes = await SpooledDocument.ReadAsync(raw.Content, options, cancellation).ConfigureAwait(false);
        var document = Archive.Describe(Importer.Recognised(raw, bytes), bytes, clock.GetUtcNow());
        var answer = new ImportDocument { Input = raw.Name, Outcome = Outcome.Failed };
        UnderstoodDocument? understood = null;
        try
        {
            (understood, _) = new DocumentOpening(opener, knowledge, options).Open(document, bytes, cancellation);
            answer = store.Read(unit => Check(unit, document, understood, answer, cancellation));
        }
        catch (UnreadableWorkbookException unreadable)
        {
            answer = answer with { Findings = [.. understood?.Findings ?? [], unreadable.Finding] };
        }
        finally
        {
            understood?.Dispose();
        }

        return answer with { ElapsedMs = (long)clock.GetElapsedTime(began).TotalMilliseconds };
    }

    private ImportDocument Check(
        IUnitOfWork unit, ArchivedDocument document, UnderstoodDocument understood, ImportDocument answer, CancellationToken cancellation)
    {
        var orders = new List<UnderstoodOrder?>();
        var results = new List<ImportResult?>();
        using var seen = new SeenNumbers(options.WorkingFolder, options.NumbersInMemory);
        long lines = 0;
        foreach (var order in understood.Orders(cancellation))
        {
            lines += order.Order.Lines.Count;
            var at = document.Kind == DocumentKind.Table && order.Order.OrderNumber is { Length: > 0 } number ? seen.Find(number) : -1;
            if (at < 0)
            {
                at = orders.Count;
                orders.Add(null);
                results.Add(null);
                if (order.Order.OrderNumber is { Length: > 0 } first)
                {
                    seen.Add(first, at);
                }
            }

            orders[at] = orders[at] is { } begun ? OrderBatch.Joined(begun, order) : order;
            if (lines > ImportDocument.MaxLines)
            {
                Forget(unit, document, understood.Refusal, orders, results);
            }
        }

        for (var i = 0; i < orders.Count; i++)
        {
            Settle(unit, document, understood.Refusal, orders, results, i, out var settled);
            orders[i] = settled is null ? orders[i] : orders[i]! with { Order = settled };
        }

        return Answer(answer, understood, lines, orders, results);
    }

    private void Forget(IUnitOfWork unit, ArchivedDocument document, Finding? refusal, List<UnderstoodOrder?> orders, List<ImportResult?> results)
    {
        for (var i = orders.Count - 1; i >= 0 && orders[i] is not null; i--)
        {
            Settle(unit, document, refusal, orders, results, i, out _);
            orders[i] = null;
        }
    }

    private void Settle(
        IUnitOfWork unit, ArchivedDocument document, Finding? refusal, List<UnderstoodOrder?> orders, List<ImportResult?> results, int at,
        out CanonicalOrder? settled)
    {
        settled = null;
        if (orders[at] is not { } order)
        {
            // Checked and forgotten before the refusal was known.
            if (refusal is not null && results[at] is { } earlier && !earlier.Findings.Contains(refusal))
            {
                results[at] = earlier with { Outcome = Worse(earlier.Outcome, DocumentAnswers.OutcomeOf(refusal)), Findings = [.. earlier.Findings, refusal] };
            }

            return;
        }

        var id = document.Key.Order(at);
        var found = knowledge.Checks.Check(
            OrderBatch.Addressed(order.Order, document, id), order.Confidence, order.Findings, refusal, document.Sender, unit.ChecksFor(id));
        settled = found.Order with { OnHold = found.Outcome == Outcome.Held };
        var result = new ImportResult(at, id, found.Order.OrderNumber, found.Outcome, found.Findings, found.DuplicateOf);
        results[at] = results[at] is { } before ? result with { Outcome = Worse(before.Outcome, result.Outcome) } : result;
    }

    private static ImportDocument Answer(
        ImportDocument answer, UnderstoodDocument understood, long lines, List<UnderstoodOrder?> orders, List<ImportResult?> results)
    {
        var refusal = understood.Refusal;
        List<Finding> findings = [.. understood.Findings];
        if (refusal is not null && !findings.Contains(refusal))
        {
            findings.Add(refusal);
        }

        if (orders.Count == 0 && refusal is null)
        {
            findings.Add(PipelineFindings.NoOrders.At(null, null));
        }

        var outcomes = results.GroupBy(result => result!.Outcome).ToDictionary(group => group.Key, group => group.Count());
        var many = lines > ImportDocument.MaxLines;
        return SharedRemarks.Once(answer with
        {
            Outcome = (orders.Count, refusal) is (0, { } refused) ? DocumentAnswers.OutcomeOf(refused) : DocumentAnswers.Aggregate(outcomes),
            Orders = many ? [] : [.. orders.Select(order => order!.Order)],
            OrdersOmitted = many ? orders.Count : null,
            Results = [.. results.Select(result => result!)],
            Findings = findings,
            Confidence = understood.Confidence,
        });
    }

    private static Outcome Worse(Outcome one, Outcome other) => one == Outcome.Rejected || other == Outcome.Rejected
        ? Outcome.Rejected
        : one == Outcome.Held || other == Outcome.Held ? Outcome.Held : one;
}
