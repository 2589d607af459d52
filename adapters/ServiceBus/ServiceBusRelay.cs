using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Sends the outbox to Service Bus. Rows leave the outbox after the bus has the messages: a crash in between sends them again under the
/// same ids, and the duplicate window drops them.
/// </summary>
public sealed class ServiceBusRelay(ServiceBusBus bus, IBusStore store) : IOutboxRelay
{
    private const int Portion = 200;

    /// <inheritdoc/>
    public async Task<int> RelayAsync(CancellationToken cancellation = default)
    {
        var due = store.Due(Portion);
        for (var first = 0; first < due.Count;)
        {
            var next = first;
            while (next < due.Count && due[next].Entity == due[first].Entity)
            {
                next++;
            }

            await SendAsync([.. due.Skip(first).Take(next - first)], cancellation).ConfigureAwait(false);
            first = next;
        }

        return due.Count;
    }

    /// <inheritdoc/>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation = default) => store.WaitAsync(longest, cancellation);

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
