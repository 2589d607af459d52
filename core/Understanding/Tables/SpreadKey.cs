namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>What a column of quantities stands for where a row spreads its quantity over several: a size, or a delivery date.</summary>
/// <param name="Size">Size as written; null for a date.</param>
/// <param name="Date">Delivery date; null for a size.</param>
internal readonly record struct SpreadKey(string? Size, DateOnly? Date)
{
    /// <summary>True for a weekday, which <see cref="Size"/> then names.</summary>
    public bool IsWeekday { get; init; }
}
