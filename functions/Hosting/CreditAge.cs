using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Hosting;

/// <summary>
/// Says in the log every hour that credit data is older than a day: orders are let go by old limits then. A line, because the alerts of a cloud
/// without Prometheus read nothing else. Data that was never loaded is not old: the check says itself that it is off.
/// </summary>
/// <param name="loadedAt">When credit data was loaded; null where it never was.</param>
/// <param name="clock">Source of time.</param>
/// <param name="log">Where it says so.</param>
internal sealed class CreditAge(Func<DateTimeOffset?> loadedAt, TimeProvider clock, ILogger log)
{
    /// <summary>Category of its lines; an alert looks for it.</summary>
    public const string Log = "credit";

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Look();
            }
            catch (StoreUnavailableException)
            {
                // Said by whoever needs the store; the next look tells.
            }

            await Task.Delay(Interval, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Look()
    {
        if (loadedAt() is { } loaded && clock.GetUtcNow() - loaded is var age && age > Oldest)
        {
            log.LogWarning("credit data is {Hours} hours old / 信用数据已有 {Hours} 小时未更新", (int)age.TotalHours, (int)age.TotalHours);
        }
    }
}
