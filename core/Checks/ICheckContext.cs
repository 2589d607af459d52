using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks;

/// <summary>Reference tables that checks compare with. One never loaded turns its check off.</summary>
public enum ReferenceTable
{
    /// <summary><c>customers</c></summary>
    Customers,

    /// <summary><c>credit</c></summary>
    Credit,

    /// <summary><c>prices</c></summary>
    Prices,

    /// <summary><c>stock</c></summary>
    Stock,

    /// <summary><c>materials</c></summary>
    Materials,
}

/// <summary>A known customer.</summary>
/// <param name="Code">The hub's (ERP's) code.</param>
/// <param name="Name">Full name.</param>
/// <param name="Aliases">Other names it writes itself by.</param>
/// <param name="Emails">Sender addresses or <c>@domain</c> that stand for it.</param>
/// <param name="TaxId">Tax number.</param>
/// <param name="Blocked">No orders are taken.</param>
/// <param name="RequiredFields">order/v1 paths that this customer's orders must carry.</param>
public sealed record CustomerReference(
    string Code, string Name, IReadOnlyList<string> Aliases, IReadOnlyList<string> Emails, string? TaxId, bool Blocked,
    IReadOnlyList<string> RequiredFields);

/// <summary>Credit as the ERP states it; open orders in the hub are reserved on top.</summary>
/// <param name="CustomerCode">Customer.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Limit">Credit limit.</param>
/// <param name="Receivables">Owed now.</param>
/// <param name="Overdue">Owed past its date.</param>
/// <param name="Reserved">Sum of reservations by open orders in the hub.</param>
public sealed record CreditPosition(string CustomerCode, string Currency, decimal Limit, decimal Receivables, decimal Overdue, decimal Reserved);

/// <summary>One agreed price.</summary>
/// <param name="CustomerCode">Customer; null for the general list.</param>
/// <param name="ItemCode">Item.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="UnitPrice">Price for one unit.</param>
/// <param name="TolerancePercent">Allowed difference in percent.</param>
public sealed record PriceReference(string? CustomerCode, string ItemCode, string Currency, decimal UnitPrice, decimal TolerancePercent);

/// <summary>One material master record.</summary>
/// <param name="ItemCode">The hub's (ERP's) item code.</param>
/// <param name="Name">Name.</param>
/// <param name="Family">Product family, the key of completeness and routing rules.</param>
/// <param name="Unit">UN/ECE Rec 20 code of its base unit.</param>
/// <param name="DrawingRevision">Revision in force.</param>
/// <param name="LeadTimeDays">Normal lead time, calendar days.</param>
/// <param name="CustomerItemCodes">Codes under which customers order it, as <c>customer:code</c> or <c>code</c>.</param>
public sealed record MaterialReference(
    string ItemCode, string Name, string? Family, string? Unit, string? DrawingRevision, int? LeadTimeDays,
    IReadOnlyList<string> CustomerItemCodes);

/// <summary>Stock of one item over all warehouses.</summary>
/// <param name="ItemCode">Item.</param>
/// <param name="Available">Free quantity, base unit.</param>
/// <param name="IncomingDate">When more arrives; null when unknown.</param>
/// <param name="IncomingQuantity">How much then.</param>
public sealed record StockReference(string ItemCode, decimal Available, DateOnly? IncomingDate, decimal IncomingQuantity);

/// <summary>What the store tells about an order already known.</summary>
/// <param name="Id">Order id.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="ContentHash">Its <see cref="OrderFingerprint.ContentHash"/>.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Document">Document it came from.</param>
/// <param name="OrderNumber">Number as written.</param>
/// <param name="Stage">Where it stands in the house.</param>
/// <param name="Content">Reads what it states; most checks decide without it.</param>
public sealed record KnownOrder(
    Guid Id, DateTimeOffset ReceivedAt, ulong ContentHash, Outcome Outcome, string Document, string? OrderNumber, OrderStage Stage,
    Lazy<CanonicalOrder> Content)
{
    private readonly string? _channel;

    /// <summary>An order whose content is at hand.</summary>
    public KnownOrder(Guid id, DateTimeOffset receivedAt, CanonicalOrder order, ulong contentHash, Outcome outcome, string document)
        : this(id, receivedAt, contentHash, outcome, document, order.OrderNumber, order.Stage, new Lazy<CanonicalOrder>(order))
    {
    }

    /// <summary>The channel it came by. Where the card does not say, the content does.</summary>
    public string? Channel
    {
        get => _channel ?? Order.Channel;
        init => _channel = value;
    }

    /// <summary>What it states, as it stands; read on first use, within the check's transaction.</summary>
    public CanonicalOrder Order => Content.Value;
}

/// <summary>
/// What a check may ask and reserve. All calls see one transaction: what an order before this one in the same commit reserved or
/// stored is seen. Not thread-safe. Lookups are by primary key and cheap; nothing here scans.
/// </summary>
public interface ICheckContext
{
    /// <summary>The moment of the check, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The business day (configured zone, default Asia/Shanghai).</summary>
    DateOnly Today { get; }

    /// <summary>Whether the table was ever loaded.</summary>
    bool IsLoaded(ReferenceTable table);

    /// <summary>The customer by code, tax number, name or alias (normalised), or the sender's address; null when unknown.</summary>
    CustomerReference? FindCustomer(Party? customer, string? sender);

    /// <summary>The customer's price for the item in the currency, in the first one listed where that is null; else the general price; null when neither is listed.</summary>
    PriceReference? FindPrice(string? customerCode, string itemCode, string? currency);

    /// <summary>The material by its own code, or by the customer's code for it.</summary>
    MaterialReference? FindMaterial(string? customerCode, string itemCode);

    /// <summary>Stock; null when the item is not listed.</summary>
    StockReference? FindStock(string itemCode);

    /// <summary>Credit with reservations; null when the customer is not listed.</summary>
    CreditPosition? FindCredit(string customerCode);

    /// <summary>Reserves an amount for the order being checked; released when the order is rejected, cancelled or settled.</summary>
    void Reserve(string customerCode, string currency, decimal amount);

    /// <summary>The order with the same channel, account and source id; null when none.</summary>
    KnownOrder? FindBySource(OrderFingerprint fingerprint);

    /// <summary>Live orders of the same customer with the same order number, newest first, at most 8.</summary>
    IReadOnlyList<KnownOrder> FindByNumber(OrderFingerprint fingerprint);

    /// <summary>Live orders of other documents that share a content key since then, newest first, at most <paramref name="limit"/>.</summary>
    IReadOnlyList<KnownOrder> FindSimilar(OrderFingerprint fingerprint, DateTimeOffset since, int limit);
}
