namespace IntegrationHub.Core.Spreadsheets;

/// <summary>A number format code as the file writes it, classified once. Instances are interned per workbook: compare by reference.</summary>
/// <param name="Code">The format code, e.g. <c>0"PCs"</c>, <c>yyyy/m/d</c>, <c>[$€-407] #,##0.00</c>.</param>
public sealed record NumberFormat(string Code)
{
    /// <summary>True where the code displays a calendar date (letters inside quotes, brackets or after a backslash do not count).</summary>
    public bool IsDate { get; init; }

    /// <summary>True where the code displays only a time or a duration.</summary>
    public bool IsTime { get; init; }

    /// <summary>True where the displayed value is the stored one times 100.</summary>
    public bool IsPercent { get; init; }

    /// <summary>Literal text behind the digits, e.g. <c>PCs</c> for <c>0"PCs"</c>; null when none. A unit often lives here.</summary>
    public string? Suffix { get; init; }

    /// <summary>Literal text before the digits, e.g. <c>PO-</c> for <c>"PO-"00000</c>; null when none. It belongs to a number that identifies.</summary>
    public string? Prefix { get; init; }

    /// <summary>Digits shown behind the point; null where the code shows as many as there are.</summary>
    public int? Decimals { get; init; }

    /// <summary>ISO 4217 code that the format names by symbol or locale, e.g. <c>EUR</c>; null when none or ambiguous.</summary>
    public string? Currency { get; init; }

    /// <summary>Number of digits to pad to when the code is all zeros, e.g. 8 for <c>00000000</c>; 0 otherwise.</summary>
    public int ZeroPadding { get; init; }
}
