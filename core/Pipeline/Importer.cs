using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>How one document travels, from its bytes to its orders' events on the bus.</summary>
public sealed class Importer : IImporter
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(15);

    private readonly IHubStore _store;
    private readonly IWorkbookOpener _opener;
    private readonly Func<Knowledge> _knowledge;
    private readonly PipelineOptions _options;
    private readonly TimeProvider _clock;
    private readonly Archive _archive;
    private readonly DirectIntake _direct;
    private readonly FinishedDocuments _finished;
    private readonly DocumentTurns _turns = new();

    /// <summary>Puts the pipeline together.</summary>
    /// <param name="store">Where everything is kept.</param>
    /// <param name="opener">Opens files.</param>
    /// <param name="knowledge">Asked once for each document.</param>
    /// <param name="options">How documents are processed.</param>
    /// <param name="clock">Tells the time.</param>
    public Importer(IHubStore store, IWorkbookOpener opener, Func<Knowledge> knowledge, PipelineOptions? options = null, TimeProvider? clock = null)
    {
        (_store, _opener, _knowledge, _options, _clock) = (store, opener, knowledge, options ?? new PipelineOptions(), clock ?? TimeProvider.System);
        _archive = new Archive(store, _options, _clock);
        _direct = new DirectIntake(store, () => knowledge().Checks, _options, _clock);
        _finished = new FinishedDocuments(store, _clock);
    }

    /// <inheritdoc/>
    public async Task<IntakeReceipt> ReceiveAsync(RawDocument document, CancellationToken cancellation = default)
    {
        using var bytes = await SpooledDocument.ReadAsync(document.Content, _options, cancellation).ConfigureAwait(false);
        document = Recognised(document, bytes);
        if (await _direct.TryAsync(document, bytes, cancellation).ConfigureAwait(false) is { } receipt)
        {
            HubMetrics.DocumentsReceived.Add(1, Labels.Of("channel", document.Channel), Labels.Of(receipt.Status));
            return receipt;
        }

        var (archived, status) = await _archive.AddAsync(document, bytes, cancellation).ConfigureAwait(false);
        HubMetrics.DocumentsReceived.Add(1, Labels.Of("channel", document.Channel), Labels.Of(status));
        var id = archived?.Key.ToString() ?? "";
        return new IntakeReceipt(id, status, status == IntakeStatus.Known ? _store.Queries.Answer(id) : null);
    }

    /// <inheritdoc/>
    public async Task<ImportDocument> ImportAsync(RawDocument document, CancellationToken cancellation = default)
    {
        var receipt = await ReceiveAsync(document, cancellation).ConfigureAwait(false);
        if (receipt.Answer is { } known)
        {
            return known with { Input = document.Name };
        }

        DocumentKey.TryParse(receipt.DocumentId, out var key);
        if (await SettleHereOrElsewhereAsync(key, cancellation).ConfigureAwait(false) is { } fault)
        {
            // Without a pump nobody delivers the message: the dead letter takes its place here.
            await _store.WriteAsync(
                unit =>
                {
                    unit.Withdraw(BusTopology.Documents, receipt.DocumentId);
                    unit.Park(BusTopology.Documents, receipt.DocumentId, fault, Archive.Message(key).Body.Span);
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }

        return _store.Queries.Answer(receipt.DocumentId)
            ?? throw new InvalidOperationException($"document {receipt.DocumentId} has no answer");
    }

    /// <inheritdoc/>
    public Task<ImportDocument> DryRunAsync(RawDocument document, CancellationToken cancellation = default) =>
        new DryRun(_store, _opener, _knowledge(), _options, _clock).RunAsync(document, cancellation);

    /// <inheritdoc/>
    public Task<ImportDocument?> WaitAsync(string documentId, TimeSpan longest, CancellationToken cancellation = default) =>
        _finished.WaitAsync(documentId, longest, cancellation);

    /// <summary>
    /// Takes an archived document from where it stands to its end. May be called again at any time: what is committed is not done twice.
    /// </summary>
    public async Task<HandlerResult> ProcessAsync(DocumentKey key, CancellationToken cancellation)
    {
        try
        {
            if (_store.Queries.FindDocument(key.ToString()) is null)
            {
                // Forged, or of another store: to call it done would be to lose it.
                return HandlerResult.ParkAs(Fault.Of("deliver", PipelineFindings.DocumentUnknown.At(null, null, key)) with { Document = key.ToString() });
            }

            return await SettleAsync(key, cancellation).ConfigureAwait(false) is { } fault ? HandlerResult.ParkAs(fault) : HandlerResult.Done;
        }
        catch (StoreUnavailableException fault)
        {
            return HandlerResult.RetryAfter(StoreRetry, Fault.Of("commit", fault.Finding) with { Document = key.ToString() });
        }
        catch (TakenOverException fault)
        {
            // Looked at again in case the other instance does not come to the end.
            return HandlerResult.RetryAfter(StoreRetry, Fault.Unexpected("commit", fault, key.ToString()));
        }
    }

    /// <summary>Checks one order again, e.g. after the fault that parked it was mended.</summary>
    public async Task<HandlerResult> RecheckAsync(Guid order, CancellationToken cancellation)
    {
        try
        {
            var checks = _knowledge().Checks;
            return await _store.WriteAsync(
                unit =>
                {
                    var document = unit.FindDocument(DocumentKey.OfOrder(order));
                    using var log = new OrderLog();
                    log.Recheck(unit, order, checks, document?.Answer?.Refusal, document?.Sender);
                    unit.PublishEvent(order, unit.FindCard(order)!.Length);
                    return HandlerResult.Done;
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StoreUnavailableException))
        {
            return HandlerResult.ParkAs(Fault.Unexpected("check", fault, DocumentKey.OfOrder(order).ToString(), order));
        }
    }

    /// <summary>A file of order/v1 goes the way of orders that a program posts.</summary>
    internal static RawDocument Recognised(RawDocument document, SpooledDocument bytes) =>
        document.Kind == DocumentKind.Table && JsonFile.Look(bytes) is { Refusal: null } ? document with { Kind = DocumentKind.Orders } : document;

    // A pump of another instance may have the document's message already.
    private async Task<Fault?> SettleHereOrElsewhereAsync(DocumentKey key, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await SettleAsync(key, cancellation).ConfigureAwait(false);
            }
            catch (TakenOverException)
            {
                await _finished.WaitAsync(key.ToString(), StoreRetry, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<Fault?> SettleAsync(DocumentKey key, CancellationToken cancellation)
    {
        using var turn = await _turns.TakeAsync(key, cancellation).ConfigureAwait(false);
        if (_store.Queries.FindDocument(key.ToString()) is not { State: not DocumentState.Finished } document)
        {
            return null;
        }

        using var log = new OrderLog();
        var knowledge = _knowledge();
        try
        {
            await TravelAsync(document, knowledge, log, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception unexpected) when (unexpected is not (OperationCanceledException or StoreUnavailableException or TakenOverException))
        {
            var fault = Fault.Unexpected("understand", unexpected, document.Key.ToString());
            await new DocumentSettlement(_store, knowledge.Checks, log, document).ParkAsync(fault, cancellation).ConfigureAwait(false);
            return fault;
        }
        finally
        {
            _finished.Signal(document.Key.ToString());
        }
    }

    private async Task TravelAsync(ArchivedDocument document, Knowledge knowledge, OrderLog log, CancellationToken cancellation)
    {
        var began = _clock.GetTimestamp();
        using var span = HubTracing.Step("understand");
        span?.SetTag("hub.document.id", document.Key.ToString()).SetTag("hub.channel", document.Channel);
        var settlement = new DocumentSettlement(_store, knowledge.Checks, log, document);
        using var intake = new OrderIntake(_store, knowledge.Checks, _options, document, log);
        using var bytes = await FetchAsync(document, cancellation).ConfigureAwait(false);
        UnderstoodDocument? understood = null;
        try
        {
            // Understand or Map
            (understood, var mapping) = new DocumentOpening(_opener, knowledge, _options).Open(document, bytes, cancellation);
            if (span is not null && mapping is not null)
            {
                span.DisplayName = "map";
                span.SetTag("hub.mapping", mapping);
            }

            // Check, Reserve, Commit
            var (progress, tally) = await intake.RunAsync(understood, cancellation).ConfigureAwait(false);
            span?.SetTag("hub.orders", tally.Orders).SetTag("hub.lines", tally.Lines);
            await settlement.RecheckAmendedAsync(understood.Refusal, cancellation).ConfigureAwait(false);
            if (understood.Refusal is { } refusal)
            {
                await settlement.RefuseEarlierAsync(refusal, intake.RefusalUnknownBefore, cancellation).ConfigureAwait(false);
            }

            // Publish
            var outcome = await settlement.FinishAsync(understood, progress, tally, Elapsed(began), cancellation).ConfigureAwait(false);
            Report(outcome, began);
        }
        catch (UnreadableWorkbookException unreadable)
        {
            var tally = await intake.DrainAsync().ConfigureAwait(false);
            await settlement.WithdrawAsync(unreadable.Finding, cancellation).ConfigureAwait(false);
            await settlement.FailAsync(unreadable.Finding, understood?.Findings ?? [], tally, Elapsed(began), cancellation).ConfigureAwait(false);
            span.Fail(unreadable.Finding.Code);
            Report(Outcome.Failed, began);
        }
        finally
        {
            await intake.LeaveAsync().ConfigureAwait(false);
            understood?.Dispose();
        }
    }

    private async Task<SpooledDocument> FetchAsync(ArchivedDocument document, CancellationToken cancellation)
    {
        using var content = _store.Queries.OpenDocument(document.Key.ToString())
            ?? throw new InvalidOperationException($"the bytes of document {document.Key} are gone");
        return await SpooledDocument.ReadAsync(content, _options, cancellation).ConfigureAwait(false);
    }

    private void Report(Outcome outcome, long began)
    {
        HubMetrics.DocumentsProcessed.Add(1, Labels.Of(outcome));
        HubMetrics.DocumentDuration.Record(_clock.GetElapsedTime(began).TotalSeconds);
    }

    private long Elapsed(long began) => (long)_clock.GetElapsedTime(began).TotalMilliseconds;
}
