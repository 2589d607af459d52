using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>The messages of a queue or subscription, with locks, deliveries, expiry, schedule, duplicates and a dead-letter queue.</summary>
internal sealed class QueueState
{
    private static readonly TimeSpan DefaultLock = TimeSpan.FromSeconds(60);
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly SortedDictionary<long, StoredMessage> _messages = [];
    private readonly DuplicateWindow? _duplicates;
    private readonly bool _isDeadLetters;
    private TaskCompletionSource _changed = New();
    private long _sequence;

    public QueueState(BusEntity entity, TimeProvider clock)
        : this(entity, clock, isDeadLetters: false)
    {
        DeadLetters = new QueueState(entity, clock, isDeadLetters: true);
    }

    private QueueState(BusEntity entity, TimeProvider clock, bool isDeadLetters)
    {
        (Entity, _clock, _isDeadLetters) = (entity, clock, isDeadLetters);
        _duplicates = !isDeadLetters && entity.DuplicateWindow is { } window ? new DuplicateWindow(window) : null;
    }

    public BusEntity Entity { get; }

    public QueueState? DeadLetters { get; }

    public bool RequiresSession => Entity.RequiresSession && !_isDeadLetters;

    public (long Active, long Scheduled) Counts()
    {
        lock (_lock)
        {
            Tick();
            var now = _clock.GetUtcNow();
            var scheduled = _messages.Values.Count(message => message.VisibleAt > now);
            return (_messages.Count - scheduled, scheduled);
        }
    }

    public void Enqueue(SentMessage sent)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            if (_duplicates?.Fresh(sent, now) == false)
            {
                return;
            }

            var visible = sent.ScheduledAt is { } at && at > now ? at : now;
            var life = Shorter(sent.TimeToLive, Entity.TimeToLive);
            Add(new StoredMessage(sent, ++_sequence, visible, visible, life is { } lives && visible < DateTimeOffset.MaxValue - lives ? visible + lives : null));
        }
    }

    /// <summary>Locks or takes the oldest message that is ready; null when none is.</summary>
    public StoredMessage? Receive(bool take)
    {
        lock (_lock)
        {
            Tick();
            var now = _clock.GetUtcNow();
            var message = _messages.Values.Where(message => message.VisibleAt <= now && message.LockToken is null)
                .OrderBy(message => message.VisibleAt).ThenBy(message => message.Sequence).FirstOrDefault();
            if (message is null)
            {
                return null;
            }

            message.DeliveryCount++;
            if (take)
            {
                _messages.Remove(message.Sequence);
            }
            else
            {
                message.LockToken = Guid.CreateVersion7();
                message.LockedUntil = now + (Entity.LockDuration ?? DefaultLock);
            }

            return message;
        }
    }

    /// <summary>Receives as <see cref="Receive"/> does, waiting for a message to come.</summary>
    public async Task<StoredMessage?> ReceiveAsync(bool take, TimeSpan longest, CancellationToken cancellation)
    {
        var began = _clock.GetTimestamp();
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            cancellation.ThrowIfCancellationRequested();
            if (Receive(take) is { } message)
            {
                return message;
            }

            var left = longest - _clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            // Locks run out and schedules come due without a sound.
            var step = left < TimeSpan.FromMilliseconds(200) ? left : TimeSpan.FromMilliseconds(200);
            await Task.WhenAny(changed, Task.Delay(step, _clock, cancellation)).ConfigureAwait(false);
        }
    }

    public bool Complete(string id, Guid token) => Settle(id, token, message => _messages.Remove(message.Sequence));

    public bool Unlock(string id, Guid token) => Settle(id, token, message => Release(message, "abandoned"));

    public bool Renew(string id, Guid token) =>
        Settle(id, token, message => message.LockedUntil = _clock.GetUtcNow() + (Entity.LockDuration ?? DefaultLock));

    private bool Settle(string id, Guid token, Action<StoredMessage> act)
    {
        lock (_lock)
        {
            Tick();
            var message = _messages.Values.FirstOrDefault(message => message.LockToken == token
                && (message.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) == id || message.Sent.MessageId == id));
            if (message is null)
            {
                return false;
            }

            act(message);
            return true;
        }
    }

    private void Tick()
    {
        var now = _clock.GetUtcNow();
        foreach (var message in _messages.Values.ToList())
        {
            if (message.LockToken is not null && message.LockedUntil <= now)
            {
                Release(message, "its lock ran out");
            }

            if (!_isDeadLetters && message.LockToken is null && message.ExpiresAt <= now && _messages.Remove(message.Sequence))
            {
                Bury(message, "TTLExpiredException", "The message expired and was dead lettered.");
            }
        }
    }

    private void Release(StoredMessage message, string how)
    {
        message.LockToken = null;
        if (!_isDeadLetters && message.DeliveryCount >= (Entity.MaxDeliveryCount ?? 10))
        {
            _messages.Remove(message.Sequence);
            Bury(
                message, "MaxDeliveryCountExceeded",
                $"Message could not be consumed after {message.DeliveryCount} delivery attempts; the last one was ended because {how}.");
            return;
        }

        Signal();
    }

    private void Bury(StoredMessage message, string reason, string description) => DeadLetters!.Accept(message, reason, description);

    private void Accept(StoredMessage message, string reason, string description)
    {
        lock (_lock)
        {
            Add(new StoredMessage(message.Sent, ++_sequence, message.EnqueuedAt, message.VisibleAt, null)
            {
                DeliveryCount = message.DeliveryCount, DeadLetterReason = reason, DeadLetterDescription = description,
            });
        }
    }

    private void Add(StoredMessage message)
    {
        _messages.Add(message.Sequence, message);
        Signal();
    }

    private void Signal() => Interlocked.Exchange(ref _changed, New()).TrySetResult();

    private static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
