namespace IntegrationHub.Core.Spreadsheets;

/// <summary>What the file shows of a cell besides its value.</summary>
[Flags]
public enum CellMarks : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The whole cell is struck through.</summary>
    Struck = 1,

    /// <summary>The cell stands in a hidden column.</summary>
    HiddenColumn = 2,
}
