using System.Globalization;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Brings what was parked on Service Bus into the store, where people find, read, replay and discard it: the queues for parked messages, and
/// the dead-letter queues that Service Bus fills itself. A letter is filed before it is removed there, and once however often it is seen.
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="store">Where the letters are filed.</param>
/// <param name="topology">Whose queues are looked at.</param>
/// <param name="clock">Source of time.</param>
/// <param name="onFiled">Told of each new letter: the queue or subscription that it is of, and why it was parked.</param>
public sealed class DeadLetterCollector(
    ServiceBusBus bus, IBusStore store, BusTopology topology, TimeProvider clock, Action<string, Fault>? onFiled = null)
{
    private const string DeadLetterQueue = "/$DeadLetterQueue";
    private const string ReasonProperty = "DeadLetterReason";
    private const string DescriptionProperty = "DeadLetterErrorDescription";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>Runs until cancelled.</summary>
    /// <param name="onOutage">Told each time the bus cannot be used.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(Action<BusUnavailableException>? onOutage, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await DrainAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (BusUnavailableException outage)
            {
                onOutage?.Invoke(outage);
                pause = outage.RetryAfter > pause ? outage.RetryAfter : pause;
            }
            catch (Core.Storage.StoreUnavailableException)
            {
                // What is not filed stays on the bus.
                pause = Pause;
            }

            await Task.Delay(pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Files all that is parked now; returns how many letters.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var filed = 0;
        foreach (var entity in topology.ReceivedFrom)
        {
            var parked = BusTopology.Parked(entity);
            foreach (var path in new[] { parked, entity + DeadLetterQueue, parked + DeadLetterQueue })
            {
                while (await bus.Client.PeekLockAsync(path, entity, TimeSpan.Zero, cancellation).ConfigureAwait(false) is { } delivery)
                {
                    await FileAsync(path, entity, delivery, cancellation).ConfigureAwait(false);
                    filed++;
                }
            }
        }

        return filed;
    }

    private async Task FileAsync(string path, string entity, WireDelivery delivery, CancellationToken cancellation)
    {
        var locked = delivery.Message;
        var whole = bus.Whole(delivery) ?? locked.Message;
        var properties = whole.Properties.Where(property => property.Key is not (ReasonProperty or DescriptionProperty))
            .ToDictionary(property => property.Key, property => property.Value);
        var origin = string.Create(
            CultureInfo.InvariantCulture, $"{path}/{locked.SequenceNumber}/{whole.DuplicateKey ?? whole.MessageId}/{locked.EnqueuedAt.ToUnixTimeSeconds()}");
        var why = Why(delivery);
        if (await store.CollectAsync(
            origin, entity, whole with { Properties = properties, DuplicateKey = null }, why, locked.DeliveryCount, cancellation).ConfigureAwait(false))
        {
            onFiled?.Invoke(entity, why);
        }

        await bus.Client.CompleteAsync(locked, cancellation).ConfigureAwait(false);
    }

    private Fault Why(WireDelivery delivery)
    {
        if (ParkedFault.TryRead(delivery.Own.GetValueOrDefault(WireProperties.Fault)) is { } fault)
        {
            return fault;
        }

        var reason = WireProperties.Text(delivery.Message.Message.Properties.GetValueOrDefault(ReasonProperty)) ?? "";
        var description = WireProperties.Text(delivery.Message.Message.Properties.GetValueOrDefault(DescriptionProperty));
        var finding = reason switch
        {
            "MaxDeliveryCountExceeded" => BusFindings.DeliveriesUsedUp.At(null, null, topology.MaxDeliveryCount),
            "TTLExpiredException" => ServiceBusFindings.MessageExpired.At(null, null),
            _ => ServiceBusFindings.DeadLetteredByBus.At(null, null, reason.Length > 0 ? reason : "–"),
        };
        return Fault.Of("deliver", finding, description);
    }
}
