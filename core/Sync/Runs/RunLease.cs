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

    /// <summary>Keeps it until the work is cancelled; cancels the work where it was lost.</summary>
    public async Task RenewUntilAsync(CancellationTokenSource work)
    {
        try
        {
            while (true)
            {
                await Task.Delay(duration / 3, clock, work.Token).ConfigureAwait(false);
                if (!await ExtendedAsync(work.Token).ConfigureAwait(false))
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
    }

    private async Task<bool> ExtendedAsync(CancellationToken cancellation)
    {
        try
        {
            return await leases.TryTakeAsync(_name, _holder, duration, cancellation).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It may pass; the next time tells whether the lease is still ours.
            return true;
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
