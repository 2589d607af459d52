using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>How texts of one table are to be read where a column does not prove it itself.</summary>
/// <param name="Words">Vocabulary of values.</param>
/// <param name="Numbers">Style that other columns or the language prove.</param>
/// <param name="Dates">Order that other columns or the language prove.</param>
/// <param name="DatesProven">False where <paramref name="Dates"/> is only the language's habit.</param>
/// <param name="DatesHabitSure">True where everyone who writes the language writes that order.</param>
/// <param name="Today">Day from which missing years are completed.</param>
internal sealed record ReadingStyle(
    IValueWords Words, NumberStyle Numbers, DayMonthOrder Dates, bool DatesProven, bool DatesHabitSure, DateOnly Today)
{
    public NumberStyle NumbersOf(ColumnProfile profile) => profile.NumberStyle == NumberStyle.Unknown ? Numbers : profile.NumberStyle;

    public DayMonthOrder DatesOf(ColumnProfile profile) => profile.DateOrder == DayMonthOrder.Unknown ? Dates : profile.DateOrder;
}
