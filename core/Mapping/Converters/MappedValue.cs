using System.Globalization;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Converters;

/// <summary>What a value is while it travels from the source to its target.</summary>
internal enum ValueKind : byte
{
    /// <summary>The source holds nothing.</summary>
    Missing,

    /// <summary><see cref="MappedValue.Text"/>.</summary>
    Text,

    /// <summary><see cref="MappedValue.Number"/>.</summary>
    Number,

    /// <summary>A calendar date in <see cref="MappedValue.Clock"/>.</summary>
    Date,

    /// <summary>Date and time without a zone in <see cref="MappedValue.Clock"/>.</summary>
    Clock,

    /// <summary>UTC in <see cref="MappedValue.Clock"/>.</summary>
    Instant,

    /// <summary>1 or 0 in <see cref="MappedValue.Number"/>.</summary>
    Boolean,

    /// <summary><see cref="MappedValue.Address"/>.</summary>
    Address,

    /// <summary>Could not be converted: <see cref="MappedValue.Fault"/>.</summary>
    Fault,
}

/// <summary>Why a value could not be converted, as half a sentence in both languages.</summary>
internal sealed record ConversionFault(string En, string Zh);

/// <summary>A value on its way; copied, never allocated for numbers and dates.</summary>
internal readonly struct MappedValue
{
    private readonly object? _detail;

    private MappedValue(ValueKind kind, string? text, decimal number, DateTime clock, object? detail)
    {
        Kind = kind;
        Text = text;
        Number = number;
        Clock = clock;
        _detail = detail;
    }

    public static MappedValue Missing => default;

    public ValueKind Kind { get; }

    public string? Text { get; }

    public decimal Number { get; }

    public DateTime Clock { get; }

    /// <summary>How the workbook displays a number; null when it does not matter.</summary>
    public NumberFormat? Format => _detail as NumberFormat;

    /// <summary>What stood beside a number: a unit or a currency, as written.</summary>
    public string? Beside => _detail as string;

    public ConversionFault? Fault => _detail as ConversionFault;

    public ShipTo? Address => _detail as ShipTo;

    public bool IsTrue => Number != 0;

    public bool IsUsable => Kind is not (ValueKind.Missing or ValueKind.Fault);

    public static MappedValue Of(string? text) => text is null ? Missing : new(ValueKind.Text, text, 0, default, null);

    public static MappedValue Of(decimal number, object? detail = null) => new(ValueKind.Number, null, number, default, detail);

    /// <summary>A JSON number with its own spelling, so that 19-digit ids stay as written.</summary>
    public static MappedValue OfNumber(decimal number, string text) => new(ValueKind.Number, text, number, default, null);

    public static MappedValue Of(DateOnly date) => new(ValueKind.Date, null, 0, date.ToDateTime(TimeOnly.MinValue), null);

    public static MappedValue OfClock(DateTime clock) => new(ValueKind.Clock, null, 0, clock, null);

    public static MappedValue Of(DateTimeOffset instant) => new(ValueKind.Instant, null, 0, instant.UtcDateTime, null);

    public static MappedValue Of(bool flag) => new(ValueKind.Boolean, null, flag ? 1 : 0, default, null);

    public static MappedValue Of(ShipTo address) => new(ValueKind.Address, address.Street, 0, default, address);

    public static MappedValue Failed(string en, string zh) => new(ValueKind.Fault, null, 0, default, new ConversionFault(en, zh));

    /// <summary>A cell as the value that it states.</summary>
    public static MappedValue Of(in Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Text:
                return string.IsNullOrWhiteSpace(cell.Text) ? Missing : Of(cell.Text);
            case CellKind.Number:
                return Of(cell.Number, cell.Format);
            case CellKind.DateTime:
                var clock = cell.DateTime;
                return clock.TimeOfDay == TimeSpan.Zero ? Of(DateOnly.FromDateTime(clock)) : OfClock(clock);
            case CellKind.Time:
                return Of(TimeSpan.FromSeconds((double)decimal.Round(cell.Number * 86400m)).ToString("c", CultureInfo.InvariantCulture));
            case CellKind.Boolean:
                return Of(cell.Number != 0);
            case CellKind.Error:
                return Failed($"the cell holds the error {cell.Text}", $"单元格为错误值 {cell.Text}");
            case CellKind.FormulaWithoutValue:
                return Failed("the formula has no stored result; open the file in Excel and save it", "公式没有保存结果，请在 Excel 中打开并保存");
            default:
                return Missing;
        }
    }

    /// <summary>The value as text: numbers invariant and with the zeros that the workbook shows, dates ISO.</summary>
    public string? AsText() => Kind switch
    {
        ValueKind.Text => Text,
        ValueKind.Number when Text is not null => Text,
        ValueKind.Number when Format is { ZeroPadding: > 0 } format && decimal.Truncate(Number) == Number && Number >= 0 =>
            Number.ToString("0", CultureInfo.InvariantCulture).PadLeft(format.ZeroPadding, '0'),
        ValueKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        ValueKind.Date => Clock.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.Clock => Clock.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ValueKind.Instant => Clock.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        ValueKind.Boolean => IsTrue ? "true" : "false",
        ValueKind.Address => Text,
        _ => null,
    };
}
