using Microsoft.Extensions.Logging;

namespace IntegrationHub.Core.Connectors;

/// <summary>Everything a connector may touch.</summary>
public sealed record ConnectorContext
{
    /// <summary>Calls; paced, repeated and given a fresh token by the runtime.</summary>
    public required IConnectorHttp Http { get; init; }

    /// <summary>The only clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>
    /// The time that goes into a call which the other side compares with its own clock: the hub's, or the other side's once it has refused
    /// the hub's. Everything else goes by <see cref="Clock"/>.
    /// </summary>
    public Func<DateTimeOffset> CallTime { get => field ?? Clock.GetUtcNow; init; }

    /// <summary>The only source of chance: nonces, request ids.</summary>
    public required Random Random { get; init; }

    /// <summary>What the account's secret references stand for.</summary>
    public required ISecrets Secrets { get; init; }

    /// <summary>Log of the account; secrets are taken out of it.</summary>
    public required ILogger Log { get; init; }

    /// <summary>Ends the work.</summary>
    public CancellationToken Cancellation { get; init; }
}
