using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Runs;

/// <summary>
/// Until when the other side has settled, by the earlier of both clocks. The lead of the hub's clock is known from the first answer on and
/// never shrinks within a run, so that windows planned by it come to an end.
/// </summary>
internal sealed class SettledTime(AccountSession session)
{
    // The other side tells whole seconds, and answers are on their way for different times.
    private static readonly TimeSpan Unsteady = TimeSpan.FromSeconds(5);

    private TimeSpan _ahead;

    /// <summary>What was settled at that moment of the hub's clock.</summary>
    public DateTimeOffset At(DateTimeOffset hubs, WindowRule rule)
    {
        var ahead = session.Ahead;
        _ahead = ahead > _ahead + Unsteady ? ahead : _ahead;
        return hubs - _ahead - rule.Lag;
    }

    /// <summary>Whether that time had not settled then.</summary>
    public bool IsPast(DateTimeOffset time, DateTimeOffset hubs, WindowRule rule) => time > At(hubs, rule);
}
