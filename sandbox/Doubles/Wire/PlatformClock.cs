namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>A platform's clock, which need not agree with the caller's.</summary>
internal sealed class PlatformClock(TimeProvider callers) : TimeProvider
{
    /// <summary>How far the platform's clock is ahead of the caller's.</summary>
    public TimeSpan Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => callers.GetUtcNow() + Skew;
}
