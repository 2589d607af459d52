using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.EmbeddedBus;

/// <summary>The bus in the store itself. Rows are by the store's time, what is told to callers by their own clock. Sending and settling take part in group commits like all other work.</summary>
internal sealed class StoreBus(StoreHub hub, StoreOptions options) : IBus, IOutboxRelay
{
    private TaskCompletionSource _woken = New();

    /// <inheritdoc/>
    public Task SendAsync(string entity, IReadOnlyList<BusMessage> messages, CancellationToken cancellation = default)
    {
        options.Topology.Targets(entity);
        return hub.RunAsync(
            unit =>
            {
                foreach (var message in messages)
                {
                    unit.Send(entity, message with { NotBefore = message.NotBefore + unit.Ahead });
                }

                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LockedMessage>> ReceiveAsync(string entity, int max, CancellationToken cancellation = default)
    {
        Receivable(entity);

        // Looking costs a reader nothing; only what is there is worth a commit.
        if (!hub.Ask(unit => unit.Queues.Any(entity, unit.Now)))
        {
            return Task.FromResult<IReadOnlyList<LockedMessage>>([]);
        }

        return hub.RunAsync<IReadOnlyList<LockedMessage>>(unit => Receive(unit, entity, max), cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation = default) =>
        hub.RunAsync(unit => unit.Queues.Remove(message, unit.Now), cancellation);

    /// <inheritdoc/>
    public Task<bool> AbandonAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            unit.Sent = true;
            return unit.Queues.Free(message, unit.Now, unit.Now + delay);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> RenewAsync(LockedMessage message, CancellationToken cancellation = default) => hub.RunAsync<DateTimeOffset?>(
        unit =>
        {
            var until = unit.Now + options.Topology.LockDuration;
            return unit.Queues.Renew(message, unit.Now, until) ? until - unit.Ahead : null;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> DeadLetterAsync(LockedMessage message, Fault fault, CancellationToken cancellation = default) =>
        hub.RunAsync(unit => Park(unit, message, fault), cancellation);

    /// <inheritdoc/>
    public Task<EntityCounts> CountsAsync(string entity, CancellationToken cancellation = default)
    {
        Receivable(entity);
        return Task.FromResult(hub.Ask(unit => unit.Queues.Counts(entity, unit.Now)));
    }

    /// <inheritdoc/>
    public Task WaitAsync(string entity, TimeSpan longest, CancellationToken cancellation = default)
    {
        Receivable(entity);
        return UntilAsync(unit => unit.Queues.Any(entity, unit.Now), longest, cancellation);
    }

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default) => WaitAsync(longest, [], cancellation);

    /// <summary>Completes when something but messages of these entities may be in the outbox, or after the longest wait.</summary>
    public Task WaitAsync(TimeSpan longest, IReadOnlyCollection<string> except, CancellationToken cancellation) =>
        UntilAsync(unit => unit.Outbox.Any(except), longest, cancellation);

    /// <inheritdoc/>
    public Task<int> RelayAsync(CancellationToken cancellation = default) => hub.RunAsync(OutboxRelay.Run, cancellation);

    /// <summary>Something was sent: whoever waits may look.</summary>
    public void Wake() => Interlocked.Exchange(ref _woken, New()).TrySetResult();

    private async Task UntilAsync(Func<StoreUnit, bool> ready, TimeSpan longest, CancellationToken cancellation)
    {
        var woken = Volatile.Read(ref _woken).Task;
        if (hub.Ask(ready))
        {
            return;
        }

        try
        {
            await woken.WaitAsync(longest, options.Clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The longest wait is over; messages that came due meanwhile raise no signal.
            return;
        }
    }

    private List<LockedMessage> Receive(StoreUnit unit, string entity, int max)
    {
        var messages = unit.Queues.Receive(entity, max, unit.Now);
        messages.RemoveAll(message =>
        {
            if (message.DeliveryCount <= options.Topology.MaxDeliveryCount)
            {
                return false;
            }

            return Park(unit, message, Fault.Of("deliver", BusFindings.DeliveriesUsedUp.At(null, null, options.Topology.MaxDeliveryCount)));
        });
        return messages.ConvertAll(message => Told(unit, Filled(unit, message)));
    }

    // The row holds only the ids of an order event; whoever receives it gets the event as a CloudEvent.
    private static LockedMessage Filled(StoreUnit unit, LockedMessage message) =>
        message.Message.Body.IsEmpty
        && CloudEvent.TryParseMessageId(message.Message.MessageId, out var order, out var sequence)
        && unit.Orders.FindEvent(order, sequence) is { } entry
            ? message with
            {
                Message = message.Message with { Body = CloudEvent.From(entry, message.Message.TraceParent), ContentType = CloudEvent.ContentType },
            }
            : message;

    // By the clock of whoever has it in hand, which renews it in time by that.
    private static LockedMessage Told(StoreUnit unit, LockedMessage message) => unit.Ahead == TimeSpan.Zero
        ? message
        : message with { LockedUntil = message.LockedUntil - unit.Ahead, EnqueuedAt = message.EnqueuedAt - unit.Ahead };

    private static bool Park(StoreUnit unit, LockedMessage message, Fault fault)
    {
        var held = unit.Queues.Remove(message, unit.Now);
        if (held)
        {
            unit.DeadLetters.Park(unit.Queues.Entity(message.Entity), message.Message, fault, message.DeliveryCount, unit.Now);
        }

        return held;
    }

    private void Receivable(string entity)
    {
        if (!options.Topology.Receivable(entity))
        {
            throw new ArgumentException($"no queue or subscription '{entity}'", nameof(entity));
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
