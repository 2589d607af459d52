using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage.Postgres;

namespace IntegrationHub.Tests.EndToEnd.Deployments;

/// <summary>Three instances under the double of the Functions host, on one PostgreSQL database and the double of Service Bus.</summary>
internal sealed class FunctionsDeployment : Deployment
{
    private readonly TempDatabase _database;
    private readonly TempFolder _desk = new();
    private readonly ConcurrentQueue<PublishedEvent> _published = new();
    private readonly ConcurrentDictionary<HostInstance, int> _kills = new();
    private readonly Lock _taking = new();
    private RunningFunctionsApp _app = null!;

    private FunctionsDeployment(TempDatabase database) => _database = database;

    public override int Instances => 3;

    public RunningFunctionsApp App => _app;

    public static async Task<FunctionsDeployment> StartAsync(IRunningDouble? shop = null, TempDatabase? database = null)
    {
        var deployment = new FunctionsDeployment(database ?? new TempDatabase());
        DatabaseDeployment.Join(deployment._desk, deployment._database);
        AddShop(deployment._desk, shop);
        deployment._app = await RunningFunctionsApp.StartAsync(
            instances: 3,
            prepare: folder =>
            {
                foreach (var (name, value) in deployment._desk.Environment)
                {
                    folder.Environment[name] = value;
                }

                return Task.CompletedTask;
            },
            own: (folder, number) => Own(folder, number, shop));
        foreach (var instance in deployment._app.Host.Instances)
        {
            await instance.Handler.AddressAsync(CancellationToken.None);
        }

        return deployment;
    }

    // The host starts a dead handler again, but gives it up at its third end within a minute: then the platform takes another instance.
    public override async Task KillAsync(int instance)
    {
        var victim = _app.Host.Instances[instance];
        if (_kills.AddOrUpdate(victim, 1, (_, before) => before + 1) <= 2)
        {
            victim.Handler.Kill();
        }
        else
        {
            await _app.Host.ReplaceAsync(victim);
        }
    }

    public override async Task TickAsync()
    {
        Take();

        // An instance that is just starting answers later; the host's next call finds another one.
        await _app.Host.CallTimerAsync("schedule");
        await _app.Host.CallTimerAsync("dead-letters");
    }

    public override Task PutStrayAsync(string id, string body)
    {
        _app.Bus.Put(BusTopology.Documents, new SentMessage
        {
            Body = Encoding.UTF8.GetBytes(body), MessageId = id, Broker = new Dictionary<string, string>(), Properties = new Dictionary<string, string>(),
        });
        return Task.CompletedTask;
    }

    public override Task<HubRun> HubAsync(params string[] arguments) => HubProgram.RunAsync(_desk, arguments);

    public override Task<IReadOnlyList<PublishedEvent>> PublishedAsync()
    {
        Take();
        return Task.FromResult<IReadOnlyList<PublishedEvent>>([.. _published]);
    }

    public override string Trace() => _app.Trace();

    public override async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _desk.Dispose();
        _database.Dispose();
        await base.DisposeAsync();
    }

    protected override Uri NextAddress() => new(_app.Host.Address, "hub/");

    protected override void Sign(HttpRequestMessage request) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RunningFunctionsApp.ApiKey);

    protected override async Task<bool> IsIdleAsync()
    {
        var (active, scheduled, _) = _app.Bus.Counts(BusTopology.Documents);
        return active + scheduled == 0 && await base.IsIdleAsync();
    }

    private static Dictionary<string, string> Own(TempFolder folder, int number, IRunningDouble? shop)
    {
        var data = string.Create(CultureInfo.InvariantCulture, $"data-{number}");
        if (shop is not null)
        {
            folder.Write(data + "/accounts/partner.yaml", AccountFile(shop));
        }

        return new Dictionary<string, string> { ["HUB_DATA"] = folder.At(data) };
    }

    private void Take()
    {
        lock (_taking)
        {
            while (_app.Bus.Take(RunningFunctionsApp.Subscription) is { } message)
            {
                var entry = JsonDocument.Parse(message.Body).RootElement;
                _published.Enqueue(new PublishedEvent(entry.GetProperty("id").GetString()!, entry.GetProperty("type").GetString()!, entry.GetRawText()));
            }
        }
    }
}
