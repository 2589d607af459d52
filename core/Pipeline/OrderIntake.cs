using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Streams the orders of one document through Check, Reserve and Commit in bounded pieces. While the writer commits one piece the reader
/// reads the next; progress is committed with the piece, so a killed process continues behind it.
/// </summary>
internal sealed class OrderIntake(IHubStore store, IOrderChecks checks, PipelineOptions options, ArchivedDocument document, OrderLog log) : IDisposable
{
    private readonly OrderPreparation _preparation = new();
    private readonly SeenNumbers _seen = new(options.WorkingFolder, options.NumbersInMemory);
    private Task<DocumentTally>? _commit;
    private int _orders;

    /// <summary>Orders at positions before this one were checked without knowing <see cref="UnderstoodDocument.Refusal"/>.</summary>
    public int RefusalUnknownBefore { get; private set; }

    /// <summary>Reads the document to its end; gives back the count of what is committed.</summary>
    public async Task<(long Progress, DocumentTally Tally)> RunAsync(UnderstoodDocument understood, CancellationToken cancellation)
    {
        long yielded = 0;
        var batch = new OrderBatch(document, document.Progress);
        var tally = document.Tally;
        foreach (var order in understood.Orders(cancellation))
        {
            var (position, further) = Place(order);
            if (yielded++ < document.Progress)
            {
                continue;
            }

            batch.Add(position, further, order);
            if (batch.Count >= options.OrdersPerCommit || batch.Lines >= options.LinesPerCommit)
            {
                tally = await CommitAsync(batch, understood, tally, cancellation).ConfigureAwait(false);
                batch = new OrderBatch(document, batch.To);
            }
        }

        if (batch.Count > 0)
        {
            tally = await CommitAsync(batch, understood, tally, cancellation).ConfigureAwait(false);
        }

        return (batch.To, _commit is null ? tally : await _commit.ConfigureAwait(false));
    }

    /// <summary>Waits for what is still being committed after the reading broke off.</summary>
    public async Task<DocumentTally> DrainAsync() => _commit is null ? document.Tally : await _commit.ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        _preparation.Dispose();
        _seen.Dispose();
    }

    private (int Position, bool Further) Place(UnderstoodOrder order)
    {
        // In JSON each object is an order of its own; rows of a table that share a number are one order.
        if (document.Kind == DocumentKind.Orders || order.Order.OrderNumber is not { Length: > 0 } number)
        {
            return (_orders++, false);
        }

        var before = _seen.Find(number);
        if (before >= 0)
        {
            return (before, true);
        }

        _seen.Add(number, _orders);
        return (_orders++, false);
    }

    private async Task<DocumentTally> CommitAsync(
        OrderBatch batch, UnderstoodDocument understood, DocumentTally tally, CancellationToken cancellation)
    {
        var entries = batch.Prepare(_preparation);
        var refusal = understood.Refusal;
        if (refusal is null)
        {
            RefusalUnknownBefore = _orders;
        }

        // One piece is being committed, one is being read: more would only be memory.
        var before = _commit is null ? tally : await _commit.ConfigureAwait(false);
        var after = new DocumentTally { Orders = before.Orders + batch.NewOrders, Lines = before.Lines + batch.Lines };
        _commit = CommitAsync(batch, entries, refusal, after, cancellation);
        return before;
    }

    private async Task<DocumentTally> CommitAsync(
        OrderBatch batch, List<BatchEntry> entries, Finding? refusal, DocumentTally after, CancellationToken cancellation)
    {
        using var span = CommitSpan.Begin(document.Key.ToString(), batch.NewOrders);
        try
        {
            await store.WriteEachAsync(
                entries,
                (unit, entry) =>
                {
                    if (ReferenceEquals(entry, entries[0]))
                    {
                        // Before the first card: the cards of a piece that another instance has committed are there already.
                        if (unit.FindDocument(document.Key) is not { State: not DocumentState.Finished } at || at.Progress != batch.From)
                        {
                            throw new TakenOverException(document.Key);
                        }

                        log.Tally.Reset();
                        span?.Checking();
                    }

                    Commit(unit, entry, refusal);
                },
                Park,
                unit =>
                {
                    span?.Checked();
                    unit.SaveProgress(document.Key, DocumentState.Working, batch.To, after, null);
                    return after;
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            span?.Fail(fault);
            throw;
        }

        log.Tally.Report();
        return after;
    }

    private void Commit(IUnitOfWork unit, BatchEntry entry, Finding? refusal)
    {
        if (entry.Received is { } version && document.Kind == DocumentKind.Record)
        {
            log.ReceiveVersion(unit, version, checks, refusal, document.Sender);
        }
        else if (entry.Received is { } order)
        {
            log.Receive(unit, order, checks, refusal, document.Sender);
        }
        else
        {
            log.AddLines(unit, entry.Id, entry.Further!.Order, entry.Further.Confidence, entry.Further.Findings);
        }
    }

    private void Park(IUnitOfWork unit, BatchEntry entry, Exception exception)
    {
        if (exception is TakenOverException)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }

        if (entry.Received is not { } order)
        {
            throw new InvalidOperationException($"further lines of order {entry.Id} could not be added", exception);
        }

        var fault = Fault.Unexpected("check", exception, document.Key.ToString(), entry.Id);
        log.ReceiveHeld(unit, order, PipelineFindings.OrderParked.At(null, null, fault.Fingerprint));
        unit.Park(BusTopology.Documents, DocumentMessages.OrderPrefix + entry.Id, fault, System.Text.Encoding.UTF8.GetBytes(entry.Id.ToString()));
    }
}
