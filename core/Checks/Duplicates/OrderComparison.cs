using System.Globalization;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Duplicates;

/// <summary>What two statements of one order say differently, by the same normal forms as <see cref="ContentHashes"/>.</summary>
internal static class OrderComparison
{
    /// <summary>Differences beyond this are counted, not listed.</summary>
    public const int MaxListed = 12;

    /// <summary>The differences as a person reads them: <c>lines[0].quantity: 10 → 12</c>; empty where both say the same.</summary>
    public static Said Describe(CanonicalOrder old, CanonicalOrder now)
    {
        var en = new List<string>();
        var zh = new List<string>();
        var count = 0;
        foreach (var (field, before, after) in Between(old, now))
        {
            count++;
            if (en.Count < MaxListed)
            {
                en.Add($"{field}: {Shown(before)} → {Shown(after)}");
                zh.Add($"{OrderTerms.Chinese(field)}：{Shown(before)} → {Shown(after)}");
            }
        }

        return count > MaxListed
            ? new Said($"{string.Join("; ", en)}; … +{count - MaxListed}", $"{string.Join("；", zh)}；…… 另有 {count - MaxListed} 处")
            : new Said(string.Join("; ", en), string.Join("；", zh));
    }

    /// <summary>True where both say the same.</summary>
    public static bool IsSame(CanonicalOrder old, CanonicalOrder now)
    {
        foreach (var difference in Between(old, now))
        {
            return false;
        }

        return true;
    }

    /// <summary>Each member that differs, with what it was and is.</summary>
    public static IEnumerable<(string Field, string? Old, string? New)> Between(CanonicalOrder old, CanonicalOrder now)
    {
        foreach (var (field, read) in Head)
        {
            if (Differ(read(old), read(now)))
            {
                yield return (field, read(old), read(now));
            }
        }

        foreach (var difference in Attributes("attributes", old.Attributes, now.Attributes))
        {
            yield return difference;
        }

        foreach (var (before, after, index) in LinePairs.Of(old.Lines, now.Lines))
        {
            if (before is null || after is null)
            {
                yield return ($"lines[{index}]", LineText.Of(before), LineText.Of(after));
                continue;
            }

            foreach (var (field, read) in Line)
            {
                if (Differ(read(before), read(after)))
                {
                    yield return ($"lines[{index}].{field}", read(before), read(after));
                }
            }

            foreach (var difference in Attributes($"lines[{index}].attributes", before.Attributes, after.Attributes))
            {
                yield return difference;
            }
        }
    }

    private static readonly (string Field, Func<CanonicalOrder, string?> Read)[] Head =
    [
        ("orderDate", o => LineText.Date(o.OrderDate)),
        ("requestedDate", o => LineText.Date(o.RequestedDate)),
        ("currency", o => o.Currency),
        ("priority.urgent", o => o.Priority is { Urgent: true } ? "true" : null),
        ("shipTo.name", o => o.ShipTo?.Name),
        ("shipTo.phone", o => o.ShipTo?.Phone),
        ("shipTo.country", o => o.ShipTo?.Country),
        ("shipTo.province", o => o.ShipTo?.Province),
        ("shipTo.city", o => o.ShipTo?.City),
        ("shipTo.district", o => o.ShipTo?.District),
        ("shipTo.street", o => o.ShipTo?.Street),
        ("shipTo.postcode", o => o.ShipTo?.Postcode),
        ("totals.goods", o => LineText.Number(o.Totals?.Goods)),
        ("totals.discount", o => LineText.Number(o.Totals?.Discount)),
        ("totals.freight", o => LineText.Number(o.Totals?.Freight)),
        ("totals.tax", o => LineText.Number(o.Totals?.Tax)),
        ("totals.payable", o => LineText.Number(o.Totals?.Payable)),
        ("remarks", o => o.Remarks),
    ];

    private static readonly (string Field, Func<OrderLine, string?> Read)[] Line =
    [
        ("itemCode", l => l.ItemCode),
        ("customerItemCode", l => l.CustomerItemCode),
        ("itemName", l => l.ItemName),
        ("specification", l => l.Specification),
        ("quantity", l => LineText.Number(l.Quantity)),
        ("unit", l => l.Unit ?? l.UnitText),
        ("unitPrice", l => LineText.Number(l.UnitPrice)),
        ("amount", l => LineText.Number(l.Amount)),
        ("taxRate", l => LineText.Number(l.TaxRate)),
        ("deliveryDate", l => LineText.Date(l.DeliveryDate)),
        ("drawingRevision", l => l.DrawingRevision),
        ("remarks", l => l.Remarks),
    ];

    private static IEnumerable<(string Field, string? Old, string? New)> Attributes(
        string field, IReadOnlyDictionary<string, string> old, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (label, before) in old)
        {
            var after = now.GetValueOrDefault(label);
            if (Differ(before, after))
            {
                yield return ($"{field}.{label}", before, after);
            }
        }

        foreach (var (label, after) in now)
        {
            if (!old.ContainsKey(label) && !string.IsNullOrWhiteSpace(after))
            {
                yield return ($"{field}.{label}", null, after);
            }
        }
    }

    private static bool Differ(string? a, string? b) => !string.Equals(a, b, StringComparison.Ordinal) && !KeyText.SameCode(a, b);

    private static string Shown(string? value) =>
        string.IsNullOrWhiteSpace(value) ? "–" : value.Length <= 80 ? value : string.Create(CultureInfo.InvariantCulture, $"{value.AsSpan(0, 79)}…");
}
