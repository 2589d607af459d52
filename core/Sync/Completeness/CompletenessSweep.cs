using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Runs;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Core.Sync.Completeness;

/// <summary>Compares, hour by hour, what the platform has with what the hub has, fetches the gaps and writes down the result.</summary>
internal sealed class CompletenessSweep(
    IHubStore store, AccountSession session, StreamDescriptor stream, RunLedger ledger, TimeProvider clock, PipelineOptions pipeline)
{
    private readonly RecordArchive _archive = new(store, session.Account, stream, pipeline);
    private readonly SettledTime _settled = new(session);
    private readonly StreamSync _sync = new(store, session, stream, ledger, clock, pipeline);

    /// <summary>Certifies every full hour of the span that has settled, newest last.</summary>
    public async Task RunAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        if (stream.Windows is not { } rule)
        {
            await CertifyAsync(HourCertificate.HourOf(clock.GetUtcNow()), null, clock.GetUtcNow(), cancellation).ConfigureAwait(false);
            return;
        }

        var forgotten = clock.GetUtcNow() - rule.History;
        if (to <= forgotten)
        {
            throw new ConnectorException(SyncFaults.SpanForgotten(rule.History));
        }

        if (from < forgotten)
        {
            ledger.FallShort(SyncFaults.SpanPartlyForgotten(from, forgotten, rule.History));
        }

        var began = clock.GetUtcNow();
        for (var hour = HourCertificate.HourOf(from < forgotten ? forgotten.AddHours(1) : from); hour < to && !_settled.IsPast(hour.AddHours(1), began, rule); hour = hour.AddHours(1))
        {
            // An instant belongs to one hour: the window ends a tick before the next one.
            await CertifyAsync(hour, new TimeWindow(hour, hour.AddHours(1).AddTicks(-1)), began, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CertifyAsync(DateTimeOffset hour, TimeWindow? window, DateTimeOffset began, CancellationToken cancellation)
    {
        var rejectedBefore = ledger.Run.Counts.Rejected;
        HashSet<SourceKey> keys;
        List<SourceKey> missing;
        long recovered = 0, unread = 0;
        var slices = Slices(window);
        if (session.Connector is IKeyLister lister && window is not null)
        {
            keys = await ListAsync(lister, slices, cancellation).ConfigureAwait(false);
            missing = Missing(keys);
            if (missing.Count > 0)
            {
                await RepairAsync(slices, null, cancellation).ConfigureAwait(false);

                // What was changed meanwhile has moved to a later hour and is no gap in this one.
                keys = await ListAsync(lister, slices, cancellation).ConfigureAwait(false);
                var still = Missing(keys);
                recovered = missing.Count(key => !still.Contains(key) && keys.Contains(key));
                missing = still;
            }
        }
        else
        {
            var emittedBefore = ledger.Run.Counts.Emitted;
            keys = [];
            await RepairAsync(slices, record => keys.Add(new SourceKey(record.NaturalKey, record.SourceVersion)), cancellation).ConfigureAwait(false);
            recovered = ledger.Run.Counts.Emitted - emittedBefore;
            missing = Missing(keys);

            // A row without its key is there and yet not in the hub.
            unread = ledger.Run.Counts.Rejected - rejectedBefore;
        }

        if (window is not null && _settled.IsPast(hour.AddHours(1), began, stream.Windows!))
        {
            // Only the answers told that the hour has not ended there.
            return;
        }

        var certificate = new HourCertificate
        {
            Account = session.Account.Name,
            Stream = stream.Name,
            Hour = hour,
            ComparedAt = clock.GetUtcNow(),
            Expected = keys.Count + unread,
            Present = keys.Count - missing.Count,
            Recovered = recovered,
            Rejected = ledger.Run.Counts.Rejected - rejectedBefore,
            Missing = [.. missing.Take(HourCertificate.MostNamed).Select(key => $"{key.NaturalKey} {key.SourceVersion}")],
        };
        await store.WriteAsync(
            unit =>
            {
                unit.Sync.SaveCertificate(certificate);
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>The hour in windows that the other side answers well; a single null for a stream without windows.</summary>
    private List<TimeWindow?> Slices(TimeWindow? window)
    {
        if (window is not { } hour || stream.Windows is not { } rule)
        {
            return [null];
        }

        var slices = new List<TimeWindow?>();
        for (var from = hour.From; from < hour.To; from += rule.Longest)
        {
            var to = from + rule.Longest;
            slices.Add(new TimeWindow(from, to < hour.To ? to : hour.To));
        }

        return slices;
    }

    private async Task RepairAsync(List<TimeWindow?> slices, Action<FetchedRecord>? seen, CancellationToken cancellation)
    {
        foreach (var slice in slices)
        {
            await NarrowingAsync(slice, part => _sync.RepairAsync(part, seen, cancellation)).ConfigureAwait(false);
        }
    }

    /// <summary>Works on a window, and on its halves where the other side finds it too wide.</summary>
    private async Task NarrowingAsync(TimeWindow? window, Func<TimeWindow?, Task> work)
    {
        try
        {
            await work(window).ConfigureAwait(false);
            return;
        }
        catch (ConnectorException wide) when (wide.Remedy == FaultRemedy.NarrowWindow && window?.Length / 2 >= stream.Windows?.Shortest)
        {
            session.Context.Log.LogInformation("{Stream}: comparing in windows of {Length}", stream.Name, window?.Length / 2);
        }

        var (from, to) = (window!.Value.From, window.Value.To);
        var middle = from + ((to - from) / 2);
        await NarrowingAsync(new TimeWindow(from, middle), work).ConfigureAwait(false);
        await NarrowingAsync(new TimeWindow(middle, to), work).ConfigureAwait(false);
    }

    private async Task<HashSet<SourceKey>> ListAsync(IKeyLister lister, List<TimeWindow?> slices, CancellationToken cancellation)
    {
        var keys = new HashSet<SourceKey>();
        var context = session.Context with { Cancellation = cancellation };
        foreach (var slice in slices)
        {
            await NarrowingAsync(slice, async part =>
            {
                await foreach (var key in lister.ListKeysAsync(stream.Name, part!.Value, context).WithCancellation(cancellation).ConfigureAwait(false))
                {
                    keys.Add(key);
                }
            }).ConfigureAwait(false);
        }

        return keys;
    }

    private List<SourceKey> Missing(HashSet<SourceKey> keys) => store.Read(unit => keys.Where(key => !_archive.Has(unit, key)).ToList());
}
