using System.Globalization;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>Whether quantities and prices can be, and quantity × price, amounts and totals agree.</summary>
internal static class ArithmeticCheck
{
    public static void Run(CheckScope scope)
    {
        var order = scope.Order;
        var halfCoin = Currencies.HalfCoin(order.Currency);
        var sum = new LineSum();
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            Quantity(scope, i, line);
            Price(scope, i, line);
            if (order.Totals is not null)
            {
                sum.Add(line);
            }

            if (line is { Quantity: { } quantity, UnitPrice: { } price, Amount: { } amount })
            {
                Amount(scope, i, line, quantity, price, amount, halfCoin);
            }
        }

        if (order.Totals?.Payable < 0)
        {
            scope.Add(PlausibilityFindings.PayableNegative, "totals.payable", order.Totals.Payable);
        }

        if (order.Totals is { } totals && sum.IsComplete && order.Lines.Count > 0)
        {
            TotalsCheck.Run(scope, totals, sum);
        }
    }

    private static void Quantity(CheckScope scope, int i, OrderLine line)
    {
        if (line.Quantity <= 0)
        {
            scope.AddLine(PlausibilityFindings.QuantityNotPositive, i, "quantity", line.LineNumber, line.Quantity);
        }
        else if (line.Quantity > scope.Rules.MaxQuantity)
        {
            scope.AddLine(PlausibilityFindings.QuantityAbsurd, i, "quantity", line.LineNumber, line.Quantity, scope.Rules.MaxQuantity);
        }
    }

    private static void Price(CheckScope scope, int i, OrderLine line)
    {
        if (line.UnitPrice < 0)
        {
            scope.AddLine(PlausibilityFindings.PriceNegative, i, "unitPrice", line.LineNumber, line.UnitPrice);
        }
        else if (line.UnitPrice == 0 && line.Amount is null or 0)
        {
            scope.AddLine(PlausibilityFindings.PriceZero, i, "unitPrice", line.LineNumber);
        }
    }

    private static void Amount(CheckScope scope, int i, OrderLine line, decimal quantity, decimal price, decimal amount, decimal halfCoin)
    {
        var fits = Money.TryMultiply(quantity, price, out var product);
        if (fits && (product == amount || Agrees(scope, line, quantity, price, product, amount, halfCoin)))
        {
            return;
        }

        var shown = fits ? decimal.Round(product, 4).ToString("0.####", CultureInfo.InvariantCulture) : "> 10^21";
        scope.AddLine(PlausibilityFindings.AmountMismatch, i, "amount", line.LineNumber, quantity, price, shown, amount);
    }

    private static bool Agrees(
        CheckScope scope, OrderLine line, decimal quantity, decimal price, decimal product, decimal amount, decimal halfCoin)
    {
        // The sheet may show a rounded price: half of its last digit times the quantity, but never more than one percent.
        var shownDigits = price.Scale;
        var rounding = shownDigits >= (halfCoin == 0.5m ? 0 : 2) && Money.TryMultiply(Math.Abs(quantity), HalfDigit(shownDigits), out var carried)
            ? Math.Min(carried, Math.Abs(amount) * 0.01m)
            : 0m;
        var allowed = Math.Max(scope.Rules.Line.Around(amount), halfCoin) + rounding;
        if (Math.Abs(product - amount) <= allowed)
        {
            return true;
        }

        if (Discount(line) is { } discount and > 0 and < 100 && Math.Abs((product * (1 - (discount / 100))) - amount) <= allowed)
        {
            return true;
        }

        // Price without tax beside an amount with tax, or the other way round, where the line states the rate.
        return line.TaxRate is { } rate and > 0 and < 1
            && (Math.Abs((product * (1 + rate)) - amount) <= allowed || Math.Abs(product - (amount * (1 + rate))) <= allowed * (1 + rate));
    }

    private static decimal? Discount(OrderLine line) =>
        line.Attributes.TryGetValue(OrderLine.DiscountPercent, out var text)
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent)
            ? Math.Abs(percent)
            : null;

    private static decimal HalfDigit(int digits) => new(5, 0, 0, false, (byte)Math.Min(28, digits + 1));
}
