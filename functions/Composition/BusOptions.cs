using IntegrationHub.Adapters.Secrets;

namespace IntegrationHub.Functions.Composition;

/// <summary>Which bus carries the work.</summary>
internal enum BusKind
{
    /// <summary>Queue tables in the store's own file.</summary>
    Embedded,

    /// <summary>Azure Service Bus over REST.</summary>
    ServiceBus,
}

/// <summary><c>bus.*</c>. Without a key name the hub uses the Entra identity that its machine has.</summary>
internal sealed record BusOptions
{
    /// <summary><c>bus.kind</c>: <c>embedded</c> or <c>servicebus</c>.</summary>
    public BusKind Kind { get; init; }

    /// <summary><c>bus.endpoint</c>: address of the namespace; plain HTTP on loopback only.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary><c>bus.keyName</c>: name of a shared access policy.</summary>
    public string? KeyName { get; init; }

    /// <summary><c>bus.key</c>: where its key is, never the key.</summary>
    public SecretReference? Key { get; init; }

    /// <summary><c>bus.authority</c>: who issues Entra tokens, for a national cloud; null for the one that the endpoint's name tells.</summary>
    public Uri? Authority { get; init; }

    /// <summary><c>bus.clientId</c>: which of several user-assigned identities.</summary>
    public string? ClientId { get; init; }
}
