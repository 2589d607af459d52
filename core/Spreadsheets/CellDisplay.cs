using System.Globalization;

namespace IntegrationHub.Core.Spreadsheets;

/// <summary>
/// What a cell reads as, independent of any locale: numbers invariant, dates ISO, and otherwise as displayed where the format
/// adds to the value: padding zeros, a unit behind it, a prefix before it.
/// </summary>
public static class CellDisplay
{
    /// <summary>The text of a cell; empty for an empty one.</summary>
    public static string Text(in Cell cell) => cell.Kind switch
    {
        CellKind.Text or CellKind.Error => cell.Text ?? string.Empty,
        CellKind.Number => Number(cell.Number, cell.Format),
        CellKind.DateTime => Date(cell.DateTime),
        CellKind.Time => Time(cell.Number),
        CellKind.Boolean => cell.Number != 0 ? "TRUE" : "FALSE",
        _ => string.Empty,
    };

    private static string Number(decimal value, NumberFormat? format)
    {
        if (format is null || (format.ZeroPadding == 0 && format.Suffix is null && format.Prefix is null))
        {
            return Invariant(value);
        }

        var shown = format.IsPercent ? value * 100 : value;
        if (format.Decimals is { } decimals and <= 28)
        {
            shown = decimal.Round(shown, decimals, MidpointRounding.AwayFromZero);
        }

        var digits = Invariant(Math.Abs(shown)).PadLeft(format.ZeroPadding, '0');
        return string.Concat(shown < 0 ? "-" : string.Empty, format.Prefix, digits, format.Suffix);
    }

    private static string Date(DateTime value) => value.TimeOfDay == TimeSpan.Zero
        ? value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string Time(decimal days)
    {
        if (Math.Abs(days) > 10_000_000)
        {
            return Invariant(days);
        }

        var seconds = (long)decimal.Round(Math.Abs(days) * 86400, MidpointRounding.AwayFromZero);
        return string.Create(CultureInfo.InvariantCulture, $"{(days < 0 ? "-" : string.Empty)}{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private static string Invariant(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
