namespace IntegrationHub.Core.Orders;

/// <summary>
/// One order as every part of the hub sees it (schema <c>order/v1</c>). What the source does not say is null.
/// Money and quantity are decimal. Calendar dates are as the sender wrote them, without a zone; instants are UTC.
/// Lists and maps are never null: the deserialiser sets every member it did not meet to null, which their setters turn into empty.
/// </summary>
public sealed record CanonicalOrder
{
    /// <summary>Name and version of the schema.</summary>
    public const string SchemaName = "order/v1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init => field = value ?? SchemaName; } = SchemaName;

    /// <summary>UUID v7; given by the hub.</summary>
    public Guid Id { get; init; }

    /// <summary>How it came: <c>file api mail taobao jd erp</c> …</summary>
    public string? Channel { get; init; }

    /// <summary>The configured account of the channel, e.g. a shop or a mailbox.</summary>
    public string? Account { get; init; }

    /// <summary>The channel's own key for the order.</summary>
    public string? SourceId { get; init; }

    /// <summary>The channel's version of it, e.g. its modification time.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>The number by which buyer and seller name the order, as written.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Calendar date of the order.</summary>
    public DateOnly? OrderDate { get; init; }

    /// <summary>When the order was placed, where the source knows the instant.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>Calendar date by which the buyer asks for the whole order.</summary>
    public DateOnly? RequestedDate { get; init; }

    /// <summary>Priority, where stated.</summary>
    public OrderPriority? Priority { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The buyer.</summary>
    public Party? Customer { get; init; }

    /// <summary>The seller as the document names it.</summary>
    public Party? Supplier { get; init; }

    /// <summary>Where the goods go.</summary>
    public ShipTo? ShipTo { get; init; }

    /// <summary>Lines in source order.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>Totals as the source states them.</summary>
    public OrderTotals? Totals { get; init; }

    /// <summary>Payment as the source states it.</summary>
    public Payment? Payment { get; init; }

    /// <summary>Files that belong to the order.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init => field = value ?? []; } = [];

    /// <summary>Free text for the whole order.</summary>
    public string? Remarks { get; init; }

    /// <summary>Everything else the source states, by its own label.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init => field = value ?? EmptyAttributes; } = EmptyAttributes;

    /// <summary>Where the order stands in the house.</summary>
    public OrderStage Stage { get; init; } = OrderStage.PendingReview;

    /// <summary>True while it waits for a person.</summary>
    public bool OnHold { get; init; }

    /// <summary>Where every value came from.</summary>
    public Provenance? Provenance { get; init; }

    internal static readonly IReadOnlyDictionary<string, string> EmptyAttributes = new Dictionary<string, string>(0);
}

/// <summary>A, B or C, and whether it is marked urgent.</summary>
/// <param name="Class"><c>A</c>, <c>B</c> or <c>C</c>; null when not stated.</param>
/// <param name="Urgent">Marked as urgent (加急).</param>
public sealed record OrderPriority(string? Class, bool Urgent);

/// <summary>A company or person named on an order.</summary>
public sealed record Party
{
    /// <summary>Code in the sender's or the hub's system, as written.</summary>
    public string? Code { get; init; }

    /// <summary>Name as written, without honorifics.</summary>
    public string? Name { get; init; }

    /// <summary>Tax number as written.</summary>
    public string? TaxId { get; init; }

    /// <summary>Contact person.</summary>
    public string? Contact { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone as written.</summary>
    public string? Phone { get; init; }
}

/// <summary>Delivery address; what cannot be told apart stands in <see cref="Street"/>.</summary>
public sealed record ShipTo
{
    /// <summary>Receiver or site.</summary>
    public string? Name { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>Country as written.</summary>
    public string? Country { get; init; }

    /// <summary>Province or state.</summary>
    public string? Province { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>District.</summary>
    public string? District { get; init; }

    /// <summary>Street, or the whole address where it stands in one piece.</summary>
    public string? Street { get; init; }

    /// <summary>Postcode.</summary>
    public string? Postcode { get; init; }

    /// <summary>True where the platform masks the receiver.</summary>
    public bool Masked { get; init; }
}

/// <summary>One line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>The source's own number for the line, else 1, 2, 3 …</summary>
    public int LineNumber { get; init; }

    /// <summary>The sender's item code as written.</summary>
    public string? ItemCode { get; init; }

    /// <summary>The customer's code, only where the source states both.</summary>
    public string? CustomerItemCode { get; init; }

    /// <summary>Name of the goods.</summary>
    public string? ItemName { get; init; }

    /// <summary>Specification.</summary>
    public string? Specification { get; init; }

    /// <summary>Quantity in <see cref="Unit"/>.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>UN/ECE Recommendation 20 code.</summary>
    public string? Unit { get; init; }

    /// <summary>Unit as written.</summary>
    public string? UnitText { get; init; }

    /// <summary>Price for one unit, in the order's currency.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Line amount as stated.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Tax rate as a fraction: 0.13 for 13 %.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>Calendar date by which the line is asked for.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>Drawing revision.</summary>
    public string? DrawingRevision { get; init; }

    /// <summary>Free text of the line.</summary>
    public string? Remarks { get; init; }

    /// <summary>Attribute for the line's discount in percent, e.g. <c>10</c>; the unit price is before it, the amount after it.</summary>
    public const string DiscountPercent = "discountPercent";

    /// <summary>Attribute for what stands where the line's day of delivery is asked for and is no day, e.g. <c>合同签订后15日内</c>, <c>ASAP</c>.</summary>
    public const string DeliveryTerm = "deliveryTerm";

    /// <summary>Everything else the source states on the line, by its own label; a discount in percent as <see cref="DiscountPercent"/>.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init => field = value ?? CanonicalOrder.EmptyAttributes; } = CanonicalOrder.EmptyAttributes;
}

/// <summary>Totals as stated by the source, in the order's currency.</summary>
public sealed record OrderTotals
{
    /// <summary>Sum of the line amounts before discount, freight and tax.</summary>
    public decimal? Goods { get; init; }

    /// <summary>Discount, positive.</summary>
    public decimal? Discount { get; init; }

    /// <summary>Freight.</summary>
    public decimal? Freight { get; init; }

    /// <summary>Tax.</summary>
    public decimal? Tax { get; init; }

    /// <summary>What is to be paid.</summary>
    public decimal? Payable { get; init; }
}

/// <summary>Payment as stated by the source.</summary>
/// <param name="Status">As written.</param>
/// <param name="Method">As written.</param>
/// <param name="PaidAt">Instant.</param>
public sealed record Payment(string? Status, string? Method, DateTimeOffset? PaidAt);

/// <summary>A file that belongs to the order.</summary>
/// <param name="Name">File name.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Sha256">Lower-case hex of the bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record Attachment(string Name, string? ContentType, string Sha256, long Size);

/// <summary>Where an order stands: 待审核 → 已确认 → 备料中 → 生产中 → 质检中 → 已发货 → 已完成, or 取消.</summary>
public enum OrderStage
{
    /// <summary>待审核</summary>
    PendingReview,

    /// <summary>已确认</summary>
    Confirmed,

    /// <summary>备料中</summary>
    Preparing,

    /// <summary>生产中</summary>
    InProduction,

    /// <summary>质检中</summary>
    Inspection,

    /// <summary>已发货</summary>
    Shipped,

    /// <summary>已完成</summary>
    Completed,

    /// <summary>取消</summary>
    Cancelled,
}
