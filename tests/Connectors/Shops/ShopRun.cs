using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Connectors.Jd;
using IntegrationHub.Connectors.Taobao;
using IntegrationHub.Sandbox.Doubles.Jd;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using IntegrationHub.Sandbox.Doubles.Wire;
using IntegrationHub.Tests.Storage;
using Shouldly;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>The hub's sync against a shop platform's double over months of virtual time, without a network between them.</summary>
internal sealed class ShopRun : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteHub _hub;
    private readonly SyncService _service;
    private readonly Account _account;

    private ShopRun(IWireDouble platform, ConnectorDescriptor connector, ShopAccount account, SkippingClock clock, DateTimeOffset from)
    {
        (Platform, Clock) = (platform, clock);
        _hub = SqliteHub.Open(_folder.Data, new SqliteHubOptions { Clock = clock });
        _account = AccountOf(connector, account, from);
        _service = new SyncService(_hub, new SyncEnvironment
        {
            Clock = clock,
            Random = new Random(7),
            Transport = new HttpMessageInvoker(new WireHandler(platform)),
            Variable = account.GoodSecrets.GetValueOrDefault,

            // Limits, not waits: nothing here takes real time.
            Calls = new CallPolicy { AnswerWithin = TimeSpan.FromDays(1) },
            Lease = TimeSpan.FromDays(40),
        });
    }

    public IWireDouble Platform { get; }

    public SkippingClock Clock { get; }

    /// <summary>A Taobao shop.</summary>
    public static ShopRun Taobao(ShopPlan plan, TopSetup? options = null)
    {
        var clock = new SkippingClock(plan.From);
        var platform = new TopDouble(new Shop(plan), options ?? new TopSetup { CallsPerSecond = 10 }, clock);
        return new ShopRun(platform, TaobaoConnector.Descriptor, TaobaoDouble.Account(platform, new Uri("http://taobao.test/")), clock, plan.From);
    }

    /// <summary>A JD shop.</summary>
    public static ShopRun Jd(ShopPlan plan, JdSetup? options = null)
    {
        var clock = new SkippingClock(plan.From);
        var platform = new JdDouble(new Shop(plan), options ?? new JdSetup { CallsPerSecond = 5 }, clock);
        return new ShopRun(platform, JdConnector.Descriptor, JdShopDouble.Account(platform, new Uri("http://jd.test/")), clock, plan.From);
    }

    /// <summary>Syncs once.</summary>
    public Task<SyncRun> SyncAsync(SyncKind kind = SyncKind.Sync, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        _service.RunAsync(_account, new SyncRequest(kind, from, to));

    /// <summary>Syncs every so often until that moment and a while beyond, whatever becomes of a single run.</summary>
    public async Task<List<SyncRun>> SyncUntilAsync(DateTimeOffset end, TimeSpan every)
    {
        var runs = new List<SyncRun>();
        for (var at = Clock.GetUtcNow(); at < end + (every * 2); at += every)
        {
            Clock.AdvanceTo(at);
            runs.Add(await SyncAsync());
        }

        return runs;
    }

    /// <summary>What the hub has: order number and version of every archived record.</summary>
    public List<(string Order, string Version)> Archived() =>
        [.. _hub.Queries.ListDocuments(int.MaxValue).Select(d => (d.NaturalKey!["orders/".Length..], d.Version!))];

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    private static Account AccountOf(ConnectorDescriptor connector, ShopAccount account, DateTimeOffset from)
    {
        var options = Activator.CreateInstance(connector.OptionsType)!;
        var settings = OptionsBinder.Settings(connector.OptionsType).ToDictionary(s => s.Name);
        foreach (var (name, text) in account.Options)
        {
            OptionsBinder.Set(options, settings[name], [text]).ShouldBeNull();
        }

        SecretRef.TryParse(account.Token["access"], out var access).ShouldBeTrue();
        SecretRef.TryParse(account.Token["refresh"], out var refresh).ShouldBeTrue();
        return new Account
        {
            Name = "shop",
            Connector = connector,
            Options = options,
            Token = new TokenSeed(access, refresh, DateTimeOffset.Parse(account.Token["expires"], System.Globalization.CultureInfo.InvariantCulture)),
            From = from,
        };
    }
}
