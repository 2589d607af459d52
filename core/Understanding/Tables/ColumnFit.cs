using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>How well a column's values suit a meaning: 1 suits, 0 rules it out.</summary>
internal static class ColumnFit
{
    /// <summary>An empty column of a blank form means what it says; beside filled columns it gives way to one that has values.</summary>
    public static double Of(Concept concept, ColumnProfile p, bool tableIsEmpty)
    {
        if (p.Filled == 0)
        {
            return tableIsEmpty ? 0.85 : 0.5;
        }

        var numeric = p.Share(p.Numbers);
        return concept switch
        {
            Concept.Quantity or Concept.SecondQuantity or Concept.DeliveredQuantity or Concept.ReceivedQuantity or Concept.OpenQuantity
                or Concept.StockQuantity or Concept.PackagingQuantity => Quantity(p),
            Concept.UnitPrice or Concept.Amount or Concept.ListPrice or Concept.PriceWithTax or Concept.AmountWithTax or Concept.OtherPrice
                or Concept.TaxAmount or Concept.Discount or Concept.Freight => Money(p),
            Concept.PriceBasis => p.Share(p.Bases) >= 0.8 ? 1 : 0.05,
            Concept.TaxRate => p.BeyondRates > 0 ? 0.2 : numeric >= 0.5 && !VariesAsMoney(p) ? 1 : p.Numbers == 0 ? 0.25 : 0.4,
            Concept.DiscountPercent => p.Share(p.BeyondRates) >= 0.5 ? 0.2 : numeric >= 0.5 ? 1 : 0.4,
            Concept.OrderNumber or Concept.CustomerOrderNumber or Concept.SourceId or Concept.GroupKey => Number(p),
            Concept.ItemCode or Concept.CustomerItemCode or Concept.SupplierItemCode => ItemCode(p),
            Concept.ItemName => numeric > 0.7 ? 0.2 : p.Share(p.Dates) > 0.6 ? 0.1 : 1,
            Concept.Specification or Concept.Description => p.Share(p.Dates) > 0.6 ? 0.2 : 1,
            Concept.Unit => Unit(p),
            Concept.Currency => p.Share(p.Currencies) >= 0.6 ? 1 : numeric > 0.3 ? 0 : 0.4,
            Concept.OrderDate or Concept.DeliveryDate or Concept.RequestedDate or Concept.OtherDate or Concept.InvoiceDate
                or Concept.ValidUntil => Date(p),
            Concept.LineNumber => LineNumber(p),
            Concept.Customer or Concept.Supplier or Concept.ShipToName or Concept.Contact or Concept.GivenName or Concept.FamilyName or Concept.Salesperson =>
                p.Share(p.Units) > 0.6 ? 0.2 : numeric > 0.7 || p.Share(p.Dates) > 0.7 ? 0.3 : 1,
            Concept.PrintDate => 1,
            _ => p.Share(p.Dates) > 0.7 ? 0.3 : 1,
        };
    }

    private static double Quantity(ColumnProfile p)
    {
        var countable = p.Share(p.Numbers + p.NumbersWithUnit);
        return countable >= 0.8 ? 1 : countable >= 0.4 ? 0.75 : p.Share(p.Dates) > 0.5 ? 0.05 : 0.25;
    }

    private static double Money(ColumnProfile p)
    {
        var numeric = p.Share(p.Numbers + p.NumbersWithUnit);
        return numeric >= 0.7 ? 1 : numeric + p.Share(p.Placeholders) >= 0.6 ? 0.9 : numeric >= 0.3 ? 0.6 : 0.15;
    }

    /// <summary>Few rates apply to one order; sums of tax differ from row to row and have fractions.</summary>
    private static bool VariesAsMoney(ColumnProfile p) => p.Numbers >= 3 && p.Distinct * 2 > p.Filled && p.Integers * 2 < p.Numbers;

    private static double Number(ColumnProfile p) =>
        p.Share(p.Dates) > 0.6 && p.Numbers == 0 ? 0.3
        : p.Share(p.Sentences) > 0.3 ? 0.3
        : p.Share(p.Codes + p.Integers) >= 0.5 ? 1
        : p.Share(p.Codes + p.Integers + p.Tokens) >= 0.9 ? 0.85
        : 0.25;

    private static double ItemCode(ColumnProfile p) =>
        p.Share(p.Dates) > 0.6 ? 0.2
        : p.Numbers - p.Integers > p.Filled / 2 && p.MeanLength < 5 ? 0.4
        : p.Share(p.Sentences) > 0.5 ? 0.5
        : p.Share(p.Phrases) > 0.7 ? 0.5
        : p.Share(p.Codes + p.Integers) < 0.3 ? 0.7
        : 1;

    private static double Unit(ColumnProfile p) =>
        p.Share(p.Numbers) > 0.5 ? 0.1 : p.Share(p.Units) >= 0.5 ? 1 : p.MeanLength <= 8 ? 0.85 : 0.2;

    private static double Date(ColumnProfile p) =>
        p.Share(p.Dates) >= 0.5 ? 1 : p.Share(p.SerialLike) >= 0.8 || p.Share(p.CompactDays) >= 0.8 ? 1 : p.Share(p.Dates + p.SerialLike) > 0.3 ? 0.7 : p.Share(p.Numbers) > 0.5 ? 0.1 : p.HoldsOnly(TermText.IsTerm) ? 0.9 : 0.4;

    private static double LineNumber(ColumnProfile p) =>
        p.IsRunningNumber ? 1 : p.Share(p.Integers) > 0.8 && p.Distinct > p.Filled * 0.8 ? 0.95 : p.Share(p.Integers) > 0.5 ? 0.6 : 0.3;
}
