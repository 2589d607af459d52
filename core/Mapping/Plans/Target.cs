using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>Writes a value that fits into the draft.</summary>
internal delegate void Assign(OrderDraft draft, in MappedValue value);

/// <summary>A path of order/v1 that a mapping can write.</summary>
/// <param name="Path">E.g. <c>lines[].quantity</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Converter">Converter that ends the chain where the file's own do not yield the kind.</param>
/// <param name="Assign">Writes it.</param>
internal sealed record Target(string Path, OrderMemberKind Kind, string Converter, Assign Assign)
{
    /// <summary>The closed list of a word.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    public bool IsLine => Path.StartsWith("lines[].", StringComparison.Ordinal);

    /// <summary>What a value must be to be assigned.</summary>
    public ValueKind Wants => Kind switch
    {
        OrderMemberKind.Decimal or OrderMemberKind.Integer => ValueKind.Number,
        OrderMemberKind.Date => ValueKind.Date,
        OrderMemberKind.Instant => ValueKind.Instant,
        OrderMemberKind.Boolean => ValueKind.Boolean,
        OrderMemberKind.Object => ValueKind.Address,
        _ => ValueKind.Text,
    };
}

/// <summary>Every path that a mapping can write. A test holds it against <see cref="OrderV1"/>.</summary>
internal static class Targets
{
    private const string LineAttributes = "lines[].attributes.";
    private const string OrderAttributes = "attributes.";

    private static readonly Dictionary<string, Target> ByPath = Declare().ToDictionary(t => t.Path, StringComparer.Ordinal);

    /// <summary>All fixed paths; attributes have any name.</summary>
    public static IReadOnlyCollection<Target> All => ByPath.Values;

    /// <summary>The target of that path; null when there is none.</summary>
    public static Target? Find(string path)
    {
        if (path.StartsWith(LineAttributes, StringComparison.Ordinal) && path.Length > LineAttributes.Length)
        {
            var name = path[LineAttributes.Length..];
            return new(path, OrderMemberKind.Text, "text", (OrderDraft d, in MappedValue v) => d.SetLineAttribute(name, v.AsText()!));
        }

        if (path.StartsWith(OrderAttributes, StringComparison.Ordinal) && path.Length > OrderAttributes.Length)
        {
            var name = path[OrderAttributes.Length..];
            return new(path, OrderMemberKind.Text, "text", (OrderDraft d, in MappedValue v) => d.SetAttribute(name, v.AsText()!));
        }

        return ByPath.GetValueOrDefault(path);
    }

    private static IEnumerable<Target> Declare() => Order().Concat(Parts()).Concat(Lines());

    private static IEnumerable<Target> Order()
    {
        yield return Text("sourceId", (OrderDraft d, in MappedValue v) => d.Order.SourceId = v.AsText(), "code");
        yield return Text("sourceVersion", (OrderDraft d, in MappedValue v) => d.Order.SourceVersion = v.AsText());
        yield return Text("orderNumber", (OrderDraft d, in MappedValue v) => d.Order.OrderNumber = v.AsText(), "code");
        yield return Date("orderDate", (OrderDraft d, in MappedValue v) => d.Order.OrderDate = DateOnly.FromDateTime(v.Clock));
        yield return Instant("orderedAt", (OrderDraft d, in MappedValue v) => d.Order.OrderedAt = Utc(v));
        yield return Date("requestedDate", (OrderDraft d, in MappedValue v) => d.Order.RequestedDate = DateOnly.FromDateTime(v.Clock));
        yield return new("priority.class", OrderMemberKind.Word, "upper",
            (OrderDraft d, in MappedValue v) => d.Order.Priority = (d.Order.Priority ?? new(null, false)) with { Class = v.AsText() }) { Words = ["A", "B", "C"] };
        yield return Flag("priority.urgent", (OrderDraft d, in MappedValue v) => d.Order.Priority = (d.Order.Priority ?? new(null, false)) with { Urgent = v.IsTrue });
        yield return Text("currency", (OrderDraft d, in MappedValue v) => d.Order.Currency = v.AsText(), "currency");
        yield return Text("remarks", (OrderDraft d, in MappedValue v) => d.Order.Remarks = v.AsText());
        yield return new("stage", OrderMemberKind.Word, "text", (OrderDraft d, in MappedValue v) => d.Order.Stage = v.AsText())
        {
            Words = OrderV1.Order.Members.First(m => m.Name == "stage").Words,
        };
        yield return Flag("onHold", (OrderDraft d, in MappedValue v) => d.Order.OnHold = v.IsTrue);
    }

