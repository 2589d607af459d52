using System.Globalization;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>A day written as one whole number: 20260601, or 1150601 by the calendar of Taiwan (year 1 is 1912). Only where a caption says that it is a date.</summary>
internal static class CompactDay
{
    private const decimal First = 19900101;
    private const decimal Last = 20991231;
    private const int Hundred = 100;
    private const int Taiwan = 1911_00_00;
    private const int FirstOfTaiwan = 100_01_01;
    private const int LastOfTaiwan = 139_12_31;

    public static bool Is(decimal value) => IsGregorian(value) || value is >= FirstOfTaiwan and <= LastOfTaiwan && IsGregorian(value + Taiwan);

    /// <summary>The day of 1150601; null for anything else.</summary>
    public static DateOnly? OfTaiwan(string text) =>
        text.Length == 7 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= FirstOfTaiwan and <= LastOfTaiwan && IsGregorian(value + Taiwan)
            ? new DateOnly((value + Taiwan) / (Hundred * Hundred), value / Hundred % Hundred, value % Hundred)
            : null;

    private static bool IsGregorian(decimal value) =>
        value is >= First and <= Last && (int)value is var day && day / Hundred % Hundred is >= 1 and <= 12 and var month
        && day % Hundred is >= 1 and var last && last <= DateTime.DaysInMonth(day / (Hundred * Hundred), month);
}
