using System.Globalization;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>Writes days by the patterns of the lexicons; month names come from the lexicon, so that every machine writes the same.</summary>
internal static class DayText
{
    public static string Write(Lexicon lexicon, DateOnly day, string pattern)
    {
        if (pattern.Contains("MMMM", StringComparison.Ordinal))
        {
            return Numeric(day, pattern.Replace("MMMM", "\u0001", StringComparison.Ordinal).Replace("de", "\u0002", StringComparison.Ordinal))
                .Replace("\u0001", lexicon.MonthNames()[day.Month - 1], StringComparison.Ordinal)
                .Replace("\u0002", "de", StringComparison.Ordinal);
        }

        return Numeric(day, pattern);
    }

    /// <summary>The number format under which a spreadsheet shows a day like the pattern.</summary>
    public static string FormatCode(string pattern) => pattern
        .Replace("年", "\"年\"", StringComparison.Ordinal).Replace("月", "\"月\"", StringComparison.Ordinal).Replace("日", "\"日\"", StringComparison.Ordinal)
        .Replace("년", "\"년\"", StringComparison.Ordinal).Replace("월", "\"월\"", StringComparison.Ordinal).Replace("일", "\"일\"", StringComparison.Ordinal)
        .Replace(" de ", "\\ \"de\"\\ ", StringComparison.Ordinal)
        .Replace('M', 'm');

    private static string Numeric(DateOnly day, string pattern) =>
        day.ToString(pattern.Replace("/", "'/'", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
