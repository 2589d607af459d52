using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>A topic: what it is sent goes to all subscriptions that it has at that moment, scheduled messages when they are due.</summary>
internal sealed class TopicState(BusEntity entity, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, QueueState> _subscriptions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SentMessage> _scheduled = [];
    private readonly DuplicateWindow? _duplicates = entity.DuplicateWindow is { } window ? new DuplicateWindow(window) : null;

    public BusEntity Entity => entity;

    public IReadOnlyList<KeyValuePair<string, QueueState>> Subscriptions
    {
        get
        {
            lock (_lock)
            {
                Tick();
                return [.. _subscriptions];
            }
        }
    }

    public int Scheduled
    {
        get
        {
            lock (_lock)
            {
                Tick();
                return _scheduled.Count;
            }
        }
    }

    public QueueState? Find(string subscription)
    {
        lock (_lock)
        {
            Tick();
            return _subscriptions.GetValueOrDefault(subscription);
        }
    }

    public bool TryAdd(string name, QueueState subscription)
    {
        lock (_lock)
        {
            return _subscriptions.TryAdd(name, subscription);
        }
    }

    public bool Remove(string name)
    {
        lock (_lock)
        {
            return _subscriptions.Remove(name);
        }
    }

    public void Publish(SentMessage message)
    {
        lock (_lock)
        {
            Tick();
            var now = clock.GetUtcNow();
            if (_duplicates?.Fresh(message, now) == false)
            {
                return;
            }

            if (message.ScheduledAt > now)
            {
                _scheduled.Add(message);
            }
            else
            {
                Deliver(message);
            }
        }
    }

    private void Tick()
    {
        var now = clock.GetUtcNow();
        foreach (var due in _scheduled.Where(message => message.ScheduledAt <= now).ToList())
        {
            _scheduled.Remove(due);
            Deliver(due);
        }
    }

    private void Deliver(SentMessage message)
    {
        foreach (var subscription in _subscriptions.Values)
        {
            subscription.Enqueue(message);
        }
    }
}
