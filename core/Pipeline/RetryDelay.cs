namespace IntegrationHub.Core.Pipeline;

/// <summary>How long a message waits before it comes again.</summary>
public static class RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Doubles with every delivery, with a third of jitter so that what failed together does not come back together.</summary>
    /// <param name="after">What the handler asked for, the least delay.</param>
    /// <param name="deliveries">Deliveries so far, this one included.</param>
    public static TimeSpan Of(TimeSpan after, int deliveries)
    {
        var grown = after.TotalMilliseconds * Math.Pow(2, Math.Clamp(deliveries - 1, 0, 16));
        var jittered = grown * (1 + (Random.Shared.NextDouble() / 3));
        return TimeSpan.FromMilliseconds(Math.Min(jittered, Longest.TotalMilliseconds));
    }
}
