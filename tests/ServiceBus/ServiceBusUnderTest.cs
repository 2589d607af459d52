using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;

namespace IntegrationHub.Tests.ServiceBus;

/// <summary>The Service Bus client against its double; both follow the test's clock.</summary>
internal sealed class ServiceBusUnderTest : BusUnderTest
{
    public const string KeyName = "hub";
    public const string Key = "bm90IGEgc2VjcmV0LCBvbmx5IGZvciB0ZXN0cyE=";
    private readonly DeadLetterCollector _collector;
    private readonly ServiceBusBus _bus;

    private ServiceBusUnderTest(BusTopology topology, TestClock clock, ServiceBusDouble service, Func<ServiceBusOptions, ServiceBusOptions> adjust)
        : base(topology, outside: true, clock)
    {
        Double = service;
        Options = adjust(Reach(service.Address, clock) with { Topology = topology });
        _bus = new ServiceBusBus(Options, Hub.BusStore);
        _collector = new DeadLetterCollector(_bus, Hub.BusStore, topology, clock);
        Relay = new ServiceBusRelay(_bus, Hub.BusStore, clock, Outages.Add);
    }

    public ServiceBusDouble Double { get; }

    public ServiceBusOptions Options { get; }

    public ServiceBusRelay Relay { get; }

    /// <summary>What the relay told of queues and topics that cannot be used.</summary>
    public List<BusUnavailableException> Outages { get; } = [];

    public override IBus Bus => _bus;

    public static async Task<ServiceBusUnderTest> StartAsync(
        BusTopology topology,
        Func<ServiceBusOptions, ServiceBusOptions>? adjust = null,
        Func<ServiceBusDoubleOptions, ServiceBusDoubleOptions>? play = null)
    {
        var clock = new TestClock();
        var played = Played(topology) with { Clock = clock };
        return new ServiceBusUnderTest(topology, clock, await ServiceBusDouble.StartAsync(play?.Invoke(played) ?? played), adjust ?? (same => same));
    }

    /// <summary>A namespace with what a topology names, and one key that may do everything.</summary>
    public static ServiceBusDoubleOptions Played(BusTopology topology) => new()
    {
        Entities = topology.Entities,
        Keys = new Dictionary<string, SharedKey> { [KeyName] = new(Key, BusRights.Manage) },
    };

    /// <summary>How the double is reached: quick to give up, so that faults show at once.</summary>
    public static ServiceBusOptions Reach(Uri address, TimeProvider clock) => new()
    {
        Endpoint = address,
        Credential = new SasCredential(address, KeyName, KeyReference(), clock),
        Clock = clock,
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromSeconds(5),
    };

    public override async Task<IDeadLetters> DeadLettersAsync()
    {
        await _collector.DrainAsync(default);
        return DeadLetters;
    }

    public override async Task RelayAsync()
    {
        while (await Relay.RelayAsync() > 0)
        {
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        await base.DisposeAsync();
        await Double.DisposeAsync();
    }

    /// <summary>A reference to the key.</summary>
    public static SecretReference KeyReference()
    {
        Environment.SetEnvironmentVariable("HUB_TEST_SERVICEBUS_KEY", Key);
        return new SecretReference("env", "HUB_TEST_SERVICEBUS_KEY");
    }
}
