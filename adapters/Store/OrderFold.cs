using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>What one order's log comes to: card, keys, reservation.</summary>
internal sealed class OrderFold
{
    private readonly List<UInt128> _contents = [];

    /// <summary>Hashes of what the log refers to and is stored once.</summary>
    public IReadOnlyList<UInt128> Contents => _contents;

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
        if (body.Fields is { } fields)
        {
            _contents.Add(fields);
        }

        if (body.SharedFindings is { } findings)
        {
            _contents.Add(findings);
        }

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
