namespace IntegrationHub.Core.Messaging;

/// <summary>The entities of the bus, named once; the same names are created in Azure Service Bus.</summary>
public sealed record BusTopology
{
    /// <summary>Archived documents to be processed.</summary>
    public const string Documents = "documents";

    /// <summary>Topic of order events.</summary>
    public const string Orders = "orders";

    /// <summary>The product's entities.</summary>
    public static BusTopology Default { get; } = new();

    /// <summary>Queues.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [Documents, "erp", "shipments", "notify", "sync-requests"];

    /// <summary>Subscriptions by topic; a topic without any drops what it is sent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Topics { get; init; } =
        new Dictionary<string, IReadOnlyList<string>> { [Orders] = [] };

    /// <summary>How long a delivery is locked.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Deliveries before a message is parked by itself.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a message id is remembered.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Entities that a message sent to this one arrives in: itself for a queue, its subscriptions for a topic.</summary>
    /// <exception cref="ArgumentException">No such entity.</exception>
    public IReadOnlyList<string> Targets(string entity)
    {
        if (Topics.TryGetValue(entity, out var subscriptions))
        {
            return [.. subscriptions.Select(name => Subscription(entity, name))];
        }

        return Receivable(entity) ? [entity] : throw new ArgumentException($"no queue or topic '{entity}'", nameof(entity));
    }

    /// <summary>True for a queue or subscription.</summary>
    public bool Receivable(string entity) => Queues.Contains(entity)
        || Topics.Any(topic => topic.Value.Any(name => Subscription(topic.Key, name) == entity));

    /// <summary>Path of a subscription, as Service Bus writes it.</summary>
    public static string Subscription(string topic, string name) => $"{topic}/subscriptions/{name}";
}
