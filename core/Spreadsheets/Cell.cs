namespace IntegrationHub.Core.Spreadsheets;

/// <summary>What a cell holds.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Text in <see cref="Cell.Text"/>.</summary>
    Text,

    /// <summary>A number in <see cref="Cell.Number"/> (15 significant digits, as Excel shows).</summary>
    Number,

    /// <summary>A date, or date and time: <see cref="Cell.Number"/> is the serial in the 1900 date system whatever the workbook uses.</summary>
    DateTime,

    /// <summary>A time of day or duration: <see cref="Cell.Number"/> is in days.</summary>
    Time,

    /// <summary>True (1) or false (0) in <see cref="Cell.Number"/>.</summary>
    Boolean,

    /// <summary>An error value such as <c>#N/A</c>, in <see cref="Cell.Text"/>.</summary>
    Error,

    /// <summary>A formula whose result the file does not hold; never read as zero or empty.</summary>
    FormulaWithoutValue,
}

/// <summary>One cell of a row as the file states it. Text is verbatim: not trimmed, not normalised.</summary>
public readonly record struct Cell
{
    /// <summary>Zero-based column: 0 is A.</summary>
    public required int Column { get; init; }

    /// <summary>What the cell holds.</summary>
    public required CellKind Kind { get; init; }

    /// <summary>Text of <see cref="CellKind.Text"/> and <see cref="CellKind.Error"/>; null otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>Value of number, date, time and boolean cells.</summary>
    public decimal Number { get; init; }

    /// <summary>How the file displays the value; null means General.</summary>
    public NumberFormat? Format { get; init; }

    /// <summary>How the file shows the cell: struck through, or in a hidden column.</summary>
    public CellMarks Marks { get; init; }

    /// <summary>The instant without a zone that a <see cref="CellKind.DateTime"/> cell states.</summary>
    public DateTime DateTime => SerialDate.ToDateTime(Number);
}
