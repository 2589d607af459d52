using System.Globalization;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>A date that was exported as the bare day count of a spreadsheet: 46088 in a text file. Only where a caption says that it is a date.</summary>
internal static class SerialText
{
    private const int First = 20_000;
    private const int Last = 80_000;

    public static bool IsDate(string text) =>
        text.Length is 5 or >= 7 and <= 20 && text[0] is >= '2' and <= '7' && (text.Length == 5 || text[5] == '.')
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && serial is >= First and <= Last;

    public static DateOnly Date(string text) =>
        DateOnly.FromDateTime(SerialDate.ToDateTime(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));
}
