namespace IntegrationHub.Tests.Secrets;

/// <summary>Stands until moved; a pause between attempts is over at once.</summary>
internal sealed class VaultClock : TimeProvider
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private DateTimeOffset _now = new(2026, 3, 2, 1, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < Pause ? TimeSpan.Zero : dueTime, period);
}
