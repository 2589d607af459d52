using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>A composed hub: the ports with what fills them, and what must be let go in the end.</summary>
internal sealed class HubServices(params IReadOnlyList<object> owned) : IAsyncDisposable
{
    public required IImporter Importer { get; init; }

    public required IStoreQueries Queries { get; init; }

    public required IOrderDesk Desk { get; init; }

    public required IDeadLetters DeadLetters { get; init; }

    /// <summary>Reads a reference table from the file at a path, with the name that its sender gave it, and loads it.</summary>
    public required Func<ReferenceTable, ReferenceMode, string, string, CancellationToken, Task<ReferenceLoad>> LoadReference { get; init; }

    public required IStoreMaintenance Maintenance { get; init; }

    /// <summary>What runs beside the API until it is cancelled: pumps, relay, checkpoints.</summary>
    public IReadOnlyList<Func<ILoggerFactory, CancellationToken, Task>> Workers { get; init; } = [];

    /// <summary>Lets go in reverse order of composition.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in owned.Reverse())
        {
            if (part is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else if (part is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
    }
}
