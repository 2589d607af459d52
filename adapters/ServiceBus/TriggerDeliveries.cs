using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>
/// Messages that a Functions trigger hands over. The Functions host holds the lock and completes or abandons by what it is answered; all that
/// the hub does itself is send copies, under keys by which a second sending after a crash is found to be a duplicate.
/// </summary>
public sealed class TriggerDeliveries(ServiceBusBus bus)
{
    /// <summary>The message to handle; null where nothing is left to do with it and the host may complete it.</summary>
    /// <param name="delivered">The message as the host described it, with all its properties.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="BusUnavailableException">It cannot be handled, and cannot be parked now.</exception>
    public async Task<LockedMessage?> AcceptAsync(LockedMessage delivered, CancellationToken cancellation)
    {
        var delivery = WireDelivery.Of(delivered, delivered.Message.Properties);
        if (ServiceBusBus.IsForAnother(delivery))
        {
            return null;
        }

        var (message, refusal) = bus.Open(delivery);
        if (refusal is null)
        {
            return message;
        }

        await bus.SendParkedAsync(message, Fault.Of("deliver", refusal), cancellation).ConfigureAwait(false);
        return null;
    }

    /// <summary>The message with the trace that its properties name.</summary>
    public static LockedMessage Traced(LockedMessage delivered) => WireDelivery.Of(delivered, delivered.Message.Properties).Message;

    /// <summary>Sends a copy that comes again after the delay. False for a subscription, where a copy would reach all others too.</summary>
    /// <exception cref="BusUnavailableException">Nothing was sent.</exception>
    public async Task<bool> TryRetryAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation)
    {
        if (BusTopology.TrySubscription(message.Entity, out _, out _))
        {
            return false;
        }

        await bus.SendAgainAsync(message, delay, cancellation).ConfigureAwait(false);
        return true;
    }

    /// <summary>Sends a copy to the queue for parked messages, from where it gets into the store.</summary>
    /// <exception cref="BusUnavailableException">Nothing was sent.</exception>
    public Task ParkAsync(LockedMessage message, Fault fault, CancellationToken cancellation) => bus.SendParkedAsync(message, fault, cancellation);
}
