namespace IntegrationHub.Core.Messaging;

/// <summary>
/// The entities of the bus and the settings that the code relies on, stated once: the embedded bus follows them, Azure Service Bus is
/// created with them, and <c>hub doctor</c> compares.
/// </summary>
public sealed record BusTopology
{
    /// <summary>Archived documents to be processed.</summary>
    public const string Documents = "documents";

    /// <summary>Topic of order events.</summary>
    public const string Orders = "orders";

    /// <summary>Ends the name of the queue that keeps an entity's parked messages on a bus that cannot be told to dead-letter one.</summary>
    public const string ParkedSuffix = "-parked";

    private const string Subscriptions = "/subscriptions/";

    // A parked message is only ever moved to the store; while the store is down its deliveries must not be used up.
    private const int ParkedDeliveries = 2000;

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

    /// <summary>How long a message waits on a bus outside the store before it goes to the dead letters.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Every entity that a bus outside the store must have, with its settings; queues for parked messages included.</summary>
    public IReadOnlyList<BusEntity> Entities =>
    [
        .. Queues.Select(name => Receiving(BusEntityKind.Queue, name)),
        .. Topics.Keys.Select(name => new BusEntity(BusEntityKind.Topic, name) { DuplicateWindow = DuplicateWindow, TimeToLive = TimeToLive }),
        .. Subscribed.Select(path => Receiving(BusEntityKind.Subscription, path)),
        .. ReceivedFrom.Select(path => Receiving(BusEntityKind.Queue, Parked(path)) with { MaxDeliveryCount = ParkedDeliveries, TimeToLive = null }),
    ];

    /// <summary>Queues and subscriptions that the hub receives from.</summary>
    public IReadOnlyList<string> ReceivedFrom => [.. Queues, .. Subscribed];

    private IEnumerable<string> Subscribed => Topics.SelectMany(topic => topic.Value.Select(name => Subscription(topic.Key, name)));

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
    public static string Subscription(string topic, string name) => topic + Subscriptions + name;

    /// <summary>Topic and name of a subscription; false for a queue.</summary>
    public static bool TrySubscription(string entity, out string topic, out string name)
    {
        var at = entity.IndexOf(Subscriptions, StringComparison.OrdinalIgnoreCase);
        (topic, name) = at < 0 ? (entity, "") : (entity[..at], entity[(at + Subscriptions.Length)..]);
        return at >= 0;
    }

    /// <summary>The queue that keeps the parked messages of a queue or subscription.</summary>
    public static string Parked(string entity) => entity.Replace(Subscriptions, "-", StringComparison.Ordinal) + ParkedSuffix;

    private BusEntity Receiving(BusEntityKind kind, string path) => new(kind, path)
    {
        LockDuration = LockDuration,
        MaxDeliveryCount = MaxDeliveryCount,
        DuplicateWindow = kind == BusEntityKind.Queue ? DuplicateWindow : null,
        TimeToLive = TimeToLive,
    };
}
