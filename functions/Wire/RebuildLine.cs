using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Wire;

/// <summary>One line of what a rebuild tells while it runs; one of the members is there.</summary>
/// <param name="Progress">How far it is.</param>
/// <param name="Count">It is done: cards that are as their logs say.</param>
/// <param name="Fault">It could not go on.</param>
internal sealed record RebuildLine(RebuildProgress? Progress, long? Count, Finding? Fault);
