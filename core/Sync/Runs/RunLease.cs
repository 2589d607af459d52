using System.Globalization;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>The right to be the account's one run.</summary>
internal sealed class RunLease(ILeases leases, string account, Guid run, TimeSpan duration, TimeProvider clock)
{
    /// <summary>What the names of these leases begin with.</summary>
    public const string Prefix = "sync:";

    private readonly string _name = Prefix + account;
    private readonly string _holder = run.ToString("N", CultureInfo.InvariantCulture);

    public Task<bool> TakeAsync(CancellationToken cancellation) => leases.TryTakeAsync(_name, _holder, duration, cancellation);

    /// <summary>Keeps it until the work is cancelled; cancels the work where it was lost, or could not be kept for as long as it lasts.</summary>
    public async Task RenewUntilAsync(CancellationTokenSource work)
    {
        var kept = clock.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(duration / 3, clock, work.Token).ConfigureAwait(false);
                if (!await KeepAsync(work.Token).ConfigureAwait(false))
                {
                    await work.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        async Task<bool> KeepAsync(CancellationToken cancellation)
        {
            var now = clock.GetTimestamp();
            try
            {
                if (!await leases.TryTakeAsync(_name, _holder, duration, cancellation).ConfigureAwait(false))
                {
                    return false;
                }

                kept = now;
                return true;
            }
            catch (StoreUnavailableException)
            {
                // The work may be waiting for a platform and not meet the outage at all: it goes on while the next try
                // comes before anybody else can have the lease.
                return clock.GetElapsedTime(kept) + (duration / 3) < duration;
            }
        }
    }

    public async Task ReleaseAsync()
    {
        try
        {
            await leases.ReleaseAsync(_name, _holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It runs out by itself.
            return;
        }
    }
}
