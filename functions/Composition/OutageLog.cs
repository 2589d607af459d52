using System.Collections.Concurrent;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>
/// Outages of the bus: each is logged once per minute and cause, since several workers meet the same one again and again, and stands here for
/// whoever asks after the hub's health until nobody has met it for a while.
/// </summary>
/// <param name="log">Where they are logged; asked for when needed.</param>
/// <param name="clock">Source of time.</param>
internal sealed class OutageLog(Func<ILogger> log, TimeProvider clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // Whoever meets one asks again after 15 seconds at most, and may wait half a minute for an answer.
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<string, Seen> _seen = new();

    /// <summary>What lasts, by code and place.</summary>
    public IReadOnlyList<Finding> Current =>
        [.. _seen.Values.Where(seen => clock.GetElapsedTime(seen.At) < Lasting).Select(seen => seen.Finding).OrderBy(finding => (finding.Code, finding.Where))];

    public void Report(BusUnavailableException outage)
    {
        var cause = outage.Finding.Code + " " + outage.Finding.Where;
        var now = clock.GetTimestamp();
        var said = _seen.TryGetValue(cause, out var last) && clock.GetElapsedTime(last.Said, now) < Quiet ? last.Said : now;
        _seen[cause] = new Seen(outage.Finding, now, said);
        if (said == now)
        {
            log().LogWarning("{Code}: {Message}", outage.Finding.Code, outage.Finding.Message);
        }
    }

    private sealed record Seen(Finding Finding, long At, long Said);
}
