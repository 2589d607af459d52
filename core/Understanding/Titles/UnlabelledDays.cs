using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>Days above the table without a label of their own: written out, or behind a label in the same cell without a colon.</summary>
internal sealed class UnlabelledDays(Words words, TitleLabels labels, DateOnly today)
{
    /// <summary>A label with its day in one cell and no colon between: <c>Établi le 12/09/2026</c>, <c>納品日 2026/9/1</c>.</summary>
    public (ConceptMatch Match, string Date)? LabelledDate(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('0', '9');
        return at > 1 && text.Length <= TitleLabels.MaxLabel && text[at..] is { Length: >= 6 } date && text[..at].TrimEnd() is { Length: > 1 } label
            && words.Values.Dates.TryRead(date, DayMonthOrder.Unknown, today, out var read) && !read.YearMissing && (labels.WeakDate(label) ?? default) is { Weight: > 0 } match
            ? (match, date)
            : null;
    }

    /// <summary>A day written out that stands alone above the table: <c>2026年11月10日</c>, <c>Hà Nội, ngày 18 tháng 11 năm 2026</c>.</summary>
    public bool IsWrittenDate(string text)
    {
        var isWritten = text.Contains('年') && text.Contains('月') && text.Contains('日')
            || text.Contains("tháng", StringComparison.OrdinalIgnoreCase) && text.Contains("năm", StringComparison.OrdinalIgnoreCase);
        return isWritten && text.Length <= TitleLabels.MaxLabel
            && words.Values.Dates.TryRead(text[(text.LastIndexOf(',') + 1)..].Trim(), DayMonthOrder.DayMonthYear, today, out var date) && !date.YearMissing;
    }
}
