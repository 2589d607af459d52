namespace IntegrationHub.Core.Orders.Schema;

/// <summary>The members of an order while they are being read, in whatever sequence the message has them.</summary>
internal struct OrderParts
{
    public Guid Id;
    public string? Channel, Account, SourceId, SourceVersion, OrderNumber, Currency, Remarks, Stage;
    public DateOnly? OrderDate, RequestedDate;
    public DateTimeOffset? OrderedAt;
    public OrderPriority? Priority;
    public Party? Customer, Supplier;
    public ShipTo? ShipTo;
    public List<OrderLine>? Lines;
    public OrderTotals? Totals;
    public Payment? Payment;
    public List<Attachment>? Attachments;
    public IReadOnlyDictionary<string, string>? Attributes;
    public bool OnHold;
    public Provenance? Provenance;

    public readonly CanonicalOrder ToOrder() => new()
    {
        Id = Id,
        Channel = Channel,
        Account = Account,
        SourceId = SourceId,
        SourceVersion = SourceVersion,
        OrderNumber = OrderNumber,
        OrderDate = OrderDate,
        OrderedAt = OrderedAt,
        RequestedDate = RequestedDate,
        Priority = Priority,
        Currency = Currency,
        Customer = Customer,
        Supplier = Supplier,
        ShipTo = ShipTo,
        Lines = Lines is null ? [] : Lines,
        Totals = Totals,
        Payment = Payment,
        Attachments = Attachments is null ? [] : Attachments,
        Remarks = Remarks,
        Attributes = Attributes ?? CanonicalOrder.EmptyAttributes,
        Stage = ToStage(Stage),
        OnHold = OnHold,
        Provenance = Provenance,
    };

    /// <summary>The stage by its name in JSON; anything else, also null, is where every order starts.</summary>
    public static OrderStage ToStage(string? name) => name switch
    {
        "confirmed" => OrderStage.Confirmed,
        "preparing" => OrderStage.Preparing,
        "inProduction" => OrderStage.InProduction,
        "inspection" => OrderStage.Inspection,
        "shipped" => OrderStage.Shipped,
        "completed" => OrderStage.Completed,
        "cancelled" => OrderStage.Cancelled,
        _ => OrderStage.PendingReview,
    };
}

/// <summary>The members of a line while they are being read.</summary>
internal struct LineParts
{
    public int? LineNumber;
    public string? ItemCode, CustomerItemCode, ItemName, Specification, Unit, UnitText, DrawingRevision, Remarks;
    public decimal? Quantity, UnitPrice, Amount, TaxRate;
    public DateOnly? DeliveryDate;
    public IReadOnlyDictionary<string, string>? Attributes;

    /// <param name="position">One-based position, used where the source has no number of its own.</param>
    public readonly OrderLine ToLine(int position) => new()
    {
        LineNumber = LineNumber ?? position,
        ItemCode = ItemCode,
        CustomerItemCode = CustomerItemCode,
        ItemName = ItemName,
        Specification = Specification,
        Quantity = Quantity,
        Unit = Unit,
        UnitText = UnitText,
        UnitPrice = UnitPrice,
        Amount = Amount,
        TaxRate = TaxRate,
        DeliveryDate = DeliveryDate,
        DrawingRevision = DrawingRevision,
        Remarks = Remarks,
        Attributes = Attributes ?? CanonicalOrder.EmptyAttributes,
    };
}
