using IntegrationHub.Adapters.Isolation;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Hosting;
using IntegrationHub.Functions.Mappings;
using IntegrationHub.Functions.Triggers;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>The one place that says what the hub is made of.</summary>
internal static class HubComposition
{
    /// <summary>Opens the store of the data folder and puts the hub together around it.</summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store cannot be used.</exception>
    /// <param name="options">What is set.</param>
    /// <param name="access">What will be done with the store.</param>
    /// <param name="prepared">What the caller has got ready before; the hub ends it.</param>
    public static HubServices Open(HubOptions options, HubAccess access, ReadingParts? prepared = null)
    {
        var clock = TimeProvider.System;
        var storeOptions = new SqliteHubOptions { Clock = clock, BusinessZone = options.TimeZone, OutsideBus = options.Bus.Kind == BusKind.ServiceBus };
        var store = access == HubAccess.Read
            ? SqliteHub.OpenReadOnly(options.Data, storeOptions)
            : SqliteHub.Open(options.Data, storeOptions);

        var reading = prepared ?? new ReadingParts(options);
        var opener = reading.Opener;
        var importer = new Lazy<Importer>(() =>
        {
            // A reading process starts up while the vocabularies are being read.
            reading.Warm();
            var rules = RuleFiles.Load(MappingFolders.Rules(options)).Book;
            rules = rules with { AcceptAt = options.AcceptAt ?? rules.AcceptAt };
            var understanding = new SpreadsheetReader(reading.Lexicon);
            var catalogue = new MappingCatalogue(MappingFolders.Shipped, MappingFolders.Root(options), MappingWords.From(reading.Lexicon), clock);
            return new Importer(
                store,
                opener,
                new MappingPort(new MappingSelector(catalogue), understanding),
                understanding,
                new OrderChecks(rules),
                new PipelineOptions { Limits = options.Reading, AcceptAt = rules.AcceptAt, BusinessZone = options.TimeZone },
                clock);
        });

        var bus = options.Bus.Kind == BusKind.ServiceBus && access == HubAccess.Write ? new OutsideBus(options.Bus, store, clock) : null;
        var parts = new HandlerParts { Importer = () => importer.Value, Bus = bus };
        return new HubServices(() => importer.Value, store, opener, bus)
        {
            Triggered = bus is null ? null : new TriggeredWork(parts, bus, logs => [bus.Sending(logs), new Checkpoints(store.Maintenance, clock).RunAsync]),
            LoadReference = (table, mode, path, name, cancellation) =>
                new ReferenceImport(new ReferenceFile(opener, reading.Lexicon), store.Reference).RunAsync(table, mode, path, name, cancellation),
            Workers = logs =>
            [
                .. bus?.Workers(TriggerCatalogue.Default.Handlers(parts), logs, LogFaults(logs)) ??
                [
                    .. TriggerCatalogue.Default.Handlers(parts).Select<IMessageHandler, Func<CancellationToken, Task>>(handler =>
                        new MessagePump(store.Bus, handler, Environment.ProcessorCount, clock, LogFaults(logs)).RunAsync),
                    new OutboxPump(store.Relay, clock).RunAsync,
                ],
                new Checkpoints(store.Maintenance, clock).RunAsync,
            ],
        };
    }

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
