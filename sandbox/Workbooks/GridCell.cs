namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>One cell of a sheet in memory: what is shown, and the number behind it where there is one.</summary>
/// <param name="Display">What a person reads, and what text formats hold.</param>
internal sealed record GridCell(string Display)
{
    /// <summary>The stored number; null for text.</summary>
    public decimal? Number { get; init; }

    public CellStyle Style { get; init; } = CellStyle.General;

    /// <summary>Formula text without the equals sign.</summary>
    public string? Formula { get; init; }

    /// <summary>False where the writing program never computed the formula.</summary>
    public bool Computed { get; init; } = true;
}
