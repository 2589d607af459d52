using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Tests.Checks;

/// <summary>
/// An <see cref="ICheckContext"/> in memory: reference data is loaded by setting a list, and checked orders are filed with
/// <c>File</c> under the same keys as in the store.
/// </summary>
public sealed class KnownFacts : ICheckContext
{
    private readonly List<(KnownOrder Order, OrderFingerprint Fingerprint)> _orders = [];
    private readonly Dictionary<string, decimal> _reserved = new(StringComparer.Ordinal);

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public DateOnly Today => DateOnly.FromDateTime(Now.AddHours(8).DateTime);

    public List<CustomerReference>? Customers { get; set; }

    public List<CreditPosition>? Credit { get; set; }

    public List<PriceReference>? Prices { get; set; }

    public List<StockReference>? Stock { get; set; }

    public List<MaterialReference>? Materials { get; set; }

    /// <summary>What was reserved, in order.</summary>
    public List<(string Customer, string Currency, decimal Amount)> Reservations { get; } = [];

    public bool IsLoaded(ReferenceTable table) => table switch
    {
        ReferenceTable.Customers => Customers is not null,
        ReferenceTable.Credit => Credit is not null,
        ReferenceTable.Prices => Prices is not null,
        ReferenceTable.Stock => Stock is not null,
        _ => Materials is not null,
    };

    public CustomerReference? FindCustomer(Party? customer, string? sender) => Customers?.Find(known =>
        (customer?.Code is { } code && known.Code == code)
        || (customer?.TaxId is { } tax && known.TaxId == tax)
        || (customer?.Name is { } name && (known.Name == name || known.Aliases.Contains(name)))
        || (sender is not null && known.Emails.Any(mail => mail == sender || (mail[0] == '@' && sender.EndsWith(mail, StringComparison.Ordinal)))));

    public PriceReference? FindPrice(string? customerCode, string itemCode, string? currency) =>
        Prices?.Find(p => p.ItemCode == itemCode && p.CustomerCode == customerCode && customerCode is not null && (currency ?? p.Currency) == p.Currency)
        ?? Prices?.Find(p => p.ItemCode == itemCode && p.CustomerCode is null && (currency ?? p.Currency) == p.Currency);

    public MaterialReference? FindMaterial(string? customerCode, string itemCode) =>
        Materials?.Find(m => m.ItemCode == itemCode || m.CustomerItemCodes.Contains(itemCode) || m.CustomerItemCodes.Contains($"{customerCode}:{itemCode}"));

    public StockReference? FindStock(string itemCode) => Stock?.Find(s => s.ItemCode == itemCode);

    public CreditPosition? FindCredit(string customerCode) => Credit?.Find(c => c.CustomerCode == customerCode) is { } credit
        ? credit with { Reserved = credit.Reserved + _reserved.GetValueOrDefault(customerCode) }
        : null;

    public void Reserve(string customerCode, string currency, decimal amount)
    {
        Reservations.Add((customerCode, currency, amount));
        _reserved[customerCode] = _reserved.GetValueOrDefault(customerCode) + amount;
    }

    public KnownOrder? FindBySource(OrderFingerprint fingerprint) =>
        _orders.LastOrDefault(o => o.Fingerprint.Source is not null && o.Fingerprint.Source == fingerprint.Source).Order;

    public IReadOnlyList<KnownOrder> FindByNumber(OrderFingerprint fingerprint) => Newest(
        o => o.Number is not null && o.Number == fingerprint.Number, DateTimeOffset.MinValue, 8);

    public IReadOnlyList<KnownOrder> FindSimilar(OrderFingerprint fingerprint, DateTimeOffset since, int limit) => Newest(
        o => o.Content.Intersect(fingerprint.Content).Any(), since, limit);

    /// <summary>Files a checked order as the store does.</summary>
    public void File(CheckedOrder order) => _orders.Add((
        new KnownOrder(
            order.Order.Id, Now, order.Order, order.Fingerprint.ContentHash, order.Outcome, order.Order.Provenance?.Document ?? "none"),
        order.Fingerprint));

    /// <summary>Files an order of another hand as accepted.</summary>
    public void File(CanonicalOrder order, string? sender = null) =>
        File(new CheckedOrder(order, Outcome.Accepted, [], null, OrderFingerprints.Of(order, sender), null));

    private List<KnownOrder> Newest(Func<OrderFingerprint, bool> matches, DateTimeOffset since, int limit) =>
        [.. _orders.Where(o => matches(o.Fingerprint) && o.Order.ReceivedAt >= since).Select(o => o.Order).Reverse().Take(limit)];
}
