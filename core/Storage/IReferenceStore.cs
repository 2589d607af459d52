using IntegrationHub.Core.Checks;

namespace IntegrationHub.Core.Storage;

/// <summary>How rows meet the table.</summary>
public enum ReferenceMode
{
    /// <summary>The rows are the whole table from now on.</summary>
    Replace,

    /// <summary>Rows with a known key are replaced, others added.</summary>
    Upsert,
}

/// <summary>What a load changed.</summary>
/// <param name="Table">Which table.</param>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows that were there with other content.</param>
/// <param name="Unchanged">Rows that were there already.</param>
/// <param name="Removed">Rows that a replacing load dropped.</param>
public sealed record ReferenceLoad(ReferenceTable Table, long Added, long Changed, long Unchanged, long Removed);

/// <summary>Loads reference tables; each load is one transaction, seen by the next order as a whole.</summary>
public interface IReferenceStore
{
    /// <summary>Customers, by code.</summary>
    Task<ReferenceLoad> LoadAsync(IReadOnlyList<CustomerReference> rows, ReferenceMode mode, CancellationToken cancellation = default);

    /// <summary>Credit, by customer code; <see cref="CreditPosition.Reserved"/> is the hub's own and ignored.</summary>
    Task<ReferenceLoad> LoadAsync(IReadOnlyList<CreditPosition> rows, ReferenceMode mode, CancellationToken cancellation = default);

    /// <summary>Prices, by customer, item and currency.</summary>
    Task<ReferenceLoad> LoadAsync(IReadOnlyList<PriceReference> rows, ReferenceMode mode, CancellationToken cancellation = default);

    /// <summary>Stock, by item.</summary>
    Task<ReferenceLoad> LoadAsync(IReadOnlyList<StockReference> rows, ReferenceMode mode, CancellationToken cancellation = default);

    /// <summary>Materials, by item code.</summary>
    Task<ReferenceLoad> LoadAsync(IReadOnlyList<MaterialReference> rows, ReferenceMode mode, CancellationToken cancellation = default);
}
