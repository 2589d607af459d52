using IntegrationHub.Core.Checks.Duplicates;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Fingerprints;

/// <summary>
/// Hashes over what an order asks for. Lines are summed, so their order does not matter.
/// <see cref="OrderComparison"/> compares the same members by the same normal forms: what differs here is named there.
/// </summary>
/// <param name="Hash">Everything that makes the content the same, without customer and number.</param>
/// <param name="Smallest1">First min-hash over (item, quantity) of the lines.</param>
/// <param name="Smallest2">Second, independent one.</param>
internal readonly record struct ContentHashes(ulong Hash, ulong Smallest1, ulong Smallest2)
{
    public static ContentHashes Of(CanonicalOrder order, ref KeyText key)
    {
        var lines = 0UL;
        var smallest1 = ulong.MaxValue;
        var smallest2 = ulong.MaxValue;
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            var item = ItemOf(line, ref key);
            var ordered = Mix.Add(item, line.Quantity);
            smallest1 = Math.Min(smallest1, Mix.Add(ordered, Mix.Seed1));
            smallest2 = Math.Min(smallest2, Mix.Add(ordered, Mix.Seed2));
            lines += LineOf(line, ordered, ref key);
        }

        return new ContentHashes(Mix.Add(HeadOf(order, ref key), lines), smallest1, smallest2);
    }

    /// <summary>The item by its code, else by name and specification.</summary>
    private static ulong ItemOf(OrderLine line, ref KeyText key)
    {
        key.Clear();
        WriteItem(ref key, line);
        return Mix.Add(Mix.Seed2, key.Written);
    }

    /// <summary>Appends what identifies the item of a line.</summary>
    public static void WriteItem(ref KeyText key, OrderLine line)
    {
        if (!string.IsNullOrWhiteSpace(line.ItemCode))
        {
            key.Code(line.ItemCode);
        }
        else
        {
            key.Code(line.ItemName);
            key.Mark('\u001F');
            key.Code(line.Specification);
        }
    }

    private static ulong LineOf(OrderLine line, ulong hash, ref KeyText key)
    {
        hash = Mix.Add(hash, line.UnitPrice);
        hash = Mix.Add(hash, line.Amount);
        hash = Mix.Add(hash, line.TaxRate);
        hash = Mix.Add(hash, line.DeliveryDate);
        hash = Text(hash, line.Unit ?? line.UnitText, ref key);
        hash = Text(hash, line.CustomerItemCode, ref key);
        hash = Text(hash, line.ItemName, ref key);
        hash = Text(hash, line.Specification, ref key);
        hash = Text(hash, line.DrawingRevision, ref key);
        hash = Text(hash, line.Remarks, ref key);
        return Attributes(hash, line.Attributes, ref key);
    }

    private static ulong HeadOf(CanonicalOrder order, ref KeyText key)
    {
        var hash = Mix.Add(Mix.Seed1, order.OrderDate);
        hash = Mix.Add(hash, order.RequestedDate);
        hash = Text(hash, order.Currency, ref key);
        hash = Text(hash, order.Remarks, ref key);
        hash = Mix.Add(hash, order.Priority is { Urgent: true } ? 1UL : 0UL);
        var to = order.ShipTo;
        hash = Text(hash, to?.Name, ref key);
        hash = Text(hash, to?.Phone, ref key);
        hash = Text(hash, to?.Country, ref key);
        hash = Text(hash, to?.Province, ref key);
        hash = Text(hash, to?.City, ref key);
        hash = Text(hash, to?.District, ref key);
        hash = Text(hash, to?.Street, ref key);
        hash = Text(hash, to?.Postcode, ref key);
        var totals = order.Totals;
        hash = Mix.Add(hash, totals?.Goods);
        hash = Mix.Add(hash, totals?.Discount);
        hash = Mix.Add(hash, totals?.Freight);
        hash = Mix.Add(hash, totals?.Tax);
        hash = Mix.Add(hash, totals?.Payable);
        return Attributes(hash, order.Attributes, ref key);
    }

    private static ulong Attributes(ulong hash, IReadOnlyDictionary<string, string> attributes, ref KeyText key)
    {
        if (attributes.Count == 0)
        {
            return hash;
        }

        var sum = 0UL;
        foreach (var (name, value) in attributes)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                sum += Text(Text(Mix.Seed2, name, ref key), value, ref key);
            }
        }

        return sum == 0 ? hash : Mix.Add(hash, sum);
    }

    private static ulong Text(ulong hash, string? text, ref KeyText key)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Mix.Add(hash, 0UL);
        }

        key.Clear();
        key.Code(text);
        return Mix.Add(hash, key.Written);
    }
}
