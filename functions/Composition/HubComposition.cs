using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Mapping;
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
using IntegrationHub.Functions.Telemetry;
using IntegrationHub.Functions.Triggers;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>The one place that says what the hub is made of.</summary>
internal static class HubComposition
{
    /// <summary>Opens the store and puts the hub together around it.</summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used.</exception>
    /// <param name="options">What is set.</param>
    /// <param name="access">What will be done with the store.</param>
    /// <param name="prepared">What the caller has got ready before; the hub ends it.</param>
    public static HubServices Open(HubOptions options, HubAccess access, ReadingParts? prepared = null)
    {
        var clock = TimeProvider.System;
        var store = StoreOpening.Open(options, access);

        var reading = prepared ?? new ReadingParts(options);
        var opener = reading.Opener;
        var files = reading.Files;
        var work = new Lazy<WorkFolder>(TemporaryFiles.Take);
        var pipeline = new Lazy<PipelineOptions>(() => new PipelineOptions { Limits = options.Reading, BusinessZone = options.TimeZone, WorkFolder = work.Value.Path });
        var importer = new Lazy<Importer>(() =>
        {
            // A reading process starts up while the vocabularies are being read.
            reading.Warm();
            _ = files.Knowledge();
            return new Importer(store, opener, files.Knowledge, pipeline.Value, clock);
        });

        var logger = (ILoggerFactory)Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
        var transport = new Lazy<HttpMessageInvoker>(Transport);
        var sync = new Lazy<SyncService>(() => new SyncService(
            store, new SyncEnvironment { Clock = clock, Transport = transport.Value, Logs = logger, Vault = secret => options.Vault.Value.Read(secret) }, pipeline.Value));
        var accounts = new Lazy<AccountDesk>(() => new AccountDesk(store, sync.Value, options, clock));
        var outages = new OutageLog(() => logger.CreateLogger("bus"), clock);
        var bus = options.Bus.Kind == BusKind.ServiceBus && access == HubAccess.Write
            ? new OutsideBus(options.Bus, store, options.Store.Kind == StoreKind.Postgres, clock, options.Vault, outages, () => logger)
            : null;
        var ticks = new Lazy<SyncTicks>(() => new SyncTicks(
            accounts.Value, new SyncScheduler(store, new CronTimes(options.Zone)), logger.CreateLogger("sync")));
        var parts = new HandlerParts
        {
            Importer = () => importer.Value, Sync = () => sync.Value, Accounts = () => accounts.Value, Ticks = () => ticks.Value, Bus = bus,
        };

        // Beside whatever brings the work, under each host.
        IReadOnlyList<Func<CancellationToken, Task>> Care(ILoggerFactory logs) =>
        [
            new Checkpoints(store.Maintenance, clock).RunAsync,
            new CreditAge(() => store.Queries.Reference(ReferenceTable.Credit)?.LoadedAt, clock, logs.CreateLogger(CreditAge.Log)).RunAsync,
            new StoreWatch(store.Maintenance, clock, logs.CreateLogger("store")).RunAsync,
            new FileNews(files.Problems, () => EditorSchemas.Write(MappingFolders.Root(options)), clock, logs.CreateLogger("files")).RunAsync,
        ];
        return new HubServices(() => importer.Value, store, opener, bus)
        {
            WorkFolder = work,
            Desk = new OrderDesk(store, () => files.Checks),
            Accounts = () => accounts.Value,
            Outages = () => outages.Current,
            FileProblems = files.Problems,
            DrainDocuments = cancellation => new MessagePump(store.Bus, new DocumentMessages(importer.Value), Environment.ProcessorCount, clock).DrainAsync(cancellation),
            Gauges = () => new HubGauges(bus?.Bus ?? store.Bus, BusTopology.Default, clock),
            Triggered = bus is null ? null : new TriggeredWork(parts, bus, store.Leases, logs =>
            {
                logger = logs;
                return [bus.Sending(logs), .. Care(logs)];
            }),
            LoadReference = (table, mode, path, name, cancellation) =>
                new ReferenceImport(new ReferenceFile(opener, files.Lexicon), store.Reference).RunAsync(table, mode, path, name, cancellation),
            Workers = logs =>
            {
                logger = logs;
                return
                [
                    .. TriggerCatalogue.Default.Messages.SelectMany(trigger => trigger.Pumps(atOnce => new MessagePump(
                        bus?.Bus ?? store.Bus, trigger.Create(parts), atOnce, clock, LogFaults(logs), outages.Report, Lines(logs))))
                        .Select<MessagePump, Func<CancellationToken, Task>>(pump => pump.RunAsync),
                    .. bus?.Workers(logs) ?? [new OutboxPump(store.Relay, clock).RunAsync],
                    parts.Ticks().RunAsync,
                    .. Care(logs),
                ];
            },
        };
    }

    /// <summary>Calls to outside systems: connections are shared and renewed, so that a moved address is noticed.</summary>
    private static HttpMessageInvoker Transport() => new(new SocketsHttpHandler
    {
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        MaxAutomaticRedirections = 5,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,

        // The hub's trace is no business of a platform's.
        ActivityHeadersPropagator = null,
    });

    private static Action<LockedMessage, Fault> LogFaults(ILoggerFactory logs)
    {
        var log = logs.CreateLogger("pump");
        return (message, fault) => log.LogWarning(
            "{Entity} {Message}, delivery {Delivery}: {Code} at {Stage}", message.Entity, message.Message.MessageId, message.DeliveryCount, fault.Code, fault.Stage);
    }

    private static Func<LockedMessage, IDisposable?> Lines(ILoggerFactory logs)
    {
        var log = logs.CreateLogger("pump");
        return message => log.BeginScope(MessageScope.Of(message));
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
        new(ReaderCommand.Self(Path.Combine(AppContext.BaseDirectory, typeof(HubComposition).Assembly.GetName().Name + ".dll")), TimeProvider.System);
}
