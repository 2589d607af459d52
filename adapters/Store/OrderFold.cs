using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>What one order's log comes to: card, keys, reservation.</summary>
internal sealed class OrderFold
{
    public OrderCard? Card { get; private set; }

    public OrderFingerprint Keys { get; private set; } = new(null, null, [], 0);

    public Reservation? Reserved { get; private set; }

    /// <summary>True for an order of a system that sends its versions.</summary>
    public bool HasVersions { get; private set; }

    public void Apply(OrderEvent entry)
    {
        var body = EventBody.Read(entry.Data);
        Card = OrderProjection.Apply(Card, entry, body);
        HasVersions |= body.Stage is not null;
        if (body.Keys is { } keys)
        {
            (Keys, Reserved) = (keys, body.Reserved);
        }
        else
        {
            Reserved = Card.Outcome is Outcome.Rejected or Outcome.Duplicate ? null : body.Reserved ?? Reserved;
        }
    }
}
