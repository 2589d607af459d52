using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Hosting;

/// <summary>Signs the orders' logs every so often, so that a cut tail or a deleted order shows.</summary>
internal sealed class Checkpoints(IStoreMaintenance maintenance, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                // Also when stopping: the last orders of the day are covered as well.
                await maintenance.CheckpointAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreUnavailableException) when (!stopping.IsCancellationRequested)
            {
                // A full disk shows everywhere else already; the next interval covers what this one did not.
                continue;
            }
        }
    }
}
