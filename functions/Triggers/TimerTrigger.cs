using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Triggers;

/// <summary>Work that the Functions host calls by the clock, one instance at a time; <c>hub up</c> has loops of its own for it.</summary>
/// <param name="Name">Name of the function, its folder and its path.</param>
/// <param name="Schedule">NCRONTAB with seconds, UTC.</param>
/// <param name="Work">Does it; called again at the next time if it throws.</param>
internal sealed record TimerTrigger(string Name, string Schedule, Func<HandlerParts, CancellationToken, Task> Work);
