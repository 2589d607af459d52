using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>How a sheet writes numbers and dates: what any column proves holds for all, else what people of its language write.</summary>
internal static class StyleFinder
{
    public static ReadingStyle Find(
        IReadOnlyList<(TableRegion Region, List<AssignedColumn> Columns)> tables, IReadOnlyList<TitleField> titles, Words words, DateOnly today)
    {
        var regions = tables.Select(t => t.Region).ToList();
        var profiles = regions.SelectMany(r => r.Profiles.Values).ToList();
        var language = Language(regions);
        words.DocumentLanguage = language;
        var profile = language is null ? null : words.Language(language);
        var numbers = profiles.Select(p => p.NumberStyle).FirstOrDefault(s => s != NumberStyle.Unknown);
        if (numbers == NumberStyle.Unknown && profile is not null)
        {
            numbers = profile.DecimalSeparator == ',' ? NumberStyle.Comma : NumberStyle.Point;
        }

        var proven = profiles.Where(p => !p.DateOrderContradicted).Select(p => p.DateOrder).FirstOrDefault(o => o != DayMonthOrder.Unknown);
        if (proven == DayMonthOrder.Unknown)
        {
            proven = TitleEvidence(titles, words, today);
        }

        var habit = profile?.DateOrder switch
        {
            DateOrder.DMY => DayMonthOrder.DayMonthYear,
            DateOrder.MDY => DayMonthOrder.MonthDayYear,
            _ => DayMonthOrder.Unknown,
        };

        // English is written on both sides of the ocean; Chinese, Japanese and Korean dates with the day first are foreign habits.
        var sure = habit == DayMonthOrder.DayMonthYear && language is not "en";
        if (proven == DayMonthOrder.Unknown)
        {
            // Days that only make sense against the habit of the language are asked about: an order may be dated ahead.
            var likely = DateEvidence.Find(tables, titles, words, today);
            var isAgainst = sure && likely == DayMonthOrder.MonthDayYear;
            (proven, sure) = isAgainst ? (DayMonthOrder.Unknown, false) : (likely, sure);
        }

        return new ReadingStyle(words, numbers, proven == DayMonthOrder.Unknown ? habit : proven, proven != DayMonthOrder.Unknown, sure, today);
    }

    private static DayMonthOrder TitleEvidence(IReadOnlyList<TitleField> titles, Words words, DateOnly today)
    {
        foreach (var title in titles)
        {
            if (title.Cell?.Kind is not CellKind.DateTime && words.Dates.TryRead(title.Text, DayMonthOrder.Unknown, today, out var reading)
                && reading.Evidence != DayMonthOrder.Unknown)
            {
                return reading.Evidence;
            }
        }

        return DayMonthOrder.Unknown;
    }

    /// <summary>The language that most captions are known in.</summary>
    private static string? Language(IReadOnlyList<TableRegion> regions)
    {
        var votes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var header in regions.SelectMany(r => r.Headers))
        {
            foreach (var match in header.Meanings.Where(m => m.Weight >= 0.55 && m.Language.Length > 0).Take(3))
            {
                votes[match.Language] = votes.GetValueOrDefault(match.Language) + match.Weight;
            }
        }

        return votes.Count == 0 ? null : votes.MaxBy(v => v.Value).Key;
    }
}
