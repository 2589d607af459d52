using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Messaging;

/// <summary>A lease that is kept while work goes on, and the work ended where it cannot be.</summary>
/// <param name="leases">Where it is.</param>
/// <param name="name">What it is for.</param>
/// <param name="holder">Who has it; no two at a time have one name.</param>
/// <param name="duration">How long it outlasts a holder that is gone; renewed at a third of it.</param>
/// <param name="clock">Source of time.</param>
public class HeldLease(ILeases leases, string name, string holder, TimeSpan duration, TimeProvider clock)
{
    /// <summary>Takes it; false while somebody else has it.</summary>
    /// <exception cref="StoreUnavailableException">Nobody knows.</exception>
    public Task<bool> TakeAsync(CancellationToken cancellation) => leases.TryTakeAsync(name, holder, duration, cancellation);

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
                if (!await InTimeAsync(leases.TryTakeAsync(name, holder, duration, cancellation), cancellation).ConfigureAwait(false))
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

        // A store that neither answers nor fails is waited for until the lease is over. Real time: nothing else passes meanwhile.
        async Task<bool> InTimeAsync(Task<bool> asked, CancellationToken cancellation)
        {
            try
            {
                var left = duration - clock.GetElapsedTime(kept);
                return await asked.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await leases.ReleaseAsync(name, holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It runs out by itself.
            return;
        }
    }
}
