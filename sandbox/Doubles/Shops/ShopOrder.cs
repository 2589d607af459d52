namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>How an order is paid.</summary>
internal enum ShopOrderKind
{
    Regular,

    /// <summary>Deposit first, balance later.</summary>
    Presale,
    CashOnDelivery,
}

/// <summary>One order as a shop shows it, with everything that ever happens to it.</summary>
/// <param name="Purchase">Index of the purchase it comes from.</param>
/// <param name="Child">0 for the order as bought, 1, 2, … for the orders that replaced it.</param>
internal sealed record ShopOrder(int Purchase, int Child)
{
    public const int MaxChildren = 8;

    public long Key => Key64(Purchase, Child);

    public required ShopOrderKind Kind { get; init; }

    public required IReadOnlyList<ShopLine> Lines { get; init; }

    /// <summary>Changes in order of time; the first is when it was placed, or when it came out of a split.</summary>
    public required IReadOnlyList<ShopChange> Changes { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>The order first bought, for an order that came out of a split.</summary>
    public int? Root { get; init; }

    /// <summary>The order that this one came out of, as its child number.</summary>
    public int? Parent { get; init; }

    public required int Buyer { get; init; }

    public decimal Freight { get; init; }

    /// <summary>Discount of the seller on the whole order.</summary>
    public decimal Discount { get; init; }

    /// <summary>Coupon that the platform pays for.</summary>
    public decimal PlatformCoupon { get; init; }

    /// <summary>Part that the buyer pays from a balance at the platform.</summary>
    public decimal Balance { get; init; }

    /// <summary>Deposit of a presale.</summary>
    public decimal Deposit { get; init; }

    /// <summary>A county that reports straight to the province has no city.</summary>
    public bool HasCity { get; init; } = true;

    public string BuyerMessage { get; init; } = "";

    /// <summary>In which way it is shown wrongly.</summary>
    public RecordShape Shape { get; init; }

    /// <summary>Shows a status that the published lists do not know.</summary>
    public bool IsStrange { get; init; }

    public decimal Goods => Lines.Sum(l => l.Goods);

    public decimal LineDiscounts => Lines.Sum(l => l.Discount);

    /// <summary>What the seller's side asks for, with freight.</summary>
    public decimal Payment => Goods - LineDiscounts - Discount + Freight;

    public static long Key64(int purchase, int child) => ((long)purchase * MaxChildren) + child;
}
