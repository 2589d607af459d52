using IntegrationHub.Core.Pipeline;

namespace IntegrationHub.Functions.Composition;

/// <summary>What handlers and timers are made of.</summary>
internal sealed record HandlerParts
{
    /// <summary>The pipeline, put together when first used.</summary>
    public required Func<Importer> Importer { get; init; }

    /// <summary>The bus outside the store; null where the embedded one serves.</summary>
    public OutsideBus? Bus { get; init; }
}
