using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Benchmarks.Mapping;

/// <summary>What a programmer would write for <see cref="PlatformOrder"/> alone: the same 40 fields by name, no faults, no provenance.</summary>
internal static class HandWritten
{
    private static readonly TimeSpan s_china = TimeSpan.FromHours(8);

    public static CanonicalOrder Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var trade = root.GetProperty("trade");
        var buyer = root.GetProperty("buyer");
        var receiver = root.GetProperty("receiver");
        var amounts = root.GetProperty("amounts");
        var lines = new List<OrderLine>();
        foreach (var item in root.GetProperty("items").GetProperty("item").EnumerateArray())
        {
            lines.Add(Line(item));
        }

        return new CanonicalOrder
        {
            SourceId = Text(trade, "id"),
            SourceVersion = Text(trade, "modified"),
            OrderNumber = Text(trade, "number"),
            OrderDate = DateOnly.FromDateTime(Clock(trade, "created")),
            OrderedAt = Instant(trade, "created"),
            Payment = new Payment(null, null, Instant(trade, "paid")),
            RequestedDate = Day(trade, "ship_by"),
            Stage = trade.GetProperty("status").GetString() switch
            {
                "PAID" => OrderStage.Confirmed,
                "WAIT_SHIP" => OrderStage.Preparing,
                "SHIPPED" => OrderStage.Shipped,
                "DONE" => OrderStage.Completed,
                "CLOSED" => OrderStage.Cancelled,
                _ => OrderStage.PendingReview,
            },
            Currency = Text(trade, "currency"),
            Remarks = Text(trade, "memo"),
            Customer = new Party
            {
                Code = Text(buyer, "code"), Name = Text(buyer, "name"), TaxId = Text(buyer, "tax_id"), Contact = Text(buyer, "contact"), Phone = Text(buyer, "phone"),
            },
            ShipTo = new ShipTo
            {
                Name = Text(receiver, "name"), Phone = Text(receiver, "phone"), Province = Text(receiver, "province"), City = Text(receiver, "city"),
                Street = Text(receiver, "street"), Postcode = Text(receiver, "zip"),
            },
            Totals = new OrderTotals { Goods = Number(amounts, "goods"), Freight = Number(amounts, "freight"), Payable = Number(amounts, "payable") },
            Lines = lines,
        };
    }

    private static OrderLine Line(JsonElement item)
    {
        var unit = Text(item, "uom");
        return new OrderLine
        {
            LineNumber = item.GetProperty("line_no").GetInt32(),
            ItemCode = Text(item, "sku"),
            CustomerItemCode = Text(item, "buyer_sku"),
            ItemName = Text(item, "title"),
            Specification = Text(item, "props"),
            Quantity = item.GetProperty("num").GetDecimal(),
            UnitText = unit,
            Unit = unit == "个" ? "C62" : null,
            UnitPrice = Number(item, "price"),
            Amount = Number(item, "total"),
            TaxRate = Number(item, "tax_rate"),
            DeliveryDate = Day(item, "due"),
            DrawingRevision = Text(item, "revision"),
            Remarks = Text(item, "note"),
            Attributes = new Dictionary<string, string>(3)
            {
                ["oid"] = Text(item, "oid")!,
                ["refund"] = item.GetProperty("refund").GetString() switch { "NO_REFUND" => "none", "WAIT_SELLER_AGREE" => "asked", "SUCCESS" => "refunded", var other => other! },
                ["store"] = Text(item, "store")!,
            },
        };
    }

    private static string? Text(JsonElement from, string name) => from.GetProperty(name).GetString()?.Trim() is { Length: > 0 } text ? text : null;

    private static decimal Number(JsonElement from, string name) =>
        decimal.Parse(from.GetProperty(name).GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static DateOnly Day(JsonElement from, string name) =>
        DateOnly.ParseExact(from.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Clock(JsonElement from, string name) =>
        DateTime.ParseExact(from.GetProperty(name).GetString()!, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(JsonElement from, string name) => new DateTimeOffset(Clock(from, name), s_china).ToUniversalTime();
}
