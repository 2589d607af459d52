using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>
/// Weeks as delivery dates: KW 50, KW 50/2026, 50. KW, Week 50, 2026-W50, 第50周, 50주차, semana 50. A week stands for its Monday (ISO 8601); a
/// number before the word counts weeks of a lead time and is none.
/// </summary>
internal static partial class WeekText
{
    private const int MaxLength = 24;

    /// <summary>Reads a week that names itself.</summary>
    /// <param name="text">The whole cell.</param>
    /// <param name="near">Day from which a missing year is completed.</param>
    /// <param name="monday">The week's first day.</param>
    public static bool TryRead(string text, DateOnly near, out DateOnly monday)
    {
        monday = default;
        return text.Length is >= 3 and <= MaxLength && MayBe(text) && Named().Match(text.Trim()) is { Success: true } match && Compose(match, near, out monday);
    }

    /// <summary>Also reads the mere letter of a caption, W50: beside its like it is a week, alone it may be a code.</summary>
    public static bool TryReadShort(string text, DateOnly near, out DateOnly monday) =>
        TryRead(text, near, out monday) || text.Length is 2 or 3 && Short().Match(text) is { Success: true } match && Compose(match, near, out monday);

    private static bool MayBe(string text) => text.AsSpan().ContainsAny("wWsStTнНуУ周週주") && text.AsSpan().ContainsAnyInRange('0', '9');

    private static bool Compose(Match match, DateOnly near, out DateOnly monday)
    {
        monday = default;
        var week = int.Parse(match.Groups["w"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        if (week is < 1 or > 53)
        {
            return false;
        }

        if (match.Groups["y"] is { Success: true } stated)
        {
            var year = int.Parse(stated.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            return Monday(year < 100 ? 2000 + year : year, week, out monday);
        }

        var found = false;
        for (var year = near.Year - 1; year <= near.Year + 1; year++)
        {
            if (Monday(year, week, out var candidate) && (!found || Math.Abs(candidate.DayNumber - near.DayNumber) < Math.Abs(monday.DayNumber - near.DayNumber)))
            {
                (monday, found) = (candidate, true);
            }
        }

        return found;
    }

    private static bool Monday(int year, int week, out DateOnly monday)
    {
        monday = default;
        if (year is < 1990 or > 2200 || week > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
        return true;
    }

    [GeneratedRegex(
        @"^(?:(?:kw|wk|week|cw|semaine|sem\.|semana|settimana|sett\.|tydzień|tydz\.|неделя|нед\.|tuần|week no\.)\s*\.?\s*(?<w>\d{1,2})(?:\s*[/.\- ]\s*(?<y>\d{4}|\d{2}))?"
        + @"|(?<w>\d{1,2})\.\s*kw(?:\s*[/ ]?\s*(?<y>\d{4}))?|(?<y>20\d\d)\s*[-/]?\s*(?:w|kw)\s*(?<w>\d{1,2})|w\s*(?<w>\d{1,2})\s*[/\- ]\s*(?<y>20\d\d)"
        + @"|(?:(?<y>20\d\d)\s*年\s*)?第\s*(?<w>\d{1,2})\s*[周週]|(?:(?<y>20\d\d)\s*년\s*)?(?<w>\d{1,2})\s*주차)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"^w(?<w>\d{1,2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Short();
}
