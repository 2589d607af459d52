using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>The entities of the namespace; their names have no case.</summary>
internal sealed class NamespaceState(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, QueueState> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, TopicState> _topics = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<KeyValuePair<string, QueueState>> Queues
    {
        get
        {
            lock (_lock)
            {
                return [.. _queues];
            }
        }
    }

    public IReadOnlyList<KeyValuePair<string, TopicState>> Topics
    {
        get
        {
            lock (_lock)
            {
                return [.. _topics];
            }
        }
    }

    public QueueState? FindQueue(string path)
    {
        lock (_lock)
        {
            return _queues.GetValueOrDefault(path);
        }
    }

    public TopicState? FindTopic(string path)
    {
        lock (_lock)
        {
            return _topics.GetValueOrDefault(path);
        }
    }

    /// <summary>A queue, a subscription, or the dead-letter queue of either.</summary>
    public QueueState? FindReceivable(string path)
    {
        const string DeadLetters = "/$DeadLetterQueue";
        if (path.EndsWith(DeadLetters, StringComparison.OrdinalIgnoreCase))
        {
            return FindReceivable(path[..^DeadLetters.Length])?.DeadLetters;
        }

        return BusTopology.TrySubscription(path, out var topic, out var name) ? FindTopic(topic)?.Find(name) : FindQueue(path);
    }

    /// <summary>False where the name is taken, or the topic of a subscription is missing.</summary>
    public bool TryCreate(BusEntity entity)
    {
        lock (_lock)
        {
            if (entity.Kind == BusEntityKind.Subscription)
            {
                return BusTopology.TrySubscription(entity.Path, out var topic, out var name)
                    && _topics.TryGetValue(topic, out var found) && found.TryAdd(name, new QueueState(entity, clock));
            }

            if (_queues.ContainsKey(entity.Path) || _topics.ContainsKey(entity.Path))
            {
                return false;
            }

            if (entity.Kind == BusEntityKind.Queue)
            {
                _queues.Add(entity.Path, new QueueState(entity, clock));
            }
            else
            {
                _topics.Add(entity.Path, new TopicState(entity, clock));
            }

            return true;
        }
    }

    public bool Delete(string path)
    {
        lock (_lock)
        {
            return BusTopology.TrySubscription(path, out var topic, out var name)
                ? _topics.TryGetValue(topic, out var found) && found.Remove(name)
                : _queues.Remove(path) || _topics.Remove(path);
        }
    }
}
