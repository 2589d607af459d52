using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>How a Service Bus namespace is reached. Limits are the Standard tier's with room to spare.</summary>
public sealed record ServiceBusOptions
{
    /// <summary>Address of the namespace, e.g. <c>https://contoso.servicebus.windows.net/</c> or <c>https://contoso.servicebus.chinacloudapi.cn/</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Who the hub is.</summary>
    public required IServiceBusCredential Credential { get; init; }

    /// <summary>Entities and their settings.</summary>
    public BusTopology Topology { get; init; } = BusTopology.Default;

    /// <summary>Source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Largest body that goes into a message, bytes; a larger one is claim-checked. Standard takes 256 KB with all properties.</summary>
    public int MaxBodyBytes { get; init; } = 200 << 10;

    /// <summary>Largest batch, bytes as sent: on Standard a batch counts as one message.</summary>
    public int MaxBatchBytes { get; init; } = 200 << 10;

    /// <summary>Messages in one batch.</summary>
    public int MaxBatchMessages { get; init; } = 100;

    /// <summary>
    /// Bytes of all properties of one message with the broker's own, as headers. The service's limits, 64 KB and 32 KB for one property, hold
    /// whatever stands here; Windows' HTTP server, which answers for the service, takes 16 KB of headers unless it is set otherwise.
    /// </summary>
    public int MaxPropertyBytes { get; init; } = 16 << 10;

    /// <summary>Attempts of one call before the bus counts as unavailable.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>First pause between attempts; it doubles, with jitter. What the service asks for with Retry-After comes first.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause that one call takes on itself; when asked for more it gives up and says how long.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long one attempt may take, beside what a long poll asks for.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
