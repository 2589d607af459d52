using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Azure Service Bus over its documented REST protocol. What REST cannot do is done with what it can: a delayed retry is a scheduled copy,
/// parking is a copy in the entity's queue for parked messages; both are found to be duplicates when a crash makes them be sent twice.
/// </summary>
public sealed class ServiceBusBus : IBus, IAsyncDisposable
{
    private const int MostParallel = 16;
    private readonly ServiceBusOptions _options;
    private readonly IBusStore _store;
    private readonly ServiceBusClient _client;
    private readonly KeysInFlight _keys;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(WireDelivery Delivery, DateTimeOffset At)>> _fetched = new();

    /// <param name="options">How the namespace is reached.</param>
    /// <param name="store">The store's side: large bodies and dead letters.</param>
    public ServiceBusBus(ServiceBusOptions options, IBusStore store)
    {
        (_options, _store) = (options, store);
        _client = new ServiceBusClient(options);
        _keys = new KeysInFlight(_client, options.Clock);
    }

    internal ServiceBusClient Client => _client;

    /// <inheritdoc/>
    public string SystemName => BusTracing.ServiceBus;

    /// <inheritdoc/>
    public async Task SendAsync(string entity, IReadOnlyList<BusMessage> messages, CancellationToken cancellation = default)
    {
        var target = entity;
        Dictionary<string, string> own = [];
        if (BusTopology.TrySubscription(entity, out var topic, out var name))
        {
            // Nothing can be sent to a subscription alone: the others see whom it is for.
            target = topic;
            own[WireProperties.Only] = WireProperties.Literal(name);
        }

        _options.Topology.Targets(entity);
        var fitting = new List<WireMessage>(messages.Count);
        foreach (var message in messages)
        {
            fitting.Add(await FitAsync(message, own, cancellation).ConfigureAwait(false));
        }

        await _client.SendAsync(target, fitting, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LockedMessage>> ReceiveAsync(string entity, int max, CancellationToken cancellation = default)
    {
        Receivable(entity);
        var got = _keys.Release(entity, max);
        try
        {
            await AcceptFetchedAsync(entity, got, max, cancellation).ConfigureAwait(false);

            // One probe first: an empty entity costs one call, a full one as many at a time as are wanted.
            var more = true;
            for (var wanted = 1; more && got.Count < max; wanted = MostParallel)
            {
                more = await FetchAsync(entity, Math.Min(wanted, max - got.Count), cancellation).ConfigureAwait(false);
                await AcceptFetchedAsync(entity, got, max, cancellation).ConfigureAwait(false);
            }
        }
        catch (BusUnavailableException) when (got.Count > 0)
        {
            // Thrown away, each would have used up a delivery for nothing. Whoever asks next meets the outage.
            return got;
        }

        got.Sort((one, other) => one.SequenceNumber.CompareTo(other.SequenceNumber));
        return got;
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation = default)
    {
        var held = await _client.CompleteAsync(message, cancellation).ConfigureAwait(false);
        _keys.Landed(message);
        return held;
    }

    /// <inheritdoc/>
    public async Task<bool> AbandonAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation = default)
    {
        if (delay <= TimeSpan.Zero)
        {
            var unlocked = await _client.UnlockAsync(message, cancellation).ConfigureAwait(false);
            _keys.Landed(message);
            return unlocked;
        }

        if (BusTopology.TrySubscription(message.Entity, out _, out _))
        {
            // A copy would reach every subscription: here the rest of the lock is the delay.
            return message.LockedUntil > _options.Clock.GetUtcNow();
        }

        return await MoveAsync(message, token => SendAgainAsync(message, delay, token), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> RenewAsync(LockedMessage message, CancellationToken cancellation = default)
    {
        // From before the call: the lock may end earlier than it is believed to, never later.
        var until = _options.Clock.GetUtcNow() + _options.Topology.LockDuration;
        if (!await _client.RenewAsync(message, cancellation).ConfigureAwait(false))
        {
            _keys.Landed(message);
            return null;
        }

        _keys.Renewed(message, until);
        return until;
    }

    /// <inheritdoc/>
    public Task<bool> DeadLetterAsync(LockedMessage message, Fault fault, CancellationToken cancellation = default) =>
        MoveAsync(message, token => SendParkedAsync(message, fault, token), cancellation);

    /// <inheritdoc/>
    public async Task<EntityCounts> CountsAsync(string entity, CancellationToken cancellation = default)
    {
        Receivable(entity);
        var administration = new ServiceBusAdministration(_client);
        var here = await administration.CountsAsync(entity, cancellation).ConfigureAwait(false);
        var parked = await administration.CountsAsync(BusTopology.Parked(entity), cancellation).ConfigureAwait(false);
        return here with { DeadLettered = here.DeadLettered + parked.Active + parked.DeadLettered + _store.Parked(entity) };
    }

    /// <inheritdoc/>
    public async Task WaitAsync(string entity, TimeSpan longest, CancellationToken cancellation = default)
    {
        Receivable(entity);
        if (_keys.Any(entity) || !Fetched(entity).IsEmpty)
        {
            return;
        }

        if (await _client.PeekLockAsync(entity, entity, longest, cancellation).ConfigureAwait(false) is { } delivery)
        {
            Fetched(entity).Enqueue((delivery, _options.Clock.GetUtcNow()));
        }
    }

    /// <summary>Gives back what was fetched and nobody asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var fetched in _fetched.Values)
        {
            while (fetched.TryDequeue(out var left))
            {
                try
                {
                    await _client.UnlockAsync(left.Delivery.Message, CancellationToken.None).ConfigureAwait(false);
                }
                catch (BusUnavailableException)
                {
                    // The lock runs out by itself.
                    break;
                }
            }
        }

        await _keys.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    /// <summary>The message with its body: one that was too large is fetched from the store. Null where the store does not have it.</summary>
    internal BusMessage? Whole(WireDelivery delivery)
    {
        var message = delivery.Message.Message;
        if (WireProperties.Text(delivery.Own.GetValueOrDefault(WireProperties.Claim)) is not { } claim)
        {
            return message;
        }

        return _store.CheckOut(claim) is { } body ? message with { Body = body } : null;
    }

    /// <summary>True where a message in a subscription is meant for another one.</summary>
    internal static bool IsForAnother(WireDelivery delivery) =>
        BusTopology.TrySubscription(delivery.Message.Entity, out _, out var name)
        && WireProperties.Text(delivery.Own.GetValueOrDefault(WireProperties.Only)) is { } only && only != name;

    /// <summary>The message with its body, and why it cannot be handled: null when it can.</summary>
    internal (LockedMessage Message, Finding? Refusal) Open(WireDelivery delivery)
    {
        var message = delivery.Message;
        var whole = delivery.Problem is null ? Whole(delivery) : message.Message;
        var finding = delivery.Problem
            ?? (whole is null ? ServiceBusFindings.ClaimMissing.At(null, null, WireProperties.Text(delivery.Own[WireProperties.Claim])) : null)
            ?? (message.DeliveryCount > _options.Topology.MaxDeliveryCount
                ? BusFindings.DeliveriesUsedUp.At(null, null, _options.Topology.MaxDeliveryCount)
                : null);
        return (message with { Message = whole ?? message.Message }, finding);
    }

    /// <summary>Sends a copy of a delivered message that comes again after the delay.</summary>
    internal Task SendAgainAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation) => CopyAsync(
        message.Entity,
        message.Message with { DuplicateKey = Again(message, "retry"), NotBefore = _client.Now + delay },
        new() { [WireProperties.Deliveries] = message.DeliveryCount.ToString(CultureInfo.InvariantCulture) },
        cancellation);

    /// <summary>Sends a copy of a delivered message to the entity's queue for parked messages.</summary>
    internal Task SendParkedAsync(LockedMessage message, Fault fault, CancellationToken cancellation) => CopyAsync(
        BusTopology.Parked(message.Entity),
        message.Message with { DuplicateKey = Again(message, "park"), NotBefore = null },
        new()
        {
            [WireProperties.Entity] = WireProperties.Literal(message.Entity),
            [WireProperties.Deliveries] = message.DeliveryCount.ToString(CultureInfo.InvariantCulture),
            [WireProperties.Fault] = ParkedFault.Write(fault),
        },
        cancellation);

    /// <summary>Locks what is there, up to so many; false where there was less. What came beside a call that failed is kept.</summary>
    private async Task<bool> FetchAsync(string entity, int count, CancellationToken cancellation)
    {
        var calls = Enumerable.Range(0, count).Select(_ => _client.PeekLockAsync(entity, entity, TimeSpan.Zero, cancellation)).ToList();
        try
        {
            return Array.TrueForAll(await Task.WhenAll(calls).ConfigureAwait(false), delivery => delivery is not null);
        }
        catch (BusUnavailableException) when (calls.Exists(call => call is { IsCompletedSuccessfully: true, Result: not null }))
        {
            return false;
        }
        finally
        {
            foreach (var call in calls)
            {
                if (call is { IsCompletedSuccessfully: true, Result: { } delivery })
                {
                    Fetched(entity).Enqueue((delivery, _options.Clock.GetUtcNow()));
                }
            }
        }
    }

    private async Task AcceptFetchedAsync(string entity, List<LockedMessage> got, int max, CancellationToken cancellation)
    {
        while (got.Count < max && Fetched(entity).TryDequeue(out var fetched))
        {
            // Where it lay here for too long it comes again, perhaps to somebody else.
            if (_options.Clock.GetUtcNow() - fetched.At < _options.Topology.LockDuration)
            {
                await AcceptAsync(fetched.Delivery, got, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task AcceptAsync(WireDelivery delivery, List<LockedMessage> got, CancellationToken cancellation)
    {
        if (IsForAnother(delivery))
        {
            await _client.CompleteAsync(delivery.Message, cancellation).ConfigureAwait(false);
            return;
        }

        var (message, refusal) = Open(delivery);
        if (refusal is not null)
        {
            await ParkAsync(message, Fault.Of("deliver", refusal), cancellation).ConfigureAwait(false);
            return;
        }

        if (_keys.Admit(message, _options.Topology.LockDuration))
        {
            got.Add(message);
        }
    }

    // A copy of it, with the reason, may be more than the bus takes: it gets the message itself back, and dead-letters it in the end.
    private async Task ParkAsync(LockedMessage message, Fault fault, CancellationToken cancellation)
    {
        try
        {
            await DeadLetterAsync(message, fault, cancellation).ConfigureAwait(false);
        }
        catch (MessageRefusedException)
        {
            await AbandonAsync(message, TimeSpan.Zero, cancellation).ConfigureAwait(false);
        }
    }

    // First make sure of the lock: a copy of a message that somebody else has now would be a second one.
    private async Task<bool> MoveAsync(LockedMessage message, Func<CancellationToken, Task> copy, CancellationToken cancellation)
    {
        try
        {
            if (!await _client.RenewAsync(message, cancellation).ConfigureAwait(false))
            {
                return false;
            }

            await copy(cancellation).ConfigureAwait(false);
            return await _client.CompleteAsync(message, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _keys.Landed(message);
        }
    }

    private async Task CopyAsync(string target, BusMessage copy, Dictionary<string, string> own, CancellationToken cancellation)
    {
        var wire = await FitAsync(copy, own, cancellation).ConfigureAwait(false);
        await _client.SendAsync(target, [wire], cancellation).ConfigureAwait(false);
    }

    // The sequence number names this sending of the message: done again after a crash it is the same key, another sending has another.
    private static string Again(LockedMessage message, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{message.Message.MessageId}#{what}-{message.SequenceNumber}");

    private async Task<WireMessage> FitAsync(BusMessage message, IReadOnlyDictionary<string, string> own, CancellationToken cancellation)
    {
        if (message.Body.Length <= _options.MaxBodyBytes)
        {
            return new WireMessage(message, own, _options.MaxPropertyBytes);
        }

        var claim = await _store.CheckInAsync(
            message.Body, _options.Clock.GetUtcNow() + (_options.Topology.TimeToLive * 2), cancellation).ConfigureAwait(false);
        var body = message.ContentType == CloudEvent.ContentType ? CloudEvent.WithoutData(message.Body) : Encoding.UTF8.GetBytes(claim);
        return new WireMessage(
            message with { Body = body },
            new Dictionary<string, string>(own) { [WireProperties.Claim] = WireProperties.Literal(claim) },
            _options.MaxPropertyBytes);
    }

    private ConcurrentQueue<(WireDelivery Delivery, DateTimeOffset At)> Fetched(string entity) => _fetched.GetOrAdd(entity, _ => new());

    private void Receivable(string entity)
    {
        if (!_options.Topology.Receivable(entity))
        {
            throw new ArgumentException($"no queue or subscription '{entity}'", nameof(entity));
        }
    }
}
