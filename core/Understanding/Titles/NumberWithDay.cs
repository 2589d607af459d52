using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>One label and one value for the order's number and its day: <c>Bestellnr./Datum: 4500217734 / 11.02.2026</c>, <c>PO No. / Date: 7711 / 03-Mar-2026</c>.</summary>
internal static class NumberWithDay
{
    private const double LeastMeaning = 0.55;
    private const int ShortestDay = 6;
    private static readonly char[] Between = ['/', '／', ' '];

    public static IEnumerable<TitleField> Split(TitleField field, Words words, DateOnly today)
    {
        if (field.Meaning is not (Concept.OrderNumber or Concept.CustomerOrderNumber)
            || (NamesDay(field.Label, words) ? Parts(field.Text, words, today) : TitledNumber.BeforeDay(field.Text, words, today)) is not var (number, day))
        {
            yield return field;
            yield break;
        }

        yield return field with { Text = number, Cell = null };
        yield return field with { Meaning = Concept.OrderDate, Text = day, Cell = null };
    }

    private static bool NamesDay(string label, Words words) =>
        label.Split(['/', '／', '&', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 1 } pieces
        && pieces.Skip(1).Any(p => words.Concepts(p.TrimEnd(':', '：')).Any(m => m.Concept == Concept.OrderDate && m.Weight >= LeastMeaning));

    private static (string Number, string Day)? Parts(string text, Words words, DateOnly today)
    {
        for (var at = text.IndexOfAny(Between); at > 0; at = text.IndexOfAny(Between, at + 1))
        {
            var (number, day) = (text[..at].Trim(' ', '/', '／'), text[(at + 1)..].Trim(' ', '/', '／'));
            if (day.Length >= ShortestDay && TitleValues.LooksLikeOrderNumber(number) && words.Dates.TryRead(day, DayMonthOrder.Unknown, today, out var read) && !read.YearMissing
                && !words.Dates.TryRead(text, DayMonthOrder.Unknown, today, out _))
            {
                return (number, day);
            }
        }

        return null;
    }
}
