using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Duplicates;

/// <summary>Pairs the lines of two statements of an order: by item, among equal items first those with the same quantity and date.</summary>
internal static class LinePairs
{
    // A thousand lines of one item are paired in the order they stand rather than each with each.
    private const int MaxLookedAt = 64;

    /// <summary>Every line of both once; the index is that of the new line, or of the old one where it is gone.</summary>
    public static IEnumerable<(OrderLine? Old, OrderLine? New, int Index)> Of(IReadOnlyList<OrderLine> old, IReadOnlyList<OrderLine> now)
    {
        var open = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < old.Count; i++)
        {
            var item = ItemOf(old[i]);
            if (!open.TryGetValue(item, out var lines))
            {
                open[item] = lines = [];
            }

            lines.Add(i);
        }

        var partner = new int[now.Count];
        for (var pass = 2; pass >= 0; pass--)
        {
            for (var i = 0; i < now.Count; i++)
            {
                if (pass == 2)
                {
                    partner[i] = -1;
                }

                if (partner[i] < 0 && open.TryGetValue(ItemOf(now[i]), out var lines))
                {
                    partner[i] = Take(lines, old, now[i], pass);
                }
            }
        }

        for (var i = 0; i < now.Count; i++)
        {
            yield return (partner[i] < 0 ? null : old[partner[i]], now[i], i);
        }

        foreach (var lines in open.Values)
        {
            foreach (var gone in lines)
            {
                yield return (old[gone], null, gone);
            }
        }
    }

    /// <summary>What identifies the item of a line.</summary>
    public static string ItemOf(OrderLine line)
    {
        var key = new KeyText(stackalloc char[96]);
        ContentHashes.WriteItem(ref key, line);
        var item = key.Written.ToString();
        key.Dispose();
        return item;
    }

    /// <summary>Pass 2 wants quantity and date, pass 1 quantity, pass 0 takes the first.</summary>
    private static int Take(List<int> lines, IReadOnlyList<OrderLine> old, OrderLine line, int pass)
    {
        for (var k = 0; k < Math.Min(lines.Count, MaxLookedAt); k++)
        {
            var candidate = old[lines[k]];
            if ((pass < 1 || candidate.Quantity == line.Quantity) && (pass < 2 || candidate.DeliveryDate == line.DeliveryDate))
            {
                var taken = lines[k];
                lines.RemoveAt(k);
                return taken;
            }
        }

        return -1;
    }
}
