using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>
/// Streams the orders of one document through Check, Reserve and Commit in bounded pieces. While the writer commits some pieces the reader
/// reads the next; progress is committed with the piece, so a killed process continues behind it.
/// </summary>
internal sealed class OrderIntake(IHubStore store, IOrderChecks checks, PipelineOptions options, ArchivedDocument document, OrderLog log) : IDisposable
{
    private readonly OrderPreparation _preparation = new();
    private readonly SeenNumbers _seen = new(options.WorkingFolder, options.NumbersInMemory);
    private readonly Queue<Task<DocumentTally>> _commits = new();
    private DocumentTally _committed = document.Tally;
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
                // Committed before an interruption: whether with the refusal is not known any more.
                RefusalUnknownBefore = _orders;
                continue;
            }

            batch.Add(position, further, order);
            if (batch.Count >= options.OrdersPerCommit || batch.Lines >= options.LinesPerCommit)
            {
                tally = await BeginCommitAsync(batch, understood, tally, cancellation).ConfigureAwait(false);
                batch = new OrderBatch(document, batch.To);
            }
        }

        if (batch.Count > 0)
        {
            await BeginCommitAsync(batch, understood, tally, cancellation).ConfigureAwait(false);
        }

        return (batch.To, await DrainAsync().ConfigureAwait(false));
    }

    /// <summary>Waits for what is still being committed; gives back the count of what is committed.</summary>
    public async Task<DocumentTally> DrainAsync()
    {
        while (_commits.Count > 0)
        {
            await SettleOldestAsync().ConfigureAwait(false);
        }

        return _committed;
    }

    /// <summary>Waits until the writer has nothing of this document in hand, whatever became of it.</summary>
    public async Task LeaveAsync()
    {
        await ((Task)Task.WhenAll(_commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _commits.Clear();
    }

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

    private async Task SettleOldestAsync()
    {
        try
        {
            _committed = await _commits.Dequeue().ConfigureAwait(false);
        }
        catch
        {
            // A piece does not begin where the one before it did not end: those behind fail with it, and the first fault is the cause.
            await LeaveAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hands a piece to the writer; gives back the count with it.</summary>
    private async Task<DocumentTally> BeginCommitAsync(
        OrderBatch batch, UnderstoodDocument understood, DocumentTally before, CancellationToken cancellation)
    {
        var entries = batch.Prepare(_preparation);
        var refusal = understood.Refusal;
        if (refusal is null)
        {
            RefusalUnknownBefore = _orders;
        }

        if (_commits.Count >= options.PiecesAtOnce)
        {
            await SettleOldestAsync().ConfigureAwait(false);
        }

        var after = new DocumentTally { Orders = before.Orders + batch.NewOrders, Lines = before.Lines + batch.Lines };
        _commits.Enqueue(CommitAsync(batch, entries, refusal, after, cancellation));
        return after;
    }

    private async Task<DocumentTally> CommitAsync(
        OrderBatch batch, List<BatchEntry> entries, Finding? refusal, DocumentTally after, CancellationToken cancellation)
    {
        using var span = CommitSpan.Begin(document.Key.ToString(), batch.NewOrders);
        var tally = new OrderTally();
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

                        tally.Reset();
                        log.Tally = tally;
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

        tally.Report();
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
            log.AddLines(unit, entry.Id, entry.Further!);
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
