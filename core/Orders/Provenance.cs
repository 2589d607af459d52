namespace IntegrationHub.Core.Orders;

/// <summary>
/// Where an order's values came from. Line fields are one pattern per column (<c>lines[].quantity</c> → <c>Sheet1!D{row}</c>)
/// plus <see cref="Rows"/>, the source row of each line; a line that differs has its own path (<c>lines[3].quantity</c>).
/// </summary>
public sealed record Provenance
{
    /// <summary>Id of the archived document.</summary>
    public string? Document { get; init; }

    /// <summary>Name of the mapping file; null where the hub understood the document by itself.</summary>
    public string? Mapping { get; init; }

    /// <summary>Version of the mapping file.</summary>
    public string? MappingVersion { get; init; }

    /// <summary>Path of the order/v1 member → source. Orders of one table share the same instance.</summary>
    public IReadOnlyDictionary<string, FieldSource> Fields { get; init => field = value ?? EmptyFields; } = EmptyFields;

    /// <summary>Source row (one-based) of each line, in line order.</summary>
    public IReadOnlyList<int> Rows { get; init => field = value ?? []; } = [];

    private static readonly IReadOnlyDictionary<string, FieldSource> EmptyFields = new Dictionary<string, FieldSource>(0);
}

/// <summary>The place a value was read from and how sure the hub is of its meaning.</summary>
/// <param name="Source"><c>Sheet!B7</c>, <c>Sheet!B{row}</c>, <c>line:column</c>, a JSON Pointer, or <c>sender</c>.</param>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct FieldSource(string Source, decimal Confidence);