    private static IEnumerable<Target> Parts()
    {
        foreach (var target in Party("customer", d => d.Order.Customer, (d, p) => d.Order.Customer = p).Concat(Party("supplier", d => d.Order.Supplier, (d, p) => d.Order.Supplier = p)))
        {
            yield return target;
        }

        yield return new("shipTo", OrderMemberKind.Object, "address", (OrderDraft d, in MappedValue v) => d.Order.ShipTo = Joined(d.Order.ShipTo, v.Address!));
        yield return ShipTo("name", (s, v) => s with { Name = v });
        yield return ShipTo("phone", (s, v) => s with { Phone = v });
        yield return ShipTo("country", (s, v) => s with { Country = v });
        yield return ShipTo("province", (s, v) => s with { Province = v });
        yield return ShipTo("city", (s, v) => s with { City = v });
        yield return ShipTo("district", (s, v) => s with { District = v });
        yield return ShipTo("street", (s, v) => s with { Street = v });
        yield return ShipTo("postcode", (s, v) => s with { Postcode = v });
        yield return Flag("shipTo.masked", (OrderDraft d, in MappedValue v) => d.Order.ShipTo = (d.Order.ShipTo ?? new()) with { Masked = v.IsTrue });
        yield return Totals("goods", (t, v) => t with { Goods = v });
        yield return Totals("discount", (t, v) => t with { Discount = v });
        yield return Totals("freight", (t, v) => t with { Freight = v });
        yield return Totals("tax", (t, v) => t with { Tax = v });
        yield return Totals("payable", (t, v) => t with { Payable = v });
        yield return Text("payment.status", (OrderDraft d, in MappedValue v) => d.Order.Payment = (d.Order.Payment ?? new(null, null, null)) with { Status = v.AsText() });
        yield return Text("payment.method", (OrderDraft d, in MappedValue v) => d.Order.Payment = (d.Order.Payment ?? new(null, null, null)) with { Method = v.AsText() });
        yield return Instant("payment.paidAt", (OrderDraft d, in MappedValue v) => d.Order.Payment = (d.Order.Payment ?? new(null, null, null)) with { PaidAt = Utc(v) });
    }

    private static IEnumerable<Target> Lines()
    {
        yield return new("lines[].lineNumber", OrderMemberKind.Integer, "integer", (OrderDraft d, in MappedValue v) => d.Line.LineNumber = (int)v.Number);
        yield return Text("lines[].itemCode", (OrderDraft d, in MappedValue v) => d.Line.ItemCode = v.AsText(), "code");
        yield return Text("lines[].customerItemCode", (OrderDraft d, in MappedValue v) => d.Line.CustomerItemCode = v.AsText(), "code");
        yield return Text("lines[].itemName", (OrderDraft d, in MappedValue v) => d.Line.ItemName = v.AsText());
        yield return Text("lines[].specification", (OrderDraft d, in MappedValue v) => d.Line.Specification = v.AsText());
        yield return Number("lines[].quantity", (OrderDraft d, in MappedValue v) => d.Line.Quantity = v.Number, "quantity");
        yield return Text("lines[].unit", (OrderDraft d, in MappedValue v) => d.Line.Unit = v.AsText(), "unit");
        yield return Text("lines[].unitText", (OrderDraft d, in MappedValue v) => d.Line.UnitText = v.AsText());
        yield return Number("lines[].unitPrice", (OrderDraft d, in MappedValue v) => d.Line.UnitPrice = v.Number, "money");
        yield return Number("lines[].amount", (OrderDraft d, in MappedValue v) => d.Line.Amount = v.Number, "money");
        yield return Number("lines[].taxRate", (OrderDraft d, in MappedValue v) => d.Line.TaxRate = v.Number, "percent");
        yield return Date("lines[].deliveryDate", (OrderDraft d, in MappedValue v) => d.Line.DeliveryDate = DateOnly.FromDateTime(v.Clock));
        yield return Text("lines[].drawingRevision", (OrderDraft d, in MappedValue v) => d.Line.DrawingRevision = v.AsText(), "code");
        yield return Text("lines[].remarks", (OrderDraft d, in MappedValue v) => d.Line.Remarks = v.AsText());
    }

    private static IEnumerable<Target> Party(string name, Func<OrderDraft, Party?> get, Action<OrderDraft, Party> set)
    {
        Target Member(string member, Func<Party, string?, Party> change, string converter = "text") => Text(
            $"{name}.{member}", (OrderDraft d, in MappedValue v) => set(d, change(get(d) ?? new(), v.AsText())), converter);

        yield return Member("code", (p, v) => p with { Code = v }, "code");
        yield return Member("name", (p, v) => p with { Name = v });
        yield return Member("taxId", (p, v) => p with { TaxId = v }, "code");
        yield return Member("contact", (p, v) => p with { Contact = v });
        yield return Member("email", (p, v) => p with { Email = v });
        yield return Member("phone", (p, v) => p with { Phone = v }, "code");
    }

    private static Target ShipTo(string member, Func<ShipTo, string?, ShipTo> change) => Text(
        "shipTo." + member,
        (OrderDraft d, in MappedValue v) => d.Order.ShipTo = change(d.Order.ShipTo ?? new(), v.AsText()),
        member is "phone" or "postcode" ? "code" : "text");

    private static Target Totals(string member, Func<OrderTotals, decimal?, OrderTotals> change) => Number(
        "totals." + member, (OrderDraft d, in MappedValue v) => d.Order.Totals = change(d.Order.Totals ?? new(), v.Number), "money");

    /// <summary>Parts that fields of their own have already set are kept.</summary>
    private static ShipTo Joined(ShipTo? known, ShipTo split) => known is null ? split : known with
    {
        Province = known.Province ?? split.Province,
        City = known.City ?? split.City,
        District = known.District ?? split.District,
        Street = known.Street ?? split.Street,
    };

    private static DateTimeOffset Utc(in MappedValue value) => new(DateTime.SpecifyKind(value.Clock, DateTimeKind.Utc));

    private static Target Text(string path, Assign assign, string converter = "text") => new(path, OrderMemberKind.Text, converter, assign);

    private static Target Number(string path, Assign assign, string converter) => new(path, OrderMemberKind.Decimal, converter, assign);

    private static Target Date(string path, Assign assign) => new(path, OrderMemberKind.Date, "date", assign);

    private static Target Instant(string path, Assign assign) => new(path, OrderMemberKind.Instant, "instant", assign);

    private static Target Flag(string path, Assign assign) => new(path, OrderMemberKind.Boolean, "boolean", assign);
}
