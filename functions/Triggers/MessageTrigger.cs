using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Functions.Composition;

namespace IntegrationHub.Functions.Triggers;

/// <summary>A queue or subscription with what handles its messages: pumped by <c>hub up</c>, a trigger under the Functions host.</summary>
/// <param name="Entity">Queue, or <c>topic/subscriptions/name</c>.</param>
/// <param name="Create">Makes its handler.</param>
internal sealed record MessageTrigger(string Entity, Func<HandlerParts, IMessageHandler> Create)
{
    /// <summary>Messages handled at a time in one process, however many are delivered.</summary>
    public int AtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// True for work of minutes or hours: each message is pumped by itself, so that one which takes long does not keep the next from being
    /// received. Short work is received in batches that end together, which costs the store less.
    /// </summary>
    public bool TakesLong { get; init; }

    /// <summary>What pumps its messages in <c>hub up</c>.</summary>
    /// <param name="pump">Makes a pump of so many messages at a time.</param>
    public IEnumerable<MessagePump> Pumps(Func<int, MessagePump> pump) => TakesLong ? Enumerable.Range(0, AtOnce).Select(_ => pump(1)) : [pump(AtOnce)];

    /// <summary>What a call may take at most with all its waits: the host is answered before functionTimeout, at which it would kill the handler.</summary>
    public TimeSpan AnswerWithin { get; init; } = HostFolder.FunctionTimeout - TimeSpan.FromSeconds(30);

    /// <summary>Name of the function, its folder and its path.</summary>
    public string Name => Entity.Replace("/subscriptions/", "-", StringComparison.Ordinal);
}
