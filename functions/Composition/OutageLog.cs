using System.Collections.Concurrent;
using IntegrationHub.Core.Messaging;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>Says of an outage of the bus what it is, once per minute and cause: several workers meet the same one again and again.</summary>
internal sealed class OutageLog(ILogger log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, long> _said = new();

    public void Report(BusUnavailableException outage)
    {
        var cause = outage.Finding.Code + " " + outage.Finding.Where;
        var now = TimeProvider.System.GetTimestamp();
        if (_said.TryGetValue(cause, out var last) && TimeProvider.System.GetElapsedTime(last, now) < Quiet)
        {
            return;
        }

        _said[cause] = now;
        log.LogWarning("{Code}: {Message}", outage.Finding.Code, outage.Finding.Message);
    }
}
