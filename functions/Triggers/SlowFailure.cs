namespace IntegrationHub.Functions.Triggers;

/// <summary>
/// Holds back the news of a failure. The Functions host abandons a message at once when it fails, and it comes again at once: without a pause ten
/// deliveries are used up within a second of an outage. The host keeps the lock while it waits.
/// </summary>
internal static class SlowFailure
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>2, 4, 8 … 60 seconds: the ten deliveries outlast an outage of six minutes.</summary>
    /// <param name="deliveries">Deliveries so far, this one included.</param>
    public static TimeSpan Of(int deliveries)
    {
        var seconds = Math.Pow(2, Math.Clamp(deliveries, 1, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
    }
}
