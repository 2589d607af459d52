namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>One request to Service Bus; it may be made several times.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Below the namespace's address, with query.</param>
/// <param name="Entity">The entity concerned, for what is said to people.</param>
internal sealed record ServiceBusCall(HttpMethod Method, string Path, string Entity)
{
    /// <summary>Adds headers and content; called anew for each attempt.</summary>
    public Action<HttpRequestMessage>? Fill { get; init; }

    /// <summary>How long the service may hold the answer back (long poll).</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>True where a 4xx is the message's own fault.</summary>
    public bool Sends { get; init; }
}
