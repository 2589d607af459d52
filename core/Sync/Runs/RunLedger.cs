using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>The one place where a run's records are counted; every commit of a page carries the counts that are true with it.</summary>
internal sealed class RunLedger(IHubStore store, SyncRun run, Func<long> calls)
{
    private SyncRun _run = run;
    private long _inHand;

    /// <summary>The run as it stands.</summary>
    public SyncRun Run => _run with { Calls = calls(), Counts = _run.Counts with { Fetched = _run.Counts.Fetched + _inHand, Pending = _inHand } };

    /// <summary>A page came in; it is pending until it is kept.</summary>
    public void Take(Page page) => _inHand = page.Records.Count + page.Rejected.Count + page.Dropped.Values.Sum();

    /// <summary>Something was asked for that the other side cannot give; the run goes on with the rest and says so.</summary>
    public void FallShort(Fault fault) => _run = _run with { Shortfall = _run.Shortfall ?? RunFault.Of(fault) };

    /// <summary>The page in hand is being kept in this transaction.</summary>
    /// <exception cref="ConnectorException">What became of the records does not add up; the transaction must not be committed.</exception>
    public SyncRun Keep(IUnitOfWork unit, SyncCounts page, bool windowDone)
    {
        var next = _run with { Calls = calls(), Counts = _run.Counts.Plus(page), Windows = _run.Windows + (windowDone ? 1 : 0) };
        if (page.Fetched != _inHand || !next.Counts.Balanced)
        {
            throw new ConnectorException(SyncFaults.Unbalanced($"{_inHand} in hand, {page}"));
        }

        unit.Sync.SaveRun(next);
        return next;
    }

    /// <summary>The transaction is durable.</summary>
    public void Kept(SyncRun kept) => (_run, _inHand) = (kept, 0);

    /// <summary>The last entry of the run.</summary>
    public async Task<SyncRun> EndAsync(SyncRunState state, Fault? fault, DateTimeOffset now)
    {
        var ended = Run with { State = state, EndedAt = now, Fault = fault is null ? null : RunFault.Of(fault) };
        if (!ended.Counts.Balanced)
        {
            ended = ended with { State = SyncRunState.Failed, Fault = RunFault.Of(SyncFaults.Unbalanced($"{ended.Counts}")) };
        }

        await store.WriteAsync(
            unit =>
            {
                unit.Sync.SaveRun(ended);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        return ended;
    }
}
