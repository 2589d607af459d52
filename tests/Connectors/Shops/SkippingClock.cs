namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>
/// A clock on which nobody ever waits: it jumps to the end of every wait as soon as one begins, so that months pass in seconds. Waits of
/// half a day and more are time limits, not waits, and never end.
/// </summary>
internal sealed class SkippingClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(12);
    private readonly Lock _lock = new();
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Lets time pass; it never goes back.</summary>
    public void AdvanceTo(DateTimeOffset at)
    {
        lock (_lock)
        {
            _now = at > _now ? at : _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime >= Limit)
            {
                return true;
            }

            clock.AdvanceTo(clock.GetUtcNow() + dueTime);
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
