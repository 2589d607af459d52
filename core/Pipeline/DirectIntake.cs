using System.Collections.Concurrent;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Small order JSON takes no detour over the bus: archive, check, card, event, keys and outbox are one piece of work, which shares its
/// commit with whatever else arrives in the same moment.
/// </summary>
internal sealed class DirectIntake(IHubStore store, Func<IOrderChecks> current, PipelineOptions options, TimeProvider clock)
{
    private readonly ConcurrentBag<OrderLog> _logs = [];
    private readonly ConcurrentBag<OrderPreparation> _preparations = [];

    /// <summary>The receipt with the final answer; null where the document must go the long way.</summary>
    public async Task<IntakeReceipt?> TryAsync(RawDocument raw, SpooledDocument bytes, CancellationToken cancellation)
    {
        if (raw.Kind != DocumentKind.Orders || bytes.Bytes is null || bytes.Size > options.DirectJsonBytes)
        {
            return null;
        }

        var began = clock.GetTimestamp();
        var document = Archive.Describe(raw, bytes, clock.GetUtcNow());
        if (Read(document, bytes.Bytes) is not { } understood)
        {
            return null;
        }

        var prepared = Prepare(document, understood);
        var checks = current();
        using var span = CommitSpan.Begin(null, prepared.Count);
        try
        {
            var (status, id, answer) = await store.WriteAsync<(IntakeStatus, string, ImportDocument?)>(
                unit =>
                {
                    if (Archive.Known(unit, raw, bytes) is { } known)
                    {
                        return (known.Status, known.Document?.Key.ToString() ?? "", null);
                    }

                    span?.Checking();
                    var (added, found) = Commit(unit, checks, document, understood, prepared, bytes.Bytes, clock.GetElapsedTime(began));
                    span?.Checked();
                    Archive.Remember(unit, raw, added);
                    return (IntakeStatus.Archived, added.Key.ToString(), found);
                },
                cancellation).ConfigureAwait(false);
            Report(answer);
            return new IntakeReceipt(id, status, status == IntakeStatus.Known ? store.Queries.Answer(id) : answer);
        }
        catch (Exception fault) when (fault is not (StoreUnavailableException or OperationCanceledException))
        {
            // One of the orders broke the checks: on the long way it is parked alone and the others pass.
            span?.Fail(fault);
            return null;
        }
    }

    private static void Report(ImportDocument? answer)
    {
        if (answer is null || !HubMetrics.OrdersProcessed.Enabled)
        {
            return;
        }

        HubMetrics.DocumentsProcessed.Add(1, Labels.Of(answer.Outcome));
        foreach (var result in answer.Results)
        {
            HubMetrics.OrdersProcessed.Add(1, Labels.Of(result.Outcome));
        }
    }

    // What is no JSON, or too much of it, goes the long way, which says so in its answer.
    private List<UnderstoodOrder>? Read(ArchivedDocument document, byte[] json)
    {
        var readings = OrderV1Reader.ReadMany(json);
        if (readings.Count == 0 || readings.Count > options.DirectJsonOrders || readings[^1].IsBroken)
        {
            return null;
        }

        var orders = new List<UnderstoodOrder>(readings.Count);
        foreach (var reading in readings)
        {
            orders.Add(JsonOrders.Understood(reading, document.Key));
        }

        return orders;
    }

    private List<PreparedOrder> Prepare(ArchivedDocument document, List<UnderstoodOrder> understood)
    {
        var preparation = _preparations.TryTake(out var idle) ? idle : new OrderPreparation();
        var prepared = new List<PreparedOrder>(understood.Count);
        for (var i = 0; i < understood.Count; i++)
        {
            var order = OrderBatch.Addressed(understood[i].Order, document, document.Key.Order(i));
            var placed = order with { Provenance = order.Provenance! with { Document = document.Key.ToString() } };
            prepared.Add(preparation.Prepare(placed, understood[i].Confidence, understood[i].Findings, document.Sender));
        }

        _preparations.Add(preparation);
        return prepared;
    }

    private (ArchivedDocument Document, ImportDocument Answer) Commit(
        IUnitOfWork unit, IOrderChecks checks, ArchivedDocument document, List<UnderstoodOrder> understood, List<PreparedOrder> prepared, byte[] bytes,
        TimeSpan elapsed)
    {
        var tally = new DocumentTally { Orders = prepared.Count, Lines = prepared.Sum(order => (long)order.Order.Lines.Count) };
        var added = Archive.Free(unit, document);
        if (added.Key != document.Key)
        {
            prepared = Prepare(added, understood);
        }

        // Logs keep buffers and what they serialised last; making one costs more than an order.
        var log = _logs.TryTake(out var idle) ? idle : new OrderLog();
        log.Tally.Reset();
        var orders = new List<CanonicalOrder>(prepared.Count);
        var results = new List<ImportResult>(prepared.Count);
        var outcomes = new Dictionary<Outcome, int>();
        foreach (var order in prepared)
        {
            var found = log.Receive(unit, order, checks, null, document.Sender);
            outcomes[found.Outcome] = outcomes.GetValueOrDefault(found.Outcome) + 1;
            orders.Add(found.Order with { OnHold = found.Outcome == Outcome.Held });
            results.Add(new ImportResult(results.Count, order.Order.Id, found.Order.OrderNumber, found.Outcome, found.Findings, found.DuplicateOf));
        }

        log.Tally.ReportTime();
        _logs.Add(log);
        var answer = new DocumentAnswer(DocumentAnswers.Aggregate(outcomes), 1m, [], (long)elapsed.TotalMilliseconds);
        Archive.Add(unit, added with { State = DocumentState.Finished, Progress = prepared.Count, Tally = tally, Answer = answer }, bytes);
        unit.PublishDocument(added.Key);
        var many = tally.Lines > ImportDocument.MaxLines;
        return (added, SharedRemarks.Once(new ImportDocument
        {
            Input = document.Name,
            DocumentId = added.Key.ToString(),
            Outcome = answer.Outcome,
            Orders = many ? [] : orders,
            OrdersOmitted = many ? orders.Count : null,
            Results = results,
            Findings = answer.Findings,
            Confidence = answer.Confidence,
            ElapsedMs = answer.ElapsedMs,
        }));
    }
}
