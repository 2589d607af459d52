using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Keeps messages with one key one at a time within this process: REST cannot receive from an entity with sessions, so a message whose key
/// is in flight is held here, its lock renewed, until the one before it is settled.
/// </summary>
internal sealed class KeysInFlight(ServiceBusClient client, TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Entity, string Key), LockedMessage> _flying = [];
    private readonly List<Held> _held = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>True where the message may be handed out now; else it is held.</summary>
    public bool Admit(LockedMessage message, TimeSpan lockDuration)
    {
        if (message.Message.Key is not { } key)
        {
            return true;
        }

        lock (_lock)
        {
            if (!Busy((message.Entity, key)))
            {
                _flying[(message.Entity, key)] = message;
                return true;
            }

            var held = new Held(message);
            held.Renewing = RenewAsync(held, lockDuration);
            _held.Add(held);
            return false;
        }
    }

    /// <summary>True where a held message may be handed out.</summary>
    public bool Any(string entity)
    {
        lock (_lock)
        {
            return _held.Any(held => held.Message.Entity == entity && !Busy((entity, held.Message.Message.Key!)));
        }
    }

    /// <summary>Held messages whose key has become free, at most one per key.</summary>
    public List<LockedMessage> Release(string entity, int max)
    {
        lock (_lock)
        {
            var released = new List<LockedMessage>();
            foreach (var held in _held.Where(held => held.Message.Entity == entity).OrderBy(held => held.Message.SequenceNumber).ToList())
            {
                var place = (entity, held.Message.Message.Key!);
                if (released.Count < max && !Busy(place))
                {
                    _held.Remove(held);
                    held.Done.Cancel();

                    // One whose lock ran out meanwhile comes again, perhaps to somebody else.
                    if (held.Message.LockedUntil > clock.GetUtcNow())
                    {
                        _flying[place] = held.Message;
                        released.Add(held.Message);
                    }
                }
            }

            return released;
        }
    }

    /// <summary>The message's lock holds longer.</summary>
    public void Renewed(LockedMessage message, DateTimeOffset until)
    {
        lock (_lock)
        {
            if (message.Message.Key is { } key && _flying.TryGetValue((message.Entity, key), out var flying) && flying.LockToken == message.LockToken)
            {
                _flying[(message.Entity, key)] = flying with { LockedUntil = until };
            }
        }
    }

    /// <summary>The message is settled or its lock lost: the next one of its key may go.</summary>
    public void Landed(LockedMessage message)
    {
        lock (_lock)
        {
            if (message.Message.Key is { } key && _flying.TryGetValue((message.Entity, key), out var flying) && flying.LockToken == message.LockToken)
            {
                _flying.Remove((message.Entity, key));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<Held> left;
        lock (_lock)
        {
            left = [.. _held];
            _held.Clear();
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(left.Select(held => held.Renewing)).ConfigureAwait(false);
        _closing.Dispose();
    }

    // A key whose message was neither settled nor renewed is free again when the lock has run out.
    private bool Busy((string, string) place) => _flying.TryGetValue(place, out var flying) && flying.LockedUntil > clock.GetUtcNow();

    private async Task RenewAsync(Held held, TimeSpan lockDuration)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(held.Done.Token, _closing.Token);
        try
        {
            var pause = lockDuration / 3;
            while (true)
            {
                await Task.Delay(pause, clock, stop.Token).ConfigureAwait(false);
                var now = clock.GetUtcNow();
                switch (await TryRenewAsync(held.Message, stop.Token).ConfigureAwait(false))
                {
                    case true:
                        pause = lockDuration / 3;
                        lock (_lock)
                        {
                            held.Message = held.Message with { LockedUntil = now + lockDuration };
                        }

                        break;
                    case null when clock.GetUtcNow() < held.Message.LockedUntil:
                        // The bus is away, but the message is still this process's: until its lock is over nobody else can have it.
                        pause = lockDuration / 12;
                        break;
                    default:
                        Forget(held);
                        return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    // Null where nobody knows.
    private async Task<bool?> TryRenewAsync(LockedMessage message, CancellationToken cancellation)
    {
        try
        {
            return await client.RenewAsync(message, cancellation).ConfigureAwait(false);
        }
        catch (BusUnavailableException)
        {
            return null;
        }
    }

    private void Forget(Held held)
    {
        lock (_lock)
        {
            _held.Remove(held);
        }
    }

    private sealed class Held(LockedMessage message)
    {
        public LockedMessage Message { get; set; } = message;

        public CancellationTokenSource Done { get; } = new();

        public Task Renewing { get; set; } = Task.CompletedTask;
    }
}
