namespace IntegrationHub.Core.Checks.Reference;

/// <summary>One value of a row: what the file states, however it states it.</summary>
/// <param name="Where"><c>Sheet!B7</c>, <c>line:column</c> or a JSON Pointer.</param>
/// <param name="Caption">What the file calls the column.</param>
internal readonly record struct ReferenceValue(string Where, string Caption)
{
    /// <summary>Text as written; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>A number that the file holds as a number.</summary>
    public decimal? Number { get; init; }

    /// <summary>A date that the file holds as a date.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Items of a list.</summary>
    public IReadOnlyList<string>? List { get; init; }
}

/// <summary>One row by column name.</summary>
/// <param name="Where">Place of the row.</param>
/// <param name="Values">Values by column; one whose cell is blank is there for its place and caption alone.</param>
internal sealed record ReferenceRow(string Where, IReadOnlyDictionary<string, ReferenceValue> Values);
