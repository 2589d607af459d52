namespace IntegrationHub.Core.Checks.Credit;

/// <summary>What an order costs.</summary>
internal static class OrderAmount
{
    /// <summary>Payable as stated, else what the lines add up to, a missing price taken from the price list; null where nothing tells.</summary>
    public static decimal? Of(CheckScope scope)
    {
        var order = scope.Order;
        if (order.Totals?.Payable is { } payable)
        {
            return payable;
        }

        if (order.Totals?.Goods is { } goods)
        {
            return Charged(scope, goods);
        }

        var sum = 0m;
        for (var i = 0; i < order.Lines.Count; i++)
        {
            if (Line(scope, i) is not { } amount || !Money.TryAdd(sum, amount, out sum))
            {
                return null;
            }
        }

        return order.Lines.Count == 0 ? null : Charged(scope, sum);
    }

    private static decimal? Line(CheckScope scope, int i)
    {
        var line = scope.Order.Lines[i];
        if (line.Amount is { } amount)
        {
            return amount;
        }

        var price = line.UnitPrice;
        if (price is null && (scope.MaterialOf(i)?.ItemCode ?? line.ItemCode) is { Length: > 0 } item && scope.IsLoaded(ReferenceTable.Prices))
        {
            price = scope.Context.FindPrice(scope.CustomerCode, item, scope.Order.Currency)?.UnitPrice;
        }

        return price is { } one && line.Quantity is { } quantity && Money.TryMultiply(one, quantity, out var product) ? product : null;
    }

    /// <summary>Freight and tax come on top where the source states them beside the goods.</summary>
    private static decimal? Charged(CheckScope scope, decimal goods)
    {
        var totals = scope.Order.Totals;
        return Money.TryAdd(goods, -Math.Abs(totals?.Discount ?? 0), out var sum) && Money.TryAdd(sum, totals?.Freight ?? 0, out sum)
            && Money.TryAdd(sum, totals?.Tax ?? 0, out sum)
            ? sum
            : null;
    }
}
