using System.Globalization;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Supply;

/// <summary>Whether stock covers the order, else whether goods that are coming or production can by the date asked for.</summary>
internal static class SupplyCheck
{
    public static void Run(CheckScope scope)
    {
        if (!scope.IsLoaded(ReferenceTable.Stock))
        {
            return;
        }

        var taken = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var lines = scope.Order.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var material = scope.MaterialOf(i);
            if (line.Quantity is not (> 0 and { } quantity) || (material?.ItemCode ?? line.ItemCode) is not { Length: > 0 } item
                || (line.Unit is { } unit && material?.Unit is { } kept && !string.Equals(unit, kept, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            var stock = scope.Context.FindStock(item);
            if (stock is null && material is null)
            {
                if (!scope.Context.IsLoaded(ReferenceTable.Materials))
                {
                    scope.AddLine(SupplyFindings.NotListed, i, "itemCode", line.LineNumber, item);
                }

                continue;
            }

            taken.TryGetValue(item, out var before);
            if (!Money.TryAdd(before, quantity, out var after))
            {
                continue;
            }

            taken[item] = after;
            Line(scope, i, line, quantity, before, item, stock ?? new StockReference(item, 0, null, 0), material);
        }
    }

    private static void Line(
        CheckScope scope, int i, OrderLine line, decimal quantity, decimal before, string item, StockReference stock, MaterialReference? material)
    {
        var left = Math.Max(0, stock.Available - before);
        var missing = quantity - left;
        if (missing <= 0)
        {
            return;
        }

        var due = line.DeliveryDate ?? scope.Order.RequestedDate;
        var incomingLeft = stock.IncomingQuantity - Math.Max(0, before - Math.Max(0, stock.Available));
        var covered = stock.IncomingDate is not null && incomingLeft >= missing;
        if (covered && (due is null || stock.IncomingDate <= due))
        {
            scope.AddLine(SupplyFindings.FromIncoming, i, "quantity", line.LineNumber, item, missing, Iso(stock.IncomingDate!.Value));
        }
        else if (material?.LeadTimeDays is (>= 0 and < 36_500 and { } days) && (due is null || scope.Today.AddDays(days) <= due))
        {
            scope.AddLine(SupplyFindings.FromProduction, i, "quantity", line.LineNumber, item, missing, Iso(scope.Today.AddDays(days)));
        }
        else if (covered)
        {
            scope.AddLine(SupplyFindings.PromiseLater, i, "quantity", line.LineNumber, item, Iso(due!.Value), Iso(stock.IncomingDate!.Value));
        }
        else
        {
            scope.AddLine(SupplyFindings.Shortage, i, "quantity", line.LineNumber, item, quantity, left, missing);
        }
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
