using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>What a reference file holds. A table that the file does not speak of is null and stays as it is in the store.</summary>
public sealed record ReferenceData
{
    /// <summary>Customers by code.</summary>
    public IReadOnlyList<CustomerReference>? Customers { get; init; }

    /// <summary>Credit by customer; <see cref="CreditPosition.Reserved"/> is 0, the hub knows it itself.</summary>
    public IReadOnlyList<CreditPosition>? Credit { get; init; }

    /// <summary>Prices by customer, item and currency.</summary>
    public IReadOnlyList<PriceReference>? Prices { get; init; }

    /// <summary>Stock by item.</summary>
    public IReadOnlyList<StockReference>? Stock { get; init; }

    /// <summary>Materials by item.</summary>
    public IReadOnlyList<MaterialReference>? Materials { get; init; }

    /// <summary>Remarks; an error means that a table, or the file, could not be taken at all.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Rows that were left out because a value of theirs is wrong; the remarks say which.</summary>
    public int Dropped { get; init; }

    /// <summary>Rows over all tables.</summary>
    public int Count =>
        (Customers?.Count ?? 0) + (Credit?.Count ?? 0) + (Prices?.Count ?? 0) + (Stock?.Count ?? 0) + (Materials?.Count ?? 0);
}
