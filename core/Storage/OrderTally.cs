using System.Diagnostics;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Core.Storage;

/// <summary>What one piece of work did, to be told once it is committed. Counts nothing while nobody listens.</summary>
public sealed class OrderTally
{
    private readonly int[] _outcomes = new int[Enum.GetValues<Outcome>().Length];
    private long _checking;

    /// <summary>A piece of work begins, or is run again.</summary>
    public void Reset()
    {
        Array.Clear(_outcomes);
        _checking = 0;
    }

    /// <summary>The work is committed.</summary>
    public void Report()
    {
        ReportTime();
        for (var outcome = 0; outcome < _outcomes.Length; outcome++)
        {
            if (_outcomes[outcome] > 0)
            {
                HubMetrics.OrdersProcessed.Add(_outcomes[outcome], Labels.Of((Outcome)outcome));
            }
        }

        Reset();
    }

    /// <summary>The checks are over.</summary>
    internal void ReportTime()
    {
        if (_checking > 0)
        {
            HubMetrics.CheckDuration.Record(Stopwatch.GetElapsedTime(0, _checking).TotalSeconds);
        }
    }

    /// <summary>An order was filed.</summary>
    internal void Count(Outcome outcome) => _outcomes[(int)outcome]++;

    /// <summary>When a check began; 0 where nobody wants to know.</summary>
    internal static long Begin() => HubMetrics.CheckDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>The check that began then is over.</summary>
    internal void Checked(long began)
    {
        if (began != 0)
        {
            _checking += Stopwatch.GetTimestamp() - began;
        }
    }
}
