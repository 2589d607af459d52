namespace IntegrationHub.Core.Sync.Calls;

/// <summary>The other side's clock, as the <c>Date</c> of its answers tells it.</summary>
internal sealed class PlatformTime(TimeProvider clock)
{
    // Date tells whole seconds, and an answer is on its way for a while.
    private static readonly TimeSpan Noise = TimeSpan.FromSeconds(2);

    // Nobody's clock is off by more without a person having to look at it, or it is a Date that means nothing.
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private TimeSpan? _ahead;
    private bool _isFollowed;

    /// <summary>How far the hub's clock is ahead by the newest answer; zero where it is not, or nothing is known.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (_gate)
            {
                return _ahead is { } ahead && ahead > Noise ? ahead : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The time that signed calls carry: the hub's, or the other side's once it refused that.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _isFollowed && _ahead is { } ahead ? clock.GetUtcNow() - ahead : clock.GetUtcNow();
            }
        }
    }

    /// <summary>An answer has come.</summary>
    public void Learn(DateTimeOffset? date)
    {
        if (date is { } told && clock.GetUtcNow() - told is var ahead && ahead.Duration() <= Most)
        {
            lock (_gate)
            {
                _ahead = ahead;
            }
        }
    }

    /// <summary>The hub's time was refused; true where the other side's is known to be another one and is used from now on.</summary>
    public bool Follow()
    {
        lock (_gate)
        {
            return _isFollowed = _isFollowed || _ahead?.Duration() > Noise;
        }
    }
}
