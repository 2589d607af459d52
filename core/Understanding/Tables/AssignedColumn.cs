using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>A column and what it was found to mean.</summary>
/// <param name="Header">The column's caption.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Profile">What its values look like.</param>
internal sealed record AssignedColumn(HeaderCell Header, Concept Meaning, decimal Confidence, ColumnProfile Profile)
{
    /// <summary>Another column that its caption and its values would have let mean the same as well; null where none came close.</summary>
    public HeaderCell? Rival { get; init; }

    /// <summary>Of a column of discounts: how it states them.</summary>
    public DiscountStyle Discounts { get; init; }
}
