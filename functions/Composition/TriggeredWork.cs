using IntegrationHub.Core.Messaging;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Functions.Composition;

/// <summary>What a host needs that is called by triggers in place of pumping itself.</summary>
/// <param name="Parts">What handlers and timers are made of.</param>
/// <param name="Bus">Whose messages the triggers bring.</param>
/// <param name="Leases">By which messages of one key are handled one at a time.</param>
/// <param name="Workers">What runs beside the triggers until it is cancelled.</param>
internal sealed record TriggeredWork(
    HandlerParts Parts, OutsideBus Bus, ILeases Leases, Func<ILoggerFactory, IReadOnlyList<Func<CancellationToken, Task>>> Workers);
