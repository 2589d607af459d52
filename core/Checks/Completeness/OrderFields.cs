using System.Collections.Frozen;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Completeness;

/// <summary>The members of order/v1 that a rule may require, by path, each with a look whether it says anything.</summary>
internal static class OrderFields
{
    private const string LineAttribute = "lines[].attributes.";
    private const string OrderAttribute = "attributes.";

    /// <summary>Members of the order itself.</summary>
    public static FrozenDictionary<string, Func<CanonicalOrder, bool>> OfOrder { get; } =
        new Dictionary<string, Func<CanonicalOrder, bool>>(StringComparer.Ordinal)
        {
            ["orderNumber"] = o => Says(o.OrderNumber),
            ["orderDate"] = o => o.OrderDate is not null,
            ["requestedDate"] = o => o.RequestedDate is not null,
            ["currency"] = o => Says(o.Currency),
            ["priority"] = o => o.Priority is not null,
            ["customer.code"] = o => Says(o.Customer?.Code),
            ["customer.name"] = o => Says(o.Customer?.Name),
            ["customer.taxId"] = o => Says(o.Customer?.TaxId),
            ["customer.contact"] = o => Says(o.Customer?.Contact),
            ["customer.email"] = o => Says(o.Customer?.Email),
            ["customer.phone"] = o => Says(o.Customer?.Phone),
            ["supplier.code"] = o => Says(o.Supplier?.Code),
            ["supplier.name"] = o => Says(o.Supplier?.Name),
            ["shipTo.name"] = o => Says(o.ShipTo?.Name),
            ["shipTo.phone"] = o => Says(o.ShipTo?.Phone),
            ["shipTo.country"] = o => Says(o.ShipTo?.Country),
            ["shipTo.province"] = o => Says(o.ShipTo?.Province),
            ["shipTo.city"] = o => Says(o.ShipTo?.City),
            ["shipTo.district"] = o => Says(o.ShipTo?.District),
            ["shipTo.street"] = o => Says(o.ShipTo?.Street),
            ["shipTo.postcode"] = o => Says(o.ShipTo?.Postcode),
            ["totals.goods"] = o => o.Totals?.Goods is not null,
            ["totals.freight"] = o => o.Totals?.Freight is not null,
            ["totals.tax"] = o => o.Totals?.Tax is not null,
            ["totals.payable"] = o => o.Totals?.Payable is not null,
            ["payment.status"] = o => Says(o.Payment?.Status),
            ["payment.method"] = o => Says(o.Payment?.Method),
            ["attachments"] = o => o.Attachments.Count > 0,
            ["remarks"] = o => Says(o.Remarks),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Members of each line, by the path behind <c>lines[].</c></summary>
    public static FrozenDictionary<string, Func<OrderLine, bool>> OfLine { get; } =
        new Dictionary<string, Func<OrderLine, bool>>(StringComparer.Ordinal)
        {
            ["lines[].itemCode"] = l => Says(l.ItemCode),
            ["lines[].customerItemCode"] = l => Says(l.CustomerItemCode),
            ["lines[].itemName"] = l => Says(l.ItemName),
            ["lines[].specification"] = l => Says(l.Specification),
            ["lines[].quantity"] = l => l.Quantity is not null,
            ["lines[].unit"] = l => Says(l.Unit),
            ["lines[].unitPrice"] = l => l.UnitPrice is not null,
            ["lines[].amount"] = l => l.Amount is not null,
            ["lines[].taxRate"] = l => l.TaxRate is not null,
            ["lines[].deliveryDate"] = l => l.DeliveryDate is not null,
            ["lines[].drawingRevision"] = l => Says(l.DrawingRevision),
            ["lines[].remarks"] = l => Says(l.Remarks),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True where the path names a member that can be required.</summary>
    public static bool IsKnown(string path) =>
        OfOrder.ContainsKey(path) || OfLine.ContainsKey(path) || AttributeOf(path) is { Length: > 0 };

    /// <summary>True where the path is looked at line by line.</summary>
    public static bool ConcernsLines(string path) => path.StartsWith("lines[].", StringComparison.Ordinal);

    /// <summary>The key of <c>attributes.KEY</c> and <c>lines[].attributes.KEY</c>; null for other paths.</summary>
    public static string? AttributeOf(string path) =>
        path.StartsWith(LineAttribute, StringComparison.Ordinal) ? path[LineAttribute.Length..]
        : path.StartsWith(OrderAttribute, StringComparison.Ordinal) ? path[OrderAttribute.Length..]
        : null;

    /// <summary>True where the order says the member. An attribute of the order may also stand on every line, or be an attached file.</summary>
    public static bool OrderSays(CanonicalOrder order, string path, RuleBook rules)
    {
        if (OfOrder.TryGetValue(path, out var says))
        {
            return says(order);
        }

        var key = AttributeOf(path)!;
        if (Contains(order.Attributes, key, rules) || IsAttached(order, key, rules))
        {
            return true;
        }

        foreach (var line in order.Lines)
        {
            if (!Contains(line.Attributes, key, rules))
            {
                return false;
            }
        }

        return order.Lines.Count > 0;
    }

    /// <summary>True where the line says the member, or the order says it for all lines.</summary>
    public static bool LineSays(CanonicalOrder order, OrderLine line, string path, RuleBook rules)
    {
        if (OfLine.TryGetValue(path, out var says))
        {
            return says(line) || (string.Equals(path, "lines[].deliveryDate", StringComparison.Ordinal) && order.RequestedDate is not null);
        }

        var key = AttributeOf(path)!;
        return Contains(line.Attributes, key, rules) || Contains(order.Attributes, key, rules) || IsAttached(order, key, rules);
    }

    private static bool Contains(IReadOnlyDictionary<string, string> attributes, string key, RuleBook rules)
    {
        foreach (var (label, value) in attributes)
        {
            if (Says(value) && IsNamed(label, key, rules))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(string label, string key, RuleBook rules)
    {
        var normal = KeyText.OfName(label);
        return rules.Attributes.TryGetValue(key, out var words)
            ? words.Words.Contains(normal)
            : string.Equals(normal, KeyText.OfName(key), StringComparison.Ordinal);
    }

    private static bool IsAttached(CanonicalOrder order, string key, RuleBook rules)
    {
        if (order.Attachments.Count == 0 || !rules.Attributes.TryGetValue(key, out var words) || !words.Attachment)
        {
            return false;
        }

        foreach (var attachment in order.Attachments)
        {
            var name = KeyText.OfName(attachment.Name);
            foreach (var word in words.Words)
            {
                if (name.Contains(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}
