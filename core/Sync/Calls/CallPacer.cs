using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Calls;

/// <summary>A token bucket that hands every caller its turn: never more than the burst at once, never faster than it fills.</summary>
internal sealed class CallPacer(RateBudget budget, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval = budget.Per / Math.Max(1, budget.Calls);
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Waits for this call's turn.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        var at = Take();
        while (true)
        {
            // A pause may begin while this call waits for its turn: its turn is then a new one behind the pause, or all would go at once.
            lock (_gate)
            {
                at = at < _pausedUntil ? Take() : at;
            }

            var wait = at - clock.GetUtcNow();
            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            await Task.Delay(wait, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Nobody calls before the time is over.</summary>
    public void Pause(TimeSpan time)
    {
        lock (_gate)
        {
            var until = clock.GetUtcNow() + time;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    private DateTimeOffset Take()
    {
        lock (_gate)
        {
            var clockNow = clock.GetUtcNow();
            var now = clockNow > _pausedUntil ? clockNow : _pausedUntil;
            var burst = _interval * (Math.Max(1, budget.Burst) - 1);
            _next = _next > now - burst ? _next : now - burst;
            var at = _next > now ? _next : now;
            _next += _interval;
            return at;
        }
    }
}
