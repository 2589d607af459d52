using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>Azure Service Bus in the place of the embedded bus: the outbox is sent to it, and what it delivers is handled here.</summary>
internal sealed class OutsideBus : IAsyncDisposable
{
    private const string China = ".chinacloudapi.cn";
    private static readonly Uri ChinaAuthority = new("https://login.chinacloudapi.cn/");
    private readonly BusOptions _options;
    private readonly IHubStore _store;
    private readonly TimeProvider _clock;
    private readonly OutageLog _outages;
    private readonly Func<ILogger> _letters;
    private readonly ServiceBusBus _bus;

    /// <param name="options">How the namespace is reached.</param>
    /// <param name="store">The store.</param>
    /// <param name="isShared">True where other instances work on the store: then one of them sends the outbox, the others stand by.</param>
    /// <param name="clock">Source of time.</param>
    /// <param name="vault">Holds the key, where it is kept in one.</param>
    /// <param name="outages">Told of outages.</param>
    /// <param name="logs">Where dead letters are logged; asked for when needed.</param>
    public OutsideBus(BusOptions options, IHubStore store, bool isShared, TimeProvider clock, Lazy<KeyVault> vault, OutageLog outages, Func<ILoggerFactory> logs)
    {
        (_options, _store, _clock, _outages) = (options, store, clock, outages);
        _letters = () => logs().CreateLogger(DeadLetterLog);
        _bus = new ServiceBusBus(Reach(options, clock, vault), store.BusStore);
        var relay = new ServiceBusRelay(_bus, store.BusStore, clock, outages.Report);
        Relay = isShared ? new LeasedRelay(relay, store.Leases, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), clock) : relay;
    }

    /// <summary>Category of the lines about dead letters, which an alert looks for.</summary>
    public const string DeadLetterLog = "dead-letters";

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
    public IOutboxRelay Relay { get; }

    /// <summary>Brings parked and dead-lettered messages into the store.</summary>
    public DeadLetterCollector Collector => new(_bus, _store.BusStore, BusTopology.Default, _clock, (entity, fault) => Report(_letters(), entity, fault));

    /// <summary>The line for one dead letter.</summary>
    public static void Report(ILogger log, string entity, Fault fault) => log.LogWarning("{Entity}: {Code} at {Stage}", entity, fault.Code, fault.Stage);

    /// <summary>What runs beside the API and the pumps: the relay, and the collector of dead letters.</summary>
    public IEnumerable<Func<CancellationToken, Task>> Workers(ILoggerFactory logs)
    {
        yield return Sending(logs);
        yield return cancellation => Collector.RunAsync(_outages.Report, cancellation);
    }

    /// <summary>What runs beside the triggers of the Functions host, which receives: the relay.</summary>
    public Func<CancellationToken, Task> Sending(ILoggerFactory logs)
    {
        logs.CreateLogger("bus").LogInformation("Service Bus {Host}", _options.Endpoint!.Authority);
        return SendAsync;
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        // What the embedded bus still held before the change of configuration goes on here.
        await _store.BusStore.AdoptAsync(cancellation).ConfigureAwait(false);
        await new OutboxPump(Relay, _clock, _outages.Report).RunAsync(cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
