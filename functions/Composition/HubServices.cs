using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Wire;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>A composed hub: the ports with what fills them.</summary>
/// <param name="importer">The pipeline, put together when first used.</param>
/// <param name="store">The store and all that lives in it.</param>
/// <param name="opener">The reading processes; they end with the hub.</param>
/// <param name="bus">The bus outside the store; null where the embedded one serves.</param>
internal sealed class HubServices(Func<IImporter> importer, IHubStore store, IDisposable opener, OutsideBus? bus) : IAsyncDisposable
{
    public IImporter Importer => importer();

    public IStoreQueries Queries => store.Queries;

    public required IOrderDesk Desk { get; init; }

    public DocumentDesk Documents { get; } = new(store);

    public IDeadLetters DeadLetters => store.DeadLetters;

    public IStoreMaintenance Maintenance => store.Maintenance;

    /// <summary>Reads reference tables from the file at a path, with the name that its sender gave it, and loads them.</summary>
    public required Func<ReferenceTable?, ReferenceMode, string, string, CancellationToken, Task<ReferenceAnswer>> LoadReference { get; init; }

    /// <summary>Accounts of outside systems.</summary>
    public required Func<AccountDesk> Accounts { get; init; }

    /// <summary>What of the bus cannot be used at present; work for it waits in the outbox.</summary>
    public required Func<IReadOnlyList<Finding>> Outages { get; init; }

    /// <summary>What is wrong with IT's own rules, mappings and vocabularies.</summary>
    public required Func<IReadOnlyList<Finding>> FileProblems { get; init; }

    /// <summary>Processes what a sync put on the bus, where no pump runs.</summary>
    public required Func<CancellationToken, Task<int>> DrainDocuments { get; init; }

    /// <summary>Begins to answer what gauges ask.</summary>
    public required Func<IDisposable> Gauges { get; init; }

    /// <summary>What the triggers of the Functions host call; null where the bus is the embedded one.</summary>
    public TriggeredWork? Triggered { get; init; }

    /// <summary>What runs beside the API until it is cancelled: pumps, relay, checkpoints.</summary>
    public required Func<ILoggerFactory, IReadOnlyList<Func<CancellationToken, Task>>> Workers { get; init; }

    /// <summary>Working files of this process, once there are any.</summary>
    public required Lazy<WorkFolder> WorkFolder { get; init; }

    public async ValueTask DisposeAsync()
    {
        opener.Dispose();
        if (bus is not null)
        {
            await bus.DisposeAsync().ConfigureAwait(false);
        }

        await store.DisposeAsync().ConfigureAwait(false);
        if (WorkFolder.IsValueCreated)
        {
            WorkFolder.Value.Dispose();
        }
    }
}
