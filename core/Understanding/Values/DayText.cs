using System.Text.RegularExpressions;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>A day with an hour or a remark behind it: <c>2026年5月11日（早6:30前）</c>, <c>2026-03-07 오전 7시까지</c>, <c>18.09.2026 bis 12 Uhr</c>.</summary>
internal static partial class DayText
{
    private const int LongestRemark = 24;

    /// <summary>The day alone; the text as it is where it does not begin with a whole date, or says more than a remark behind it.</summary>
    public static string WithoutTime(string text)
    {
        var day = Day().Match(text);
        if (day.Success)
        {
            return text.Length - day.Length is > 0 and <= LongestRemark && !Another().IsMatch(text[day.Length..]) ? day.Value.TrimEnd() : text;
        }

        var last = LastDay().Match(text);
        return last.Success && last.Index is > 0 and <= LongestRemark && !Another().IsMatch(text[..last.Index]) ? last.Value : text;
    }

    /// <summary>6h00 ngày 20/11/2026.</summary>
    [GeneratedRegex(@"(?<=[\s)])(?:20\d\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?20\d\d)\.?$")]
    private static partial Regex LastDay();

    [GeneratedRegex(@"^(?:(?:民國|民国)?\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|(?:19|20)\d\d\s?[-/.年년]\s?\d{1,2}\s?[-/.月월]\s?\d{1,2}\s?[日일]?|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?20\d\d)(?=[\s(（,，日]|\p{Lo}|$)")]
    private static partial Regex Day();

    [GeneratedRegex(@"20\d\d|\d{1,2}\s?[-/.月]\s?\d{1,2}|~|～|至")]
    private static partial Regex Another();
}
