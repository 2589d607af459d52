using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Sends the outbox to Service Bus. Rows leave the outbox after the bus has the messages: a crash in between sends them again under the
/// same ids, and the duplicate window drops them. A queue or topic that cannot be used holds up its own rows, not those behind them.
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="store">The outbox.</param>
/// <param name="clock">Source of time.</param>
/// <param name="onOutage">Told each time a queue or topic cannot be used; what concerns the whole bus is thrown.</param>
public sealed class ServiceBusRelay(ServiceBusBus bus, IBusStore store, TimeProvider clock, Action<BusUnavailableException>? onOutage = null) : IOutboxRelay
{
    private const int Portion = 200;
    private readonly Dictionary<string, DateTimeOffset> _held = [];
    private readonly Lock _holding = new();

    /// <inheritdoc/>
    public async Task<int> RelayAsync(CancellationToken cancellation = default)
    {
        var due = store.Due(Portion, Held());
        var moved = 0;
        for (var first = 0; first < due.Count;)
        {
            var next = first;
            while (next < due.Count && due[next].Entity == due[first].Entity)
            {
                next++;
            }

            // Held meanwhile: an earlier message of the entity was not taken, and what is behind it does not overtake it.
            if (!Held().Contains(due[first].Entity) && await TrySendAsync([.. due.Skip(first).Take(next - first)], cancellation).ConfigureAwait(false))
            {
                moved += next - first;
            }

            first = next;
        }

        return moved;
    }

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default)
    {
        var held = Held();
        return store.WaitAsync(held.Count > 0 && longest > Soonest() ? Soonest() : longest, held, cancellation);
    }

    private async Task<bool> TrySendAsync(List<OutboxMessage> messages, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(messages, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (BusUnavailableException outage) when (outage.Entity is not null)
        {
            lock (_holding)
            {
                _held[messages[0].Entity] = clock.GetUtcNow() + outage.RetryAfter;
            }

            onOutage?.Invoke(outage);
            return false;
        }
    }

    private List<string> Held()
    {
        lock (_holding)
        {
            foreach (var (entity, until) in _held)
            {
                if (until <= clock.GetUtcNow())
                {
                    _held.Remove(entity);
                }
            }

            return [.. _held.Keys];
        }
    }

    private TimeSpan Soonest()
    {
        lock (_holding)
        {
            var left = _held.Values.DefaultIfEmpty().Min() - clock.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private async Task SendAsync(List<OutboxMessage> messages, CancellationToken cancellation)
    {
        try
        {
            var sent = messages.Where(message => message.Message is not null).Select(message => message.Message!).ToList();
            if (sent.Count > 0)
            {
                using var spans = SendingSpans.Begin(messages[0].Entity, sent);
                await bus.SendAsync(messages[0].Entity, sent, cancellation).ConfigureAwait(false);
                spans?.Done();
            }

            await store.SentAsync(messages, cancellation).ConfigureAwait(false);
        }
        catch (MessageRefusedException) when (messages.Count > 1)
        {
            // One of them is the culprit; those that go alone go again only where the batch had got them there, and are duplicates then.
            foreach (var message in messages)
            {
                await SendAsync([message], cancellation).ConfigureAwait(false);
            }
        }
        catch (MessageRefusedException refused)
        {
            await store.RefusedAsync(messages[0], Fault.Of("publish", refused.Finding), cancellation).ConfigureAwait(false);
        }
        catch (ArgumentException unknown)
        {
            // An entity of another version of the hub: what it was for is not known here.
            await store.RefusedAsync(messages[0], Fault.Of("publish", ServiceBusFindings.EntityMissing.At(null, null, messages[0].Entity), unknown.Message), cancellation)
                .ConfigureAwait(false);
        }
    }
}
