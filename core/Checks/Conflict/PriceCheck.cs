using System.Globalization;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Conflict;

/// <summary>Compares a line's price with the agreed one.</summary>
internal static class PriceCheck
{
    public static void Run(CheckScope scope, int i, OrderLine line)
    {
        var item = scope.MaterialOf(i)?.ItemCode ?? line.ItemCode;
        if (string.IsNullOrWhiteSpace(item) || PriceOf(line) is not { } price || price < 0)
        {
            return;
        }

        // Listed in other currencies only is not the same as not listed: what to add differs.
        if ((scope.Context.FindPrice(scope.CustomerCode, item, scope.Order.Currency) ?? scope.Context.FindPrice(scope.CustomerCode, item, null)) is not { } agreed)
        {
            scope.AddLine(ConflictFindings.PriceNotListed, i, "unitPrice", line.LineNumber, item);
            return;
        }

        if (scope.Order.Currency is { } currency && !string.Equals(currency, agreed.Currency, StringComparison.OrdinalIgnoreCase))
        {
            scope.AddLine(ConflictFindings.PriceCurrency, i, "unitPrice", line.LineNumber, item, currency, agreed.Currency);
            return;
        }

        if (Within(price, agreed))
        {
            return;
        }

        var shown = price.ToString("0.######", CultureInfo.InvariantCulture);
        if (line.TaxRate is { } rate and > 0 and < 1 && Money.TryMultiply(price, 1 + rate, out var taxed)
            && (Within(taxed, agreed) || Within(price / (1 + rate), agreed)))
        {
            scope.AddLine(ConflictFindings.PriceTaxBasis, i, "unitPrice", line.LineNumber, item, shown, agreed.UnitPrice, agreed.Currency);
            return;
        }

        scope.AddLine(
            ConflictFindings.PriceDiffers, i, "unitPrice", line.LineNumber, item, shown, agreed.UnitPrice, agreed.Currency,
            Percent(price, agreed.UnitPrice), agreed.TolerancePercent);
    }

    /// <summary>The price as stated, else amount divided by quantity.</summary>
    private static decimal? PriceOf(OrderLine line) => line switch
    {
        { UnitPrice: { } price } => price,
        { Amount: { } amount, Quantity: > 0 and { } quantity } when Money.TryAdd(amount, 0, out _) && quantity >= 0.000001m =>
            decimal.Round(amount / quantity, 6),
        _ => null,
    };

    private static bool Within(decimal price, PriceReference agreed)
    {
        // A hundredth of a percent is rounding, not another price.
        var percent = Math.Max(agreed.TolerancePercent, 0.01m);
        return Money.TryMultiply(agreed.UnitPrice, percent, out var allowed) && Money.TryAdd(price, -agreed.UnitPrice, out var difference)
            && Math.Abs(difference) <= Math.Abs(allowed) / 100m;
    }

    private static string Percent(decimal price, decimal agreed) =>
        agreed != 0 && Money.TryAdd(price, -agreed, out var difference) && Money.TryMultiply(difference, 100m, out var hundredfold)
            && Math.Abs(agreed) >= 0.000001m
            ? decimal.Round(hundredfold / agreed, 2).ToString("+0.##;-0.##", CultureInfo.InvariantCulture)
            : "∞";
}
