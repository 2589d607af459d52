using System.Globalization;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage.Postgres;

namespace IntegrationHub.Benchmarks.Scale;

/// <summary>Instances of the product on one PostgreSQL database, with the doubles of the Functions host and of Service Bus in this process.</summary>
internal sealed class ScaledApp : IAsyncDisposable
{
    public const string ApiKey = "a-key-that-only-benchmarks-know";
    private const string KeyName = "hub";
    private const string Key = "bm90IGEgc2VjcmV0LCBvbmx5IGZvciBiZW5jaG1hcmtzISE=";
    private readonly LocalServer _server;

    private ScaledApp(LocalServer server, string database, ServiceBusDouble bus, FunctionsHostDouble host, IReadOnlyList<int> ports) =>
        (_server, Database, Bus, Host, Ports) = (server, database, bus, host, ports);

    /// <summary>How its database is reached.</summary>
    public string Database { get; }

    public ServiceBusDouble Bus { get; }

    public FunctionsHostDouble Host { get; }

    /// <summary>Where the instances answer; asked directly, so that the double's front is not measured.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>Processes of the instances.</summary>
    public IReadOnlyList<int> Processes => [.. Host.Instances.Select(instance => instance.Handler.ProcessId)];

    /// <summary>Starts an app on a database of its own.</summary>
    /// <param name="server">The database server.</param>
    /// <param name="app">Folder with host.json, the function folders and the program.</param>
    /// <param name="work">Where the instances have their data folders.</param>
    /// <param name="instances">How many.</param>
    public static async Task<ScaledApp> StartAsync(LocalServer server, string app, string work, int instances)
    {
        var database = server.NewDatabase();
        var bus = await ServiceBusDouble.StartAsync(new ServiceBusDoubleOptions
        {
            Entities = BusTopology.Default.Entities, Keys = new Dictionary<string, SharedKey> { [KeyName] = new(Key, BusRights.Manage) },
        });
        var settings = new Dictionary<string, string>
        {
            ["ServiceBus__fullyQualifiedNamespace"] = "double.servicebus.windows.net",
            ["HUB_BUS_ENDPOINT"] = bus.Address.ToString(),
            ["HUB_BUS_KEY_NAME"] = KeyName,
            ["HUB_BUS_KEY"] = "env:BENCHMARK_BUS_KEY",
            ["BENCHMARK_BUS_KEY"] = Key,
            ["HUB_STORE"] = "postgres",
            ["HUB_STORE_CONNECTION"] = "env:BENCHMARK_DATABASE",
            ["BENCHMARK_DATABASE"] = database,
            ["HUB_STORE_CHECKPOINT_KEY"] = "env:BENCHMARK_CHECKPOINT_KEY",
            ["BENCHMARK_CHECKPOINT_KEY"] = "a key that all instances know",
            ["HUB_API_KEY"] = ApiKey,
        };
        var host = await FunctionsHostDouble.StartAsync(
            app, settings, bus, instances,
            own: number => new Dictionary<string, string> { ["HUB_DATA"] = Path.Combine(work, string.Create(CultureInfo.InvariantCulture, $"data-{number}")) });
        var ports = new List<int>();
        foreach (var instance in host.Instances)
        {
            ports.Add((await instance.Handler.AddressAsync(CancellationToken.None)).Port);
        }

        return new ScaledApp(server, database, bus, host, ports);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Bus.DisposeAsync();
        _server.Drop(Database);
    }
}
