using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Core.Sync.Schedules;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Functions.Mappings;
using IntegrationHub.Functions.Sync;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>The one place that says what the hub is made of.</summary>
internal static class HubComposition
{
    private const int AccountsAtOnce = 4;

    /// <summary>Opens the store and puts the hub together around it.</summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used.</exception>
    public static HubServices Open(HubOptions options, HubAccess access)
    {
        var clock = TimeProvider.System;
        var opener = Opener();
        var store = StoreOpening.Open(options, access);

        // Verbs that only look at the store need neither vocabularies nor rules.
        var lexicon = new Lazy<Lexicon>(() => VocabularyLoader.Load(MappingFolders.Vocabulary(options)).Lexicon);
        var importer = new Lazy<Importer>(() =>
        {
            // A reading process starts up while the vocabularies are being read.
            opener.Warm(options.Reading);
            var rules = RuleFiles.Load(MappingFolders.Rules(options)).Book;
            rules = rules with { AcceptAt = options.AcceptAt ?? rules.AcceptAt };
            var understanding = new SpreadsheetReader(lexicon.Value);
            var catalogue = new MappingCatalogue(MappingFolders.Shipped, MappingFolders.Root(options), MappingWords.From(lexicon.Value), clock);
            return new Importer(
                store,
                opener,
                new MappingPort(new MappingSelector(catalogue), understanding),
                understanding,
                new OrderChecks(rules),
                new PipelineOptions { Limits = options.Reading, AcceptAt = rules.AcceptAt, BusinessZone = options.TimeZone },
                clock);
        });

        var logger = (ILoggerFactory)Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
        var transport = new Lazy<HttpMessageInvoker>(Transport);
        var sync = new Lazy<SyncService>(() => new SyncService(
            store, new SyncEnvironment { Clock = clock, Transport = transport.Value, Logs = logger }));
        var accounts = new Lazy<AccountDesk>(() => new AccountDesk(store, sync.Value, options, clock));
        var bus = options.Bus.Kind == BusKind.ServiceBus && access == HubAccess.Write ? new OutsideBus(options.Bus, store, clock) : null;
        return new HubServices(() => importer.Value, store, opener, bus)
        {
            Accounts = () => accounts.Value,
            DrainDocuments = cancellation => Documents(store.Bus, importer.Value, clock, null).DrainAsync(cancellation),
            LoadReference = (table, mode, path, name, cancellation) =>
                new ReferenceImport(new ReferenceFile(opener, lexicon.Value), store.Reference).RunAsync(table, mode, path, name, cancellation),
            Workers = logs =>
            {
                logger = logs;
                return
                [
                    .. bus?.Workers(new DocumentMessages(importer.Value), logs, LogFaults(logs)) ??
                    [
                        Documents(store.Bus, importer.Value, clock, LogFaults(logs)).RunAsync,
                        new OutboxPump(store.Relay, clock).RunAsync,
                    ],
                    cancellation => SyncAsync(accounts.Value, sync.Value, store, bus?.Bus ?? store.Bus, options, clock, logs, cancellation),
                    new Checkpoints(store.Maintenance, clock).RunAsync,
                ];
            },
        };
    }

    private static MessagePump Documents(IBus bus, Importer importer, TimeProvider clock, Action<LockedMessage, Fault>? onFault) =>
        new(bus, new DocumentMessages(importer), Environment.ProcessorCount, clock, onFault);

    /// <summary>Accounts on their schedules: the clock requests, the pump runs.</summary>
    private static async Task SyncAsync(
        AccountDesk accounts, SyncService sync, IHubStore store, IBus bus, HubOptions options, TimeProvider clock, ILoggerFactory logs,
        CancellationToken cancellation)
    {
        await accounts.RecoverAsync().ConfigureAwait(false);
        var scheduler = new SyncScheduler(store, new CronTimes(options.Zone), clock);
        var pump = new MessagePump(bus, new SyncMessages(sync, name => accounts.Book().Find(name)), AccountsAtOnce, clock, LogFaults(logs));
        await Task.WhenAll(
            new SyncTicks(accounts, scheduler, logs.CreateLogger("sync")).RunAsync(cancellation), pump.RunAsync(cancellation)).ConfigureAwait(false);
    }

    /// <summary>Calls to outside systems: connections are shared and renewed, so that a moved address is noticed.</summary>
    private static HttpMessageInvoker Transport() => new(new SocketsHttpHandler
    {
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        MaxAutomaticRedirections = 5,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    });

    private static Action<LockedMessage, Fault> LogFaults(ILoggerFactory logs)
    {
        var log = logs.CreateLogger("pump");
        return (message, fault) => log.LogWarning(
            "{Entity} {Message}, delivery {Delivery}: {Code} at {Stage}", message.Entity, message.Message.MessageId, message.DeliveryCount, fault.Code, fault.Stage);
    }

    /// <summary>What the verbs on mapping files work with; nothing of it opens the store but a comparison over past input.</summary>
    public static MappingWorkspace Mappings(HubOptions options, IWorkbookOpener opener)
    {
        var lexicon = VocabularyLoader.Load(MappingFolders.Vocabulary(options)).Lexicon;
        return new MappingWorkspace(
            MappingFolders.Shipped, MappingFolders.Root(options), MappingWords.From(lexicon), opener, new SpreadsheetReader(lexicon), TimeProvider.System, options.Zone)
        {
            PastDocuments = new PastInput(options, opener).Of,
        };
    }

    /// <summary>Opens files in reading processes of this same program.</summary>
    public static IsolatedWorkbookOpener Opener() =>
        new(ReaderCommand.Self(typeof(HubComposition).Assembly.Location), TimeProvider.System);
}
