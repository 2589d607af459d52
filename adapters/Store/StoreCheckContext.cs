using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>What checks ask, answered from the transaction that will commit their order.</summary>
internal sealed class StoreCheckContext(
    OrderRows orders, KeyRows keys, ReservationRows reservations, ReferenceTables reference, TimeZoneInfo zone) : ICheckContext
{
    // More entries under one key are looked at no further: 8 live ones are asked for.
    private const int NumberLimit = 64;

    private readonly List<Guid> _found = [];
    private Guid _order;

    /// <inheritdoc/>
    public DateTimeOffset Now { get; private set; }

    /// <inheritdoc/>
    public DateOnly Today { get; private set; }

    /// <summary>What the order under check reserves.</summary>
    public Reservation? Reserved { get; private set; }

    /// <summary>A new transaction began.</summary>
    public void Begin(DateTimeOffset now)
    {
        Now = now;
        Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        reference.Refresh();
    }

    /// <summary>The next order to be checked.</summary>
    public void Turn(Guid order)
    {
        _order = order;
        Reserved = null;
    }

    /// <inheritdoc/>
    public bool IsLoaded(ReferenceTable table) => reference.IsLoaded(table);

    /// <inheritdoc/>
    public CustomerReference? FindCustomer(Party? customer, string? sender) => reference.Customer(customer, sender);

    /// <inheritdoc/>
    public PriceReference? FindPrice(string? customerCode, string itemCode, string? currency) => reference.Price(customerCode, itemCode, currency);

    /// <inheritdoc/>
    public MaterialReference? FindMaterial(string? customerCode, string itemCode) => reference.Material(customerCode, itemCode);

    /// <inheritdoc/>
    public StockReference? FindStock(string itemCode) => reference.Stock(itemCode);

    /// <inheritdoc/>
    public CreditPosition? FindCredit(string customerCode)
    {
        if (reference.Credit(customerCode) is not { } position)
        {
            return null;
        }

        // An order that is checked again does not stand in its own way.
        var own = reservations.Find(_order) is { } before && before.CustomerCode == position.CustomerCode && before.Currency == position.Currency
            ? before.Amount
            : 0m;
        return position with { Reserved = reservations.Used(position.CustomerCode, position.Currency) - own };
    }

    /// <inheritdoc/>
    public void Reserve(string customerCode, string currency, decimal amount)
    {
        if (Reserved is { } already && (already.CustomerCode != customerCode || already.Currency != currency))
        {
            throw new InvalidOperationException("an order reserves with one customer, in one currency");
        }

        Reserved = new Reservation(customerCode, currency, (Reserved?.Amount ?? 0m) + amount);
    }

    /// <inheritdoc/>
    public KnownOrder? FindBySource(OrderFingerprint fingerprint)
    {
        if (fingerprint.Source is not { } source)
        {
            return null;
        }

        return Owners(source, without: _order).Live is { } card ? Known(card) : null;
    }

    /// <summary>The card that keeps the order of a source, also where it is a copy of another one; a live one first.</summary>
    public OrderCard? FindOwner(UInt128 source)
    {
        var (live, copy) = Owners(source, without: null);
        return live ?? copy;
    }

    /// <inheritdoc/>
    public IReadOnlyList<KnownOrder> FindByNumber(OrderFingerprint fingerprint) => fingerprint.Number is { } number
        ? Live(Look(KeyRows.Number, number, NumberLimit), 8)
        : [];

    /// <inheritdoc/>
    public IReadOnlyList<KnownOrder> FindSimilar(OrderFingerprint fingerprint, DateTimeOffset since, int limit)
    {
        _found.Clear();
        var from = DocumentKey.Create(since < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : since, stackalloc byte[6]).Order(0);

        // What one document states apart is meant apart: its other orders are stepped over, however many they are.
        var own = DocumentKey.OfOrder(_order);
        for (var i = 0; i < fingerprint.Content.Count; i++)
        {
            keys.Find(KeyRows.Content, fingerprint.Content[i], from, own, limit, _found);
        }

        return _found.Count == 0 ? [] : Live([.. _found.Distinct().OrderByDescending(id => id)], limit);
    }

    private (OrderCard? Live, OrderCard? Copy) Owners(UInt128 source, Guid? without)
    {
        OrderCard? copy = null;
        _found.Clear();
        keys.Find(KeyRows.Source, source, NumberLimit, _found);
        foreach (var id in _found)
        {
            if (id == without || orders.Find(id) is not { } card)
            {
                continue;
            }

            if (card.Outcome != Outcome.Duplicate)
            {
                return (card, copy);
            }

            copy ??= card;
        }

        return (null, copy);
    }

    private List<Guid> Look(int kind, UInt128 hash, int limit)
    {
        _found.Clear();
        keys.Find(kind, hash, limit, _found);
        return _found.Count == 0 ? _found : [.. _found.Where(id => id != _order).Distinct()];
    }

    private List<KnownOrder> Live(List<Guid> ids, int limit)
    {
        var live = new List<KnownOrder>(Math.Min(limit, ids.Count));
        foreach (var id in ids)
        {
            if (live.Count == limit)
            {
                break;
            }

            if (orders.Find(id) is { Outcome: Outcome.Accepted or Outcome.Held, Stage: not OrderStage.Cancelled } card)
            {
                live.Add(Known(card));
            }
        }

        return live;
    }

    private KnownOrder Known(OrderCard card) => new(
        card.Id,
        card.ReceivedAt,
        card.ContentHash,
        card.Outcome,
        card.Document,
        card.OrderNumber,
        card.Stage,
        new Lazy<CanonicalOrder>(() => OrderProjection.Content(card, orders.Events(card.Id)), false))
    {
        Channel = card.Channel,
    };
}
