using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>
/// Whether the lines add up to the stated totals. Sheets do not say whether discount, freight and tax are in a figure already, so any
/// combination of them that explains the figure is taken.
/// </summary>
internal static class TotalsCheck
{
    public static void Run(CheckScope scope, OrderTotals totals, in LineSum sum)
    {
        // A form whose total is still zero states none.
        var payable = totals.Payable is 0 ? null : totals.Payable;
        var isPayableExplained = payable is { } stated && Explains(scope, stated, sum, totals, withCharges: true);
        if (payable is not null && !isPayableExplained)
        {
            scope.Add(UnderstandingFindings.TotalMismatch, "totals.payable", Round(sum.Amounts), payable);
        }

        // Packing or carriage may stand above the subtotal; that it does, the sum to be paid proves.
        if (totals.Goods is { } goods and not 0 && !Explains(scope, goods, sum, totals, withCharges: false)
            && !(isPayableExplained && Explains(scope, goods, sum, totals, withCharges: true)))
        {
            // A subtotal that is off does no harm where what is to be paid is right.
            scope.AddAs(
                UnderstandingFindings.TotalMismatch, isPayableExplained ? Severity.Warning : null, -1, "totals.goods", Round(sum.Amounts), goods);
        }
    }

    private static bool Explains(CheckScope scope, decimal stated, in LineSum sum, OrderTotals totals, bool withCharges)
    {
        // Every line may be rounded by itself.
        var allowed = Math.Max(scope.Rules.Total.Around(stated), Currencies.HalfCoin(scope.Order.Currency) * (sum.Count + 1));

        // 抹零: the small change is let go where the figure is a whole number.
        var change = decimal.Truncate(stated) == stated ? 1m : 0m;
        if (Meets(sum.Amounts, stated, allowed, change) || Meets(sum.Products, stated, allowed, change)
            || Meets(sum.Amounts + sum.Tax, stated, allowed, change) || Meets(sum.Amounts - sum.TaxWithin, stated, allowed, change))
        {
            return true;
        }

        for (var use = 1; use < 8; use++)
        {
            if ((!withCharges && (use & 2) != 0) || !Charges(totals, use, out var charges))
            {
                continue;
            }

            if (Meets(sum.Amounts + charges, stated, allowed, change) || Meets(sum.Products + charges, stated, allowed, change)
                || Meets(sum.Amounts + sum.Tax + charges, stated, allowed, change)
                || (!withCharges && (use & 4) != 0 && totals.Tax is { } tax && Meets(sum.Amounts - tax, stated, allowed, change)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Charges(OrderTotals totals, int use, out decimal charges)
    {
        charges = 0;
        return ((use & 1) == 0 || (totals.Discount is { } discount && Money.TryAdd(charges, -Math.Abs(discount), out charges)))
            && ((use & 2) == 0 || (totals.Freight is { } freight && Money.TryAdd(charges, freight, out charges)))
            && ((use & 4) == 0 || (totals.Tax is { } tax && Money.TryAdd(charges, tax, out charges)));
    }

    private static bool Meets(decimal computed, decimal stated, decimal allowed, decimal change)
    {
        var difference = computed - stated;
        return Math.Abs(difference) <= allowed || (difference >= 0 && difference < change);
    }

    private static string Round(decimal sum) => decimal.Round(sum, 4).ToString("0.####", CultureInfo.InvariantCulture);
}
