namespace IntegrationHub.Sandbox.Doubles.Wire;

/// <summary>How often an application may call: a number in every second and a number in every day of UTC+8.</summary>
internal sealed class CallQuota(TimeProvider clock, int perSecond, int perDay)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Second, int Calls)> _seconds = [];
    private (long Day, int Calls) _day;
    private DateTimeOffset _bannedUntil;

    /// <summary>Calls that were let through.</summary>
    public long Admitted { get; private set; }

    /// <summary>Calls that were refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Bans the application for that long.</summary>
    public void Ban(TimeSpan time)
    {
        lock (_lock)
        {
            _bannedUntil = clock.GetUtcNow() + time;
        }
    }

    /// <summary>Null where the call may pass, else how long the ban lasts; a call during a ban does not lengthen it.</summary>
    public TimeSpan? Take(string api)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now < _bannedUntil)
            {
                Refused++;
                return _bannedUntil - now;
            }

            var second = now.ToUnixTimeSeconds();
            var seen = _seconds.GetValueOrDefault(api);
            var calls = seen.Second == second ? seen.Calls + 1 : 1;
            var day = (second + (8 * 3600)) / 86400;
            _day = _day.Day == day ? (day, _day.Calls + 1) : (day, 1);
            if (_day.Calls > perDay)
            {
                _bannedUntil = DateTimeOffset.FromUnixTimeSeconds(((day + 1) * 86400) - (8 * 3600));
            }
            else if (calls > perSecond)
            {
                _bannedUntil = now.AddSeconds(1);
            }
            else
            {
                _seconds[api] = (second, calls);
                Admitted++;
                return null;
            }

            Refused++;
            return _bannedUntil - now;
        }
    }
}
