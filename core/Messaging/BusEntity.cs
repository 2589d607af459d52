namespace IntegrationHub.Core.Messaging;

/// <summary>What kind of thing an entity of the bus is.</summary>
public enum BusEntityKind
{
    /// <summary>Sent to and received from.</summary>
    Queue,

    /// <summary>Sent to; its subscriptions receive.</summary>
    Topic,

    /// <summary>Received from.</summary>
    Subscription,
}

/// <summary>One entity with the settings that the code relies on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path"><c>queue</c>, <c>topic</c> or <c>topic/subscriptions/name</c>.</param>
public sealed record BusEntity(BusEntityKind Kind, string Path)
{
    /// <summary>How long a delivery is locked; null for a topic, which delivers nothing.</summary>
    public TimeSpan? LockDuration { get; init; }

    /// <summary>Deliveries before the bus itself parks a message; null for a topic.</summary>
    public int? MaxDeliveryCount { get; init; }

    /// <summary>How long a message id is remembered; null where none is (a subscription leaves it to its topic).</summary>
    public TimeSpan? DuplicateWindow { get; init; }

    /// <summary>How long a message waits before it goes to the dead letters; null for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Always false: over REST nothing can be received from an entity that requires sessions.</summary>
    public bool RequiresSession { get; init; }
}
