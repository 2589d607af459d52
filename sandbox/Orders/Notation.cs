using System.Globalization;
using System.Text;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>How days are stored.</summary>
internal enum DayStyle
{
    Formatted,
    BareSerial,
    Text,
    WithoutYear,
}

/// <summary>How numbers are stored.</summary>
internal enum NumberStyle
{
    Stored,
    LocalText,
    FullWidthText,
}

/// <summary>How the writer of a sheet writes days, numbers and money.</summary>
internal sealed class Notation
{
    public required Lexicon Lexicon { get; init; }

    public required DayStyle Days { get; init; }

    public required string DayPattern { get; init; }

    public required NumberStyle Numbers { get; init; }

    /// <summary>Thousands are grouped in text and in number formats.</summary>
    public required bool Grouped { get; init; }

    /// <summary>Stands in every price and amount; null where it does not.</summary>
    public required string? CurrencySymbol { get; init; }

    /// <summary>Quantity and unit share a cell as text.</summary>
    public required bool UnitInQuantity { get; init; }

    /// <summary>The unit stands in the number format of the quantity.</summary>
    public required bool UnitInFormat { get; init; }

    public GridCell Text(string text) => new(text);

    public GridCell Day(DateOnly day)
    {
        var serial = SerialDate.FromDate(day);
        return Days switch
        {
            DayStyle.Formatted => new GridCell(DayText.Write(Lexicon, day, DayPattern))
            {
                Number = serial,
                Style = new CellStyle(DayText.FormatCode(DayPattern), IsDate: true),
            },
            DayStyle.BareSerial => new GridCell(serial.ToString(CultureInfo.InvariantCulture)) { Number = serial },
            _ => new GridCell(DayText.Write(Lexicon, day, DayPattern)),
        };
    }

    /// <summary>A day in a place where the year matters although the columns leave it out.</summary>
    public GridCell FullDay(DateOnly day) =>
        Days == DayStyle.WithoutYear ? new GridCell(DayText.Write(Lexicon, day, Lexicon.Of("dates")[0])) : Day(day);

    public GridCell Quantity(decimal quantity, string? unit)
    {
        if (UnitInQuantity && unit is not null)
        {
            return new GridCell($"{Local(quantity, 0)}{(Lexicon.IsEastAsian ? "" : " ")}{unit}");
        }

        if (UnitInFormat && unit is not null)
        {
            return new GridCell($"{Local(quantity, 0)}{unit}") { Number = quantity, Style = new CellStyle($"0.##\"{unit}\"") };
        }

        return Value(quantity, 0, quantity == decimal.Truncate(quantity) ? (Grouped ? "#,##0" : "0") : "General", null);
    }

    public GridCell Money(decimal value, int decimals, string? formula = null)
    {
        var format = (Grouped ? "#,##0" : "0") + (decimals > 0 ? "." + new string('0', decimals) : "");
        var cell = Value(value, decimals, CurrencySymbol is null ? format : $"\"{CurrencySymbol}\"{format}", CurrencySymbol);
        return cell.Number is null ? cell : cell with { Formula = formula };
    }

    public GridCell Percent(decimal fraction) => Numbers == NumberStyle.Stored
        ? new GridCell($"{fraction * 100:0}%") { Number = fraction, Style = new CellStyle("0%") }
        : new GridCell($"{fraction * 100:0}%");

    private GridCell Value(decimal value, int decimals, string format, string? symbol)
    {
        var text = Local(value, decimals);
        if (symbol is not null)
        {
            text = Lexicon.IsEastAsian || Lexicon.DecimalMark == '.' ? symbol + text : $"{text} {symbol}";
        }

        return Numbers switch
        {
            NumberStyle.Stored => new GridCell(text) { Number = value, Style = new CellStyle(format) },
            NumberStyle.FullWidthText => new GridCell(FullWidth(text)),
            _ => new GridCell(text),
        };
    }

    private string Local(decimal value, int decimals)
    {
        var text = value.ToString((Grouped ? "#,##0" : "0") + "." + new string('0', decimals) + new string('#', 6 - decimals), CultureInfo.InvariantCulture);
        var swapped = new StringBuilder(text.Length);
        foreach (var mark in text)
        {
            swapped.Append(mark switch { '.' => Lexicon.DecimalMark, ',' => Lexicon.GroupMark, _ => mark });
        }

        return swapped.ToString();
    }

    private static string FullWidth(string text) =>
        string.Concat(text.Select(mark => mark is > ' ' and <= '~' ? (char)(mark + 0xFEE0) : mark));
}
