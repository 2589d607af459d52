using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>Asks a namespace whether it answers and has what the hub needs; sends and receives nothing.</summary>
public static class ServiceBusProbe
{
    /// <summary>All that is wrong; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(ServiceBusOptions options, CancellationToken cancellation)
    {
        using var client = new ServiceBusClient(options);
        var administration = new ServiceBusAdministration(client);
        var findings = new List<Finding>();
        try
        {
            foreach (var entity in options.Topology.Entities)
            {
                findings.AddRange(await administration.CompareAsync(entity, cancellation).ConfigureAwait(false));
            }
        }
        catch (BusUnavailableException outage)
        {
            // The rest would meet the same.
            findings.Add(outage.Finding);
        }

        return findings;
    }
}
