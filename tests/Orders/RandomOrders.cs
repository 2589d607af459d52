using IntegrationHub.Core.Orders;

namespace IntegrationHub.Tests.Orders;

/// <summary>A seeded source of orders that hold whatever order/v1 allows.</summary>
internal sealed class RandomOrders(int seed)
{
    private static readonly string[] Fragments =
    [
        "订单", "PO-2026/", "ß", "é", "Łódź", "日本語", "한국어", "🎁", "👩‍🔧", "\"", "\\", "/", "~", "\t", "\n", " ", "<b>&", "𠮷", "0012", "\u00A0", "１２３", "",
    ];

    private readonly Random _random = new(seed);

    public CanonicalOrder Next() => new()
    {
        Id = new Guid(Bytes(16)),
        Channel = Maybe(Text),
        Account = Maybe(Text),
        SourceId = Maybe(Text),
        SourceVersion = Maybe(Text),
        OrderNumber = Maybe(Text),
        OrderDate = Date(),
        OrderedAt = Instant(),
        RequestedDate = Date(),
        Priority = Maybe(() => new OrderPriority(Pick<string?>(null, "A", "B", "C"), Flag())),
        Currency = Pick<string?>(null, "CNY", "EUR", "USD"),
        Customer = Maybe(Party),
        Supplier = Maybe(Party),
        ShipTo = Maybe(() => new ShipTo { Name = Maybe(Text), City = Maybe(Text), Street = Maybe(Text), Postcode = Maybe(Text), Masked = Flag() }),
        Lines = [.. Enumerable.Range(1, _random.Next(0, 5)).Select(Line)],
        Totals = Maybe(() => new OrderTotals { Goods = Number(), Discount = Number(), Freight = Number(), Tax = Number(), Payable = Number() }),
        Payment = Maybe(() => new Payment(Maybe(Text), Maybe(Text), Instant())),
        Attachments = Flag() ? [] : [new Attachment(Text(), Maybe(Text), Convert.ToHexStringLower(Bytes(32)), _random.NextInt64(long.MaxValue))],
        Remarks = Maybe(Text),
        Attributes = Attributes(),
        Stage = Pick(Enum.GetValues<OrderStage>()),
        OnHold = Flag(),
        Provenance = Maybe(() => new Provenance
        {
            Document = Maybe(Text),
            Mapping = Maybe(Text),
            MappingVersion = Maybe(Text),
            Fields = new Dictionary<string, FieldSource> { ["lines[].quantity"] = new(Text(), 0.75m), ["orderNumber"] = new("表!B7", 1m) },
            Rows = [3, 4, 9],
        }),
    };

    public decimal? Number()
    {
        if (_random.Next(4) == 0)
        {
            return null;
        }

        // 93 random bits are at most 28 digits.
        var scale = (byte)_random.Next(0, 29);
        return new decimal(_random.Next(), _random.Next(), _random.Next(1 << 29), _random.Next(2) == 0, scale);
    }

    public string Text() => string.Concat(Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(Fragments)));

    private OrderLine Line(int number) => new()
    {
        LineNumber = number * 10,
        ItemCode = Maybe(Text),
        CustomerItemCode = Maybe(Text),
        ItemName = Maybe(Text),
        Specification = Maybe(Text),
        Quantity = Number(),
        Unit = Pick<string?>(null, "H87", "KGM"),
        UnitText = Maybe(Text),
        UnitPrice = Number(),
        Amount = Number(),
        TaxRate = Pick<decimal?>(null, 0.13m, 0.190m),
        DeliveryDate = Date(),
        DrawingRevision = Maybe(Text),
        Remarks = Maybe(Text),
        Attributes = Attributes(),
    };

    private Party Party() => new() { Code = Maybe(Text), Name = Maybe(Text), TaxId = Maybe(Text), Contact = Maybe(Text), Email = Maybe(Text), Phone = Maybe(Text) };

    private Dictionary<string, string> Attributes()
    {
        var result = new Dictionary<string, string>();
        for (var i = _random.Next(0, 4); i > 0; i--)
        {
            result[Text()] = Text();
        }

        return result;
    }

    private DateOnly? Date() => Flag() ? null : DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber));

    private DateTimeOffset? Instant() => Flag() ? null : new DateTimeOffset(_random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private bool Flag() => _random.Next(2) == 0;

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T? Maybe<T>(Func<T> value)
        where T : class => _random.Next(3) == 0 ? null : value();

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];
}
