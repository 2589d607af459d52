using System.Globalization;
using IntegrationHub.Core.Understanding.Tables;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>A day and a running number in one column, <c>2026/03/09-1</c>: both together are the order's number, the day alone is its date.</summary>
internal static class DayInNumber
{
    private const int LengthOfDay = 10;
    private const int LongestNumber = 5;
    private static readonly string[] Formats = ["yyyy/MM/dd", "yyyy-MM-dd", "yyyy.MM.dd"];

    /// <summary>True where every value of the column is written so.</summary>
    public static bool IsIn(ColumnProfile profile) => profile.Filled > 0 && profile.HoldsOnly(text => Day(text) is not null);

    public static DateOnly? Day(string text) =>
        text.Length > LengthOfDay + 1 && text.Length <= LengthOfDay + 1 + LongestNumber && text[LengthOfDay] is '-' or '/' or '_' or '#' or ' '
        && !text.AsSpan(LengthOfDay + 1).ContainsAnyExceptInRange('0', '9')
        && DateOnly.TryParseExact(text.AsSpan(0, LengthOfDay), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
