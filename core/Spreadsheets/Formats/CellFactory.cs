namespace IntegrationHub.Core.Spreadsheets.Formats;

/// <summary>Makes a cell of a stored number: the format decides whether it is a date, a time or a number.</summary>
internal static class CellFactory
{
    /// <summary>The cell for a stored number.</summary>
    /// <param name="column">Zero-based column.</param>
    /// <param name="number">The stored value.</param>
    /// <param name="format">The cell's format.</param>
    /// <param name="shift">Days to add to dates: 1462 in a workbook of the 1904 date system.</param>
    public static Cell Number(int column, decimal number, NumberFormat? format, int shift)
    {
        if (format is not null)
        {
            if (format.IsDate && SerialDate.IsValid(number + shift))
            {
                return new Cell { Column = column, Kind = CellKind.DateTime, Number = number + shift, Format = format };
            }

            if (format.IsTime)
            {
                return new Cell { Column = column, Kind = CellKind.Time, Number = number, Format = format };
            }
        }

        return new Cell { Column = column, Kind = CellKind.Number, Number = number, Format = format };
    }

    public static Cell Text(int column, string text, NumberFormat? format = null) =>
        new() { Column = column, Kind = CellKind.Text, Text = text, Format = format };

    public static Cell Error(int column, string text) => new() { Column = column, Kind = CellKind.Error, Text = text };

    public static Cell Boolean(int column, bool value) => new() { Column = column, Kind = CellKind.Boolean, Number = value ? 1 : 0 };
}
