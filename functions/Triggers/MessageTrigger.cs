using IntegrationHub.Core.Messaging;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Triggers;

/// <summary>A queue or subscription with what handles its messages: pumped by <c>hub up</c>, a trigger under the Functions host.</summary>
/// <param name="Entity">Queue, or <c>topic/subscriptions/name</c>.</param>
/// <param name="Create">Makes its handler.</param>
internal sealed record MessageTrigger(string Entity, Func<HandlerParts, IMessageHandler> Create)
{
    /// <summary>Messages handled at a time in one process, however many are delivered.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Name of the function, its folder and its path.</summary>
    public string Name => Entity.Replace("/subscriptions/", "-", StringComparison.Ordinal);
}
