using System.Globalization;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Conflict;

/// <summary>Whether prices, drawing revisions, units and dates agree with what is in force.</summary>
internal static class ConflictCheck
{
    public static void Run(CheckScope scope)
    {
        var prices = scope.IsLoaded(ReferenceTable.Prices);
        var lines = scope.Order.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (prices)
            {
                PriceCheck.Run(scope, i, line);
            }

            if (scope.MaterialOf(i) is { } material)
            {
                Revision(scope, i, line, material);
                LeadTime(scope, i, line, material);
                if (line.Unit is { } unit && material.Unit is { } kept && !string.Equals(unit, kept, StringComparison.OrdinalIgnoreCase))
                {
                    scope.AddLine(ConflictFindings.UnitDiffers, i, "unit", line.LineNumber, material.ItemCode, line.UnitText ?? unit, kept);
                }
            }
        }
    }

    private static void Revision(CheckScope scope, int i, OrderLine line, MaterialReference material)
    {
        if (!string.IsNullOrWhiteSpace(line.DrawingRevision) && !string.IsNullOrWhiteSpace(material.DrawingRevision)
            && !Fingerprints.KeyText.SameCode(line.DrawingRevision, material.DrawingRevision))
        {
            scope.AddLine(
                ConflictFindings.RevisionDiffers, i, "drawingRevision", line.LineNumber, material.ItemCode, line.DrawingRevision,
                material.DrawingRevision);
        }
    }

    private static void LeadTime(CheckScope scope, int i, OrderLine line, MaterialReference material)
    {
        if ((line.DeliveryDate ?? scope.Order.RequestedDate) is not { } due || due < scope.Today
            || material.LeadTimeDays is not (> 0 and < 36_500 and { } days))
        {
            return;
        }

        var ready = scope.Today.AddDays(days);
        if (due >= ready || IsInStock(scope, line, material))
        {
            return;
        }

        scope.AddLine(
            ConflictFindings.InsideLeadTime, i, line.DeliveryDate is null ? "requestedDate" : "deliveryDate", line.LineNumber, material.ItemCode,
            Iso(due), days, Iso(ready));
    }

    private static bool IsInStock(CheckScope scope, OrderLine line, MaterialReference material) =>
        scope.Context.IsLoaded(ReferenceTable.Stock)
        && (line.Unit is null || material.Unit is null || string.Equals(line.Unit, material.Unit, StringComparison.OrdinalIgnoreCase))
        && scope.Context.FindStock(material.ItemCode) is { } stock && stock.Available >= (line.Quantity ?? 0);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
