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
        (Concept.OrderNumber, [Concept.CustomerOrderNumber]),
        (Concept.DeliveryDate, [Concept.RequestedDate]),
    ];

    public static void Fill(List<AssignedColumn> columns)
    {
        foreach (var (missing, relatives) in Relations)
        {
            if (columns.Exists(c => c.Meaning == missing && c.Profile.Filled > 0))
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
