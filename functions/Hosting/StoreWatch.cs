using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>
/// Says in the log when the store cannot be written, and looks whether it can be again: without it a hub that is not ready would get no work, and
/// without work would never find out.
/// </summary>
internal sealed class StoreWatch(IStoreMaintenance maintenance, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken stopping)
    {
        string? said = null;
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (maintenance.Trouble is not { } trouble || stopping.IsCancellationRequested)
            {
                continue;
            }

            if (said != trouble.Finding.Code)
            {
                said = trouble.Finding.Code;
                log.LogError("{Code}: {Message}", said, trouble.Finding.Message);
            }

            try
            {
                await maintenance.ProbeAsync(stopping).ConfigureAwait(false);
                said = null;
                log.LogInformation("the store can be written again");
            }
            catch (Exception lasting) when (lasting is StoreUnavailableException or OperationCanceledException)
            {
                continue;
            }
        }
    }
}
