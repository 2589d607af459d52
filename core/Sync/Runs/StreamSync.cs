using System.Diagnostics;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>Brings one stream of an account up to now, or a backfill to its end, window by window and page by page.</summary>
internal sealed class StreamSync(
    IHubStore store, AccountSession session, StreamDescriptor stream, RunLedger ledger, TimeProvider clock, PipelineOptions pipeline)
{
    private static readonly TimeSpan FirstReach = TimeSpan.FromDays(1);

    private readonly Account _account = session.Account;
    private readonly IPoller _poller = session.Connector as IPoller ?? throw new ConnectorException(SyncFaults.NoPoller(session.Account.Connector.Id));
    private readonly RecordArchive _archive = new(store, session.Account, stream, pipeline);
    private readonly SettledTime _settled = new(session);

    /// <summary>Runs until there is nothing left to fetch.</summary>
    public async Task RunAsync(SyncRequest request, CancellationToken cancellation)
    {
        var job = request.Kind == SyncKind.Backfill ? $"{request.From:O}..{request.To:O}" : "";
        var progress = store.Read(unit => unit.Sync.FindProgress(_account.Name, stream.Name, job)) ?? Begin(request);
        if (stream.Windows is not { } rule)
        {
            await WholeAsync(progress, request, job, cancellation).ConfigureAwait(false);
            return;
        }

        // The end is where the run began: what arrives while it runs is the next run's, or it would creep after the clock and never end.
        var began = clock.GetUtcNow();
        DateTimeOffset Until() => request.Kind == SyncKind.Backfill && request.To < _settled.At(began, rule) ? request.To.Value : _settled.At(began, rule);
        var until = Until();
        if (until <= began - rule.History)
        {
            throw new ConnectorException(SyncFaults.SpanForgotten(rule.History));
        }

        if (request.Kind == SyncKind.Backfill && progress.Window is null && progress.Watermark >= until)
        {
            // It was fetched to its end before, and somebody asks for it again.
            progress = Begin(request);
        }

        if (progress.Window?.From < began - rule.History)
        {
            // It was begun so long ago that the other side has forgotten it.
            progress = progress with { Window = null, Cursor = null };
        }

        if (progress.Watermark < began - rule.History)
        {
            session.Context.Log.LogWarning("{Stream}: the other side remembers {History} only; what lies before is not offered any more", stream.Name, rule.History);
            ledger.FallShort(SyncFaults.SpanPartlyForgotten(progress.Watermark, began - rule.History, rule.History));
        }

        while (WindowPlan.Next(progress, rule, began, Until()) is { } window)
        {
            cancellation.ThrowIfCancellationRequested();
            progress = await WindowAsync(progress, rule, window, began, job, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Fetches a span again and keeps what the hub does not have; progress stays where it is.</summary>
    public async Task RepairAsync(TimeWindow? window, Action<FetchedRecord>? seen, CancellationToken cancellation)
    {
        await foreach (var page in Pages(new FetchRequest { Stream = stream.Name, Window = window, PageSize = PageSize }, cancellation).ConfigureAwait(false))
        {
            foreach (var record in page.Records)
            {
                seen?.Invoke(record);
            }

            await KeepAsync(page, null, "", page.IsLast, cancellation).ConfigureAwait(false);
        }
    }

    private int PageSize => Math.Min(_account.PageSize ?? stream.PageSize, stream.MaxPageSize);

    private SyncProgress Begin(SyncRequest request) => new()
    {
        Watermark = request.Kind == SyncKind.Backfill ? request.From!.Value : _account.From ?? clock.GetUtcNow() - FirstReach,
    };

    private async Task WholeAsync(SyncProgress progress, SyncRequest request, string job, CancellationToken cancellation)
    {
        using var span = Fetching(null);
        // A stream without windows has no past of its own: a backfill reads all of it again.
        var from = request.Kind == SyncKind.Backfill ? null : progress.Cursor;
        var fetch = new FetchRequest { Stream = stream.Name, Cursor = from, PageSize = PageSize };
        try
        {
            await foreach (var page in Pages(fetch, cancellation).ConfigureAwait(false))
            {
                progress = progress with { Cursor = page.NextCursor ?? progress.Cursor, Watermark = page.IsLast ? clock.GetUtcNow() : progress.Watermark };
                await KeepAsync(page, progress, job, page.IsLast, cancellation).ConfigureAwait(false);
            }
        }
        catch (ConnectorException foreign) when (IsForeign(foreign, from))
        {
            session.Context.Log.LogWarning("{Stream}: {Detail}; it is read from its start", stream.Name, foreign.Fault.Detail);
            await WholeAsync(progress with { Cursor = null }, request, job, cancellation).ConfigureAwait(false);
        }
    }

    // Another version of the connector wrote the cursor. What was kept behind it comes again and is known.
    private static bool IsForeign(ConnectorException fault, Cursor? cursor) => fault.Fault.Code == ConnectorFaults.CursorUnknownCode && cursor is not null;

    private async Task<SyncProgress> WindowAsync(
        SyncProgress progress, WindowRule rule, TimeWindow window, DateTimeOffset began, string job, CancellationToken cancellation)
    {
        var fetch = new FetchRequest { Stream = stream.Name, Cursor = progress.Cursor, Window = window, PageSize = PageSize };
        using var span = Fetching(window);
        try
        {
            await foreach (var page in Pages(fetch, cancellation).ConfigureAwait(false))
            {
                if (_settled.IsPast(window.To, began, rule))
                {
                    // The other side's clock is not there yet: what it still writes into the window would push rows past the reader.
                    session.Context.Log.LogWarning("{Stream}: the hub's clock is ahead of the other side's by {Ahead}; windows end earlier. Set the clock", stream.Name, session.Ahead);
                    progress = progress with { Window = null, Cursor = null };
                    await KeepAsync(page, progress, job, windowDone: false, cancellation).ConfigureAwait(false);
                    return progress;
                }

                progress = page.IsLast
                    ? progress with { Watermark = window.To, Window = null, Cursor = null, Narrowed = progress.Narrowed is { } narrowed && narrowed * 2 < rule.Longest ? narrowed * 2 : null }
                    : progress with { Window = window, Cursor = page.NextCursor };
                await KeepAsync(page, progress, job, page.IsLast, cancellation).ConfigureAwait(false);
            }

            return progress;
        }
        catch (ConnectorException wide) when (wide.Remedy == FaultRemedy.NarrowWindow && WindowPlan.Half(progress, rule) is { } half)
        {
            session.Context.Log.LogInformation("{Stream}: going on with windows of {Length}", stream.Name, half);
            return progress with { Window = null, Cursor = null, Narrowed = half };
        }
        catch (ConnectorException foreign) when (IsForeign(foreign, progress.Cursor))
        {
            session.Context.Log.LogWarning("{Stream}: {Detail}; the window from {From} is begun anew", stream.Name, foreign.Fault.Detail, window.From);
            return progress with { Cursor = null };
        }
    }

    // A trace of its own, which the documents of the window belong to: a backfill of a year as one trace would be no use to anybody.
    private Activity? Fetching(TimeWindow? window)
    {
        var span = HubTracing.Begin("fetch", Activity.Current);
        span?.SetTag("hub.account", _account.Name).SetTag("hub.connector", _account.Connector.Id).SetTag("hub.stream", stream.Name)
            .SetTag("hub.window.from", window?.From.ToString("O")).SetTag("hub.window.to", window?.To.ToString("O"));
        return span;
    }

    /// <summary>The pages, each whole, the last one marked.</summary>
    private async IAsyncEnumerable<Page> Pages(
        FetchRequest fetch, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var context = session.Context with { Cancellation = cancellation };
        var last = false;
        await foreach (var page in _poller.FetchAsync(fetch, context).WithCancellation(cancellation).ConfigureAwait(false))
        {
            ledger.Take(page);
            last = page.IsLast;
            yield return page;
            if (last)
            {
                yield break;
            }
        }

        throw new ConnectorException(SyncFaults.PagesEnded(stream.Name));
    }

    private async Task KeepAsync(Page page, SyncProgress? progress, string job, bool windowDone, CancellationToken cancellation)
    {
        SyncRun? kept = null;
        await _archive.KeepAsync(
            page,
            (unit, counts) =>
            {
                if (progress is not null)
                {
                    unit.Sync.SaveProgress(_account.Name, stream.Name, job, progress);
                }

                kept = ledger.Keep(unit, counts, windowDone);
            },
            cancellation).ConfigureAwait(false);
        ledger.Kept(kept!);
    }
}
