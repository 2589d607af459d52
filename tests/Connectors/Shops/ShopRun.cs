using IntegrationHub.Adapters.Store;
using IntegrationHub.Connectors.Jd;
using IntegrationHub.Connectors.Taobao;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Calls;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Sandbox.Doubles.Jd;
using IntegrationHub.Sandbox.Doubles.Shops;
using IntegrationHub.Sandbox.Doubles.Taobao;
using IntegrationHub.Sandbox.Doubles.Wire;
using IntegrationHub.Tests.Pipeline;
using IntegrationHub.Tests.Storage;
using Shouldly;

namespace IntegrationHub.Tests.Connectors.Shops;

/// <summary>The hub's sync against a shop platform's double over months of virtual time, without a network between them.</summary>
internal sealed class ShopRun : IAsyncDisposable
{
    private static readonly Lazy<Lexicon> Words = new(() => VocabularyLoader.Load(null).Lexicon);
    private readonly TempFolder _folder = new();
    private readonly ShopAccount _secrets;
    private readonly Account _account;
    private SyncService _service;
    private StoreHub _hub;

    private ShopRun(IWireDouble platform, ConnectorDescriptor connector, ShopAccount account, SkippingClock clock, DateTimeOffset from)
    {
        (Platform, Clock, _secrets) = (platform, clock, account);
        _account = AccountOf(connector, account, from);
        (_hub, _service) = Open();
    }

    /// <summary>The hub's store.</summary>
    public StoreHub Hub => _hub;

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

    /// <summary>Syncs every so often until that moment and a while beyond, whatever becomes of a single run; those that died tell nothing.</summary>
    /// <param name="end">When the last change happens.</param>
    /// <param name="every">How often.</param>
    /// <param name="after">Done after each run.</param>
    /// <param name="dieAfter">After how many commits the process of the next run dies; null where it lives.</param>
    public async Task<List<SyncRun>> SyncUntilAsync(DateTimeOffset end, TimeSpan every, Func<Task>? after = null, Func<int?>? dieAfter = null)
    {
        var runs = new List<SyncRun>();
        for (var at = Clock.GetUtcNow(); at < end + (every * 2); at += every)
        {
            Clock.AdvanceTo(at);
            if ((dieAfter?.Invoke() is { } commits ? await SyncAndDieAsync(commits) : await SyncAsync()) is { } run)
            {
                runs.Add(run);
            }

            await (after?.Invoke() ?? Task.CompletedTask);
        }

        return runs;
    }

    /// <summary>What the hub has: order number and version of every archived record.</summary>
    public List<(string Order, string Version)> Archived() =>
        [.. _hub.Queries.ListDocuments(int.MaxValue).Select(d => (d.NaturalKey!["orders/".Length..], d.Version!))];

    /// <summary>
    /// Makes orders of what is archived, in an order of chance. The process dies after so many commits, and another one opens the store and
    /// goes on.
    /// </summary>
    public async Task ImportAsync(Random random, int dieAfter)
    {
        var mortal = new MortalStore(_hub) { Left = dieAfter };
        try
        {
            await ImportAsync(Importer(mortal), random);
        }
        catch (KilledException)
        {
            await _hub.DisposeAsync();
            (_hub, _service) = Open();
            await ImportAsync(Importer(_hub), random);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>How many processes died.</summary>
    public int Deaths { get; private set; }

    private async Task<SyncRun?> SyncAndDieAsync(int commits)
    {
        var mortal = new MortalStore(_hub) { Left = commits };
        SyncRun? run = null;
        try
        {
            run = await Service(mortal).RunAsync(_account, new SyncRequest(SyncKind.Sync, null, null));
        }
        catch (KilledException)
        {
            // What the run says of its end never left the dead process.
        }

        if (mortal.Left > 0)
        {
            return run;
        }

        Deaths++;
        await _hub.DisposeAsync();
        (_hub, _service) = Open();
        return null;
    }

    private async Task ImportAsync(Importer importer, Random random)
    {
        var waiting = _hub.Queries.ListDocuments(int.MaxValue).Where(document => document.State is not (DocumentState.Finished or DocumentState.Parked)).Select(document => document.Key).ToArray();
        random.Shuffle(waiting);
        foreach (var key in waiting)
        {
            (await importer.ProcessAsync(key, default)).ShouldBe(HandlerResult.Done);
        }
    }

    private Importer Importer(IHubStore store)
    {
        var none = Path.Combine(_folder.Data, "none");
        var reader = new SpreadsheetReader(Words.Value);
        var catalogue = new MappingCatalogue(Path.Combine(GeneratedFile.Root, "mappings"), none, MappingWords.From(Words.Value), Clock);
        var knowledge = new Knowledge(new MappingPort(new MappingSelector(catalogue), reader), reader, new OrderChecks(RuleFiles.Load(none).Book));
        return new Importer(
            store, new WorkbookReader(), () => knowledge, new PipelineOptions { WorkFolder = _folder.Path }, Clock);
    }

    private (StoreHub Hub, SyncService Service) Open()
    {
        var hub = _folder.Open(Clock);
        return (hub, Service(hub));
    }

    private SyncService Service(IHubStore store) => new(store, new SyncEnvironment
    {
        Clock = Clock,
        Random = new Random(7),
        Transport = new HttpMessageInvoker(new WireHandler(Platform)),
        Variable = _secrets.GoodSecrets.GetValueOrDefault,

        // Limits, not waits: nothing here takes real time.
        Calls = new CallPolicy { AnswerWithin = TimeSpan.FromDays(1) },
        Lease = TimeSpan.FromDays(40),
    });

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
