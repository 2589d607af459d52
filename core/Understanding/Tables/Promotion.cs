using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>A meaning that no column has is filled by its nearest relative: the price with tax is the price where no other is stated.</summary>
internal static class Promotion
{
    private static readonly (Concept Missing, Concept[] Relatives)[] Relations =
    [
        (Concept.ItemCode, [Concept.CustomerItemCode, Concept.SupplierItemCode, Concept.Barcode]),
        (Concept.ItemName, [Concept.Description]),
        (Concept.Specification, [Concept.Size]),
        (Concept.UnitPrice, [Concept.PriceWithTax, Concept.ListPrice]),
        (Concept.Amount, [Concept.AmountWithTax]),
        (Concept.OrderNumber, [Concept.CustomerOrderNumber, Concept.Contract]),
        (Concept.DeliveryDate, [Concept.RequestedDate]),
    ];

    /// <param name="columns">The columns found; changed in place.</param>
    /// <param name="titleHasOrderNumber">True where the title block numbers the order: then a contract's number per line is only that.</param>
    public static void Fill(List<AssignedColumn> columns, bool titleHasOrderNumber)
    {
        foreach (var (missing, relatives) in Relations)
        {
            if (missing == Concept.OrderNumber && titleHasOrderNumber || columns.Exists(c => c.Meaning == missing && c.Profile.Filled > 0))
            {
                continue;
            }

            foreach (var relative in relatives)
            {
                var at = columns.FindIndex(c => c.Meaning == relative && c.Profile.Filled > 0);
                if (at >= 0)
                {
                    columns.RemoveAll(c => c.Meaning == missing);
                    at = columns.FindIndex(c => c.Meaning == relative);
                    columns[at] = columns[at] with { Meaning = missing };
                    break;
                }
            }
        }
    }
}
