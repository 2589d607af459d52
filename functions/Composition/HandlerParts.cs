using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Sync;
using IntegrationHub.Functions.Sync;

namespace IntegrationHub.Functions.Composition;

/// <summary>What handlers and timers are made of.</summary>
internal sealed record HandlerParts
{
    /// <summary>The pipeline, put together when first used.</summary>
    public required Func<Importer> Importer { get; init; }

    /// <summary>Runs syncs.</summary>
    public required Func<SyncService> Sync { get; init; }

    /// <summary>Accounts of outside systems.</summary>
    public required Func<AccountDesk> Accounts { get; init; }

    /// <summary>Asks what is due.</summary>
    public required Func<SyncTicks> Ticks { get; init; }

    /// <summary>The bus outside the store; null where the embedded one serves.</summary>
    public OutsideBus? Bus { get; init; }
}
