using System.Diagnostics;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Completeness;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Core.Sync;

/// <summary>Syncs accounts: one run of an account at a time, whoever asks for it and in whichever process.</summary>
public sealed class SyncService(IHubStore store, SyncEnvironment environment, PipelineOptions? pipeline = null)
{
    private readonly PipelineOptions _pipeline = pipeline ?? new PipelineOptions();
    private readonly CallPacers _pacers = new(environment.Clock);
    private readonly TimeProvider _clock = environment.Clock;

    /// <summary>Runs and tells the run's history entry; a fault ends it and stands there.</summary>
    /// <exception cref="AccountBusyException">Another run of the account is at work.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public async Task<SyncRun> RunAsync(Account account, SyncRequest request, CancellationToken cancellation = default)
    {
        var started = await StartAsync(account, request, cancellation).ConfigureAwait(false);
        return await started.Ended.ConfigureAwait(false);
    }

    /// <summary>Takes the account's turn and begins; the id can be asked for while it runs.</summary>
    /// <exception cref="AccountBusyException">Another run of the account is at work.</exception>
    public async Task<(Guid Id, Task<SyncRun> Ended)> StartAsync(Account account, SyncRequest request, CancellationToken cancellation = default)
    {
        var run = new SyncRun { Id = Guid.CreateVersion7(_clock.GetUtcNow()), Account = account.Name, Kind = request.Kind, StartedAt = _clock.GetUtcNow() };
        var lease = new RunLease(store.Leases, account.Name, run.Id, environment.Lease, _clock);
        if (!await lease.TakeAsync(cancellation).ConfigureAwait(false))
        {
            throw new AccountBusyException(account.Name);
        }

        try
        {
            await store.WriteAsync(
                unit =>
                {
                    unit.Sync.SaveRun(run);
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }
        catch
        {
            await lease.ReleaseAsync().ConfigureAwait(false);
            throw;
        }

        return (run.Id, HeldAsync(lease, account, request, run, cancellation));
    }

    /// <summary>Whether the account can be used; the fault where it cannot.</summary>
    public async Task<Fault?> CheckAsync(Account account, CancellationToken cancellation = default)
    {
        try
        {
            using var session = Open(account, cancellation);
            try
            {
                await session.Connector.CheckAsync(session.Context).ConfigureAwait(false);
                return null;
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or StoreUnavailableException))
            {
                return session.FaultOf(fault);
            }
        }
        catch (ConnectorException fault)
        {
            return fault.Fault;
        }
    }

    private async Task<SyncRun> HeldAsync(RunLease lease, Account account, SyncRequest request, SyncRun run, CancellationToken cancellation)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var renewing = lease.RenewUntilAsync(held);
        try
        {
            return await AtWorkAsync(account, request, run, held.Token).ConfigureAwait(false);
        }
        finally
        {
            await held.CancelAsync().ConfigureAwait(false);
            await renewing.ConfigureAwait(false);
            await lease.ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The line for a run that failed, which an alert looks for; the run itself stands behind it, from the scope.</summary>
    internal static void ReportFailed(ILogger log, string account, Fault fault) =>
        log.LogWarning("{Account}: failed: {Class} {Code} {Detail}", account, fault.Class, fault.Code, fault.Detail);

    private async Task<SyncRun> AtWorkAsync(Account account, SyncRequest request, SyncRun run, CancellationToken cancellation)
    {
        var log = environment.Logs.CreateLogger("sync");
        using var span = HubTracing.Step("sync");
        span?.SetTag("hub.account", account.Name).SetTag("hub.sync.kind", KindOf(request.Kind)).SetTag("hub.sync.run", run.Id.ToString());
        using var lines = log.BeginScope(new KeyValuePair<string, object?>[] { new("account", account.Name), new("run", run.Id) });
        AccountSession? session = null;
        var ledger = new RunLedger(store, run, () => session?.Calls ?? 0);
        try
        {
            session = Open(account, cancellation);
            foreach (var stream in account.Connector.Streams)
            {
                await (request.Kind == SyncKind.Sweep
                    ? new CompletenessSweep(store, session, stream, ledger, _clock, _pipeline).RunAsync(
                        request.From ?? _clock.GetUtcNow().AddDays(-1), request.To ?? _clock.GetUtcNow(), cancellation)
                    : new StreamSync(store, session, stream, ledger, _clock, _pipeline).RunAsync(request, cancellation)).ConfigureAwait(false);
            }

            return Ended(span, await ledger.EndAsync(SyncRunState.Done, null, _clock.GetUtcNow()).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Ended(span, await ledger.EndAsync(SyncRunState.Cancelled, null, _clock.GetUtcNow()).ConfigureAwait(false));
        }
        catch (Exception ended) when (ended is not StoreUnavailableException)
        {
            var fault = session?.FaultOf(ended) ?? (ended is ConnectorException known ? known.Fault : Fault.Unexpected("fetch", ended));
            ReportFailed(log, account.Name, fault);
            return Ended(span, await ledger.EndAsync(SyncRunState.Failed, fault, _clock.GetUtcNow()).ConfigureAwait(false));
        }
        finally
        {
            session?.Dispose();
        }
    }

    private static SyncRun Ended(Activity? span, SyncRun run)
    {
        if (run.Fault is { } fault)
        {
            span.Fail(fault.Code);
        }

        HubMetrics.SyncRuns.Add(1, Labels.Of("kind", KindOf(run.Kind)), Labels.Of("state", StateOf(run.State)));
        Count(run, "unchanged", run.Counts.Unchanged);
        Count(run, "emitted", run.Counts.Emitted);
        Count(run, "rejected", run.Counts.Rejected);
        Count(run, "dropped", run.Counts.Dropped.Values.Sum());
        return run;
    }

    private static void Count(SyncRun run, string result, long records)
    {
        if (records > 0)
        {
            HubMetrics.SyncRecords.Add(records, Labels.Of("hub.account", run.Account), Labels.Of("result", result));
        }
    }

    private static string KindOf(SyncKind kind) => kind switch { SyncKind.Sync => "sync", SyncKind.Backfill => "backfill", _ => "sweep" };

    private static string StateOf(SyncRunState state) => state switch
    {
        SyncRunState.Done => "done", SyncRunState.Cancelled => "cancelled", SyncRunState.Failed => "failed", _ => "interrupted",
    };

    private AccountSession Open(Account account, CancellationToken cancellation) => new(account, store, environment, _pacers.Of(account), cancellation);
}
