namespace IntegrationHub.Core.Checks.Reference;

/// <summary>One value of a row: what the file states, however it states it.</summary>
/// <param name="Where"><c>Sheet!B7</c>, <c>line:column</c> or a JSON Pointer.</param>
internal readonly record struct ReferenceValue(string Where)
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
/// <param name="Values">Values present.</param>
internal sealed record ReferenceRow(string Where, IReadOnlyDictionary<string, ReferenceValue> Values);
