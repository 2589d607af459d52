using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Core.Pipeline;

/// <summary>Keeps the outbox empty.</summary>
/// <param name="relay">Moves a portion.</param>
/// <param name="clock">Source of time.</param>
/// <param name="onOutage">Told each time the bus cannot be used.</param>
public sealed class OutboxPump(IOutboxRelay relay, TimeProvider clock, Action<BusUnavailableException>? onOutage = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await relay.RelayAsync(cancellation).ConfigureAwait(false) == 0)
                {
                    await relay.WaitAsync(LongestWait, cancellation).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(LongestWait, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (BusUnavailableException outage)
            {
                onOutage?.Invoke(outage);
                await Task.Delay(outage.RetryAfter, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Moves what is there; returns how many messages were moved.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var all = 0;
        int some;
        while ((some = await relay.RelayAsync(cancellation).ConfigureAwait(false)) > 0)
        {
            all += some;
        }

        return all;
    }
}
