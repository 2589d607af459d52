using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>Azure Service Bus in the place of the embedded bus: the outbox is sent to it, and what it delivers is handled here.</summary>
internal sealed class OutsideBus(BusOptions options, IHubStore store, TimeProvider clock) : IAsyncDisposable
{
    private const string China = ".chinacloudapi.cn";
    private static readonly Uri ChinaAuthority = new("https://login.chinacloudapi.cn/");
    private readonly ServiceBusBus _bus = new(Reach(options, clock), store.BusStore);

    /// <summary>The bus itself.</summary>
    public IBus Bus => _bus;

    /// <summary>How the namespace is reached by these options.</summary>
    public static ServiceBusOptions Reach(BusOptions options, TimeProvider clock)
    {
        var endpoint = options.Endpoint!;
        return new ServiceBusOptions
        {
            Endpoint = endpoint,
            Clock = clock,
            Credential = options is { KeyName: { } name, Key: { } key }
                ? new SasCredential(endpoint, name, key, clock)
                : EntraCredential.OfThisMachine(
                    options.Authority ?? (endpoint.Host.EndsWith(China, StringComparison.OrdinalIgnoreCase) ? ChinaAuthority : null), options.ClientId, clock),
        };
    }

    /// <summary>What runs beside the API: the pump, the relay, and the collector of dead letters.</summary>
    public IEnumerable<Func<CancellationToken, Task>> Workers(IMessageHandler handler, ILoggerFactory logs, Action<LockedMessage, Fault> onFault)
    {
        var log = logs.CreateLogger("bus");
        log.LogInformation("Service Bus {Host}", options.Endpoint!.Authority);
        var outages = new OutageLog(log);
        yield return new MessagePump(_bus, handler, Environment.ProcessorCount, clock, onFault, outages.Report).RunAsync;
        yield return async cancellation =>
        {
            // What the embedded bus still held before the change of configuration goes on here.
            await store.BusStore.AdoptAsync(cancellation).ConfigureAwait(false);
            await new OutboxPump(new ServiceBusRelay(_bus, store.BusStore), clock, outages.Report).RunAsync(cancellation).ConfigureAwait(false);
        };
        yield return cancellation =>
            new DeadLetterCollector(_bus, store.BusStore, BusTopology.Default, clock).RunAsync(outages.Report, cancellation);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
