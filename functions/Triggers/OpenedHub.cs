using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Functions.Triggers;

/// <summary>What triggers and the public reach once the store is open.</summary>
internal sealed record OpenedHub
{
    /// <summary>Settles messages by copies.</summary>
    public required TriggerDeliveries Deliveries { get; init; }

    /// <summary>Leases of the store that all instances share.</summary>
    public required ILeases Leases { get; init; }

    /// <summary>A handler by function name.</summary>
    public required IReadOnlyDictionary<string, IMessageHandler> Handlers { get; init; }

    /// <summary>Work by the clock by function name.</summary>
    public required IReadOnlyDictionary<string, Func<CancellationToken, Task>> Timers { get; init; }

    /// <summary>The API below its prefix.</summary>
    public required RequestDelegate Api { get; init; }
}
