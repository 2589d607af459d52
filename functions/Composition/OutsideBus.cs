using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>Azure Service Bus in the place of the embedded bus: the outbox is sent to it, and what it delivers is handled here.</summary>
internal sealed class OutsideBus(BusOptions options, IHubStore store, TimeProvider clock, Lazy<KeyVault> vault) : IAsyncDisposable
{
    private const string China = ".chinacloudapi.cn";
    private static readonly Uri ChinaAuthority = new("https://login.chinacloudapi.cn/");
    private readonly ServiceBusBus _bus = new(Reach(options, clock, vault), store.BusStore);

    /// <summary>The bus itself.</summary>
    public IBus Bus => _bus;

    /// <summary>How the namespace is reached by these options.</summary>
    public static ServiceBusOptions Reach(BusOptions options, TimeProvider clock, Lazy<KeyVault> vault)
    {
        var endpoint = options.Endpoint!;
        return new ServiceBusOptions
        {
            Endpoint = endpoint,
            Clock = clock,
            Credential = options is { KeyName: { } name, Key: { } key }
                ? new SasCredential(endpoint, name, key, clock, key.InVault is null ? null : vault.Value)
                : EntraCredential.OfThisMachine(
                    options.Authority ?? (endpoint.Host.EndsWith(China, StringComparison.OrdinalIgnoreCase) ? ChinaAuthority : null), options.ClientId, clock),
        };
    }

    /// <summary>Messages that triggers of the Functions host hand over.</summary>
    public TriggerDeliveries Deliveries => new(_bus);

    /// <summary>Sends the outbox.</summary>
    public IOutboxRelay Relay => new ServiceBusRelay(_bus, store.BusStore);

    /// <summary>Brings parked and dead-lettered messages into the store.</summary>
    public DeadLetterCollector Collector => new(_bus, store.BusStore, BusTopology.Default, clock);

    /// <summary>What runs beside the API and the pumps: the relay, and the collector of dead letters.</summary>
    public IEnumerable<Func<CancellationToken, Task>> Workers(ILoggerFactory logs)
    {
        var outages = Outages(logs);
        yield return cancellation => SendAsync(outages, cancellation);
        yield return cancellation => Collector.RunAsync(outages.Report, cancellation);
    }

    /// <summary>What runs beside the triggers of the Functions host, which receives: the relay.</summary>
    public Func<CancellationToken, Task> Sending(ILoggerFactory logs)
    {
        var outages = Outages(logs);
        return cancellation => SendAsync(outages, cancellation);
    }

    private async Task SendAsync(OutageLog outages, CancellationToken cancellation)
    {
        // What the embedded bus still held before the change of configuration goes on here.
        await store.BusStore.AdoptAsync(cancellation).ConfigureAwait(false);
        await new OutboxPump(Relay, clock, outages.Report).RunAsync(cancellation).ConfigureAwait(false);
    }

    private OutageLog Outages(ILoggerFactory logs)
    {
        var log = logs.CreateLogger("bus");
        log.LogInformation("Service Bus {Host}", options.Endpoint!.Authority);
        return new OutageLog(log);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
