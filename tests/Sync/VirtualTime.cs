namespace IntegrationHub.Tests.Sync;

/// <summary>
/// A clock whose timers fire when the test moves it, or by themselves, earliest first, while nothing else is going on. Time jumps from
/// timer to timer, so that an hour of waiting takes no time.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly TimeSpan Furthest = TimeSpan.FromMinutes(15);
    private readonly Lock _gate = new();
    private readonly List<Waiting> _timers = [];
    private DateTimeOffset _now;
    private int _busy;
    private long _busySince;

    public VirtualTime(DateTimeOffset? now = null) => _now = now ?? new(2026, 11, 21, 1, 30, 0, TimeSpan.Zero);

    /// <summary>How long a call may take for real before its time limit is let run out.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>While something is busy outside the clock's sight (a call on the wire), time stands still.</summary>
    public IDisposable Busy()
    {
        Interlocked.Exchange(ref _busySince, System.GetTimestamp());
        Interlocked.Increment(ref _busy);
        return new Ending(() => Interlocked.Decrement(ref _busy));
    }

    /// <summary>Moves the clock and fires what is due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (Fire(end))
        {
        }

        lock (_gate)
        {
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Lets time jump by itself until the work is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(2), System));
            if (Volatile.Read(ref _busy) == 0 || System.GetElapsedTime(Volatile.Read(ref _busySince)) > Patience)
            {
                Fire(GetUtcNow() + Furthest);
            }
        }

        return await work;
    }

    private bool Fire(DateTimeOffset latest)
    {
        Waiting? next;
        lock (_gate)
        {
            next = _timers.Where(t => t.Due <= latest).MinBy(t => t.Due);
            if (next is null)
            {
                return false;
            }

            _now = next.Due > _now ? next.Due : _now;
            _timers.Remove(next);
        }

        next.Fire();
        return true;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class Waiting(VirtualTime time, Action fire) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                _period = period;
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
