using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>
/// What the dates of a document prove together where none proves anything alone: nothing is delivered before it is ordered, no order is
/// dated in the future, a list of orders runs in time, and dates that share one part and differ in the other share the month.
/// </summary>
internal static class DateEvidence
{
    private const int MaxRows = 300;
    private const int LongestLead = 400;
    private const int LeastDistinct = 3;

    public static DayMonthOrder Find(
        IReadOnlyList<(TableRegion Region, List<AssignedColumn> Columns)> tables, IReadOnlyList<TitleField> titles, Words words, DateOnly today)
    {
        var texts = new Dates(words, today, tables, titles);
        if (!texts.Any)
        {
            return DayMonthOrder.Unknown;
        }

        var dayFirst = texts.Contradictions(DayMonthOrder.DayMonthYear);
        var monthFirst = texts.Contradictions(DayMonthOrder.MonthDayYear);
        return (dayFirst, monthFirst) switch
        {
            (0, > 0) => DayMonthOrder.DayMonthYear,
            ( > 0, 0) => DayMonthOrder.MonthDayYear,
            (0, 0) => texts.SharedMonth(),
            _ => DayMonthOrder.Unknown,
        };
    }

    private sealed class Dates
    {
        private readonly Words _words;
        private readonly DateOnly _today;
        private readonly List<(string? Ordered, string? Delivered)> _pairs = [];
        private readonly List<List<string>> _columns = [];
        private readonly List<string> _orderDates = [];

        public Dates(Words words, DateOnly today, IReadOnlyList<(TableRegion Region, List<AssignedColumn> Columns)> tables, IReadOnlyList<TitleField> titles)
        {
            (_words, _today) = (words, today);
            var ordered = Title(titles, Concept.OrderDate);
            var delivered = Title(titles, Concept.DeliveryDate) ?? Title(titles, Concept.RequestedDate);
            if (ordered is not null)
            {
                _orderDates.Add(ordered);
            }

            _pairs.Add((ordered, delivered));
            foreach (var (region, columns) in tables)
            {
                Add(region, columns.Find(c => c.Meaning == Concept.OrderDate), columns.Find(c => c.Meaning == Concept.DeliveryDate), ordered, delivered);
            }
        }

        public bool Any => _pairs.Exists(p => IsOpen(p.Ordered) || IsOpen(p.Delivered));

        public int Contradictions(DayMonthOrder order)
        {
            var count = 0;
            foreach (var (ordered, delivered) in _pairs)
            {
                if (Read(ordered, order) is { } from && Read(delivered, order) is { } to && (to < from || to.DayNumber - from.DayNumber > LongestLead))
                {
                    count++;
                }
            }

            foreach (var text in _orderDates)
            {
                count += Read(text, order) is { } date && date > _today.AddDays(2) ? 1 : 0;
            }

            return count + Turns(order);
        }

        /// <summary>Dates with one part in common and three or more values of the other: the part in common is the month, unless it may be the first day of months.</summary>
        public DayMonthOrder SharedMonth()
        {
            foreach (var column in _columns)
            {
                var read = column.Select(t => Read(t, DayMonthOrder.DayMonthYear)).OfType<DateOnly>().Distinct().ToList();
                var (days, months) = (read.Select(d => d.Day).Distinct().ToList(), read.Select(d => d.Month).Distinct().ToList());
                if (months is [not 1] && days.Count >= LeastDistinct)
                {
                    return DayMonthOrder.DayMonthYear;
                }

                if (days is [not 1] && months.Count >= LeastDistinct)
                {
                    return DayMonthOrder.MonthDayYear;
                }
            }

            return DayMonthOrder.Unknown;
        }

        /// <summary>How often a list of order dates that runs in time the other way round turns back.</summary>
        private int Turns(DayMonthOrder order)
        {
            var dates = _orderDates.Select(t => Read(t, order)).OfType<DateOnly>().ToList();
            int up = 0, down = 0;
            for (var i = 1; i < dates.Count; i++)
            {
                up += dates[i] > dates[i - 1] ? 1 : 0;
                down += dates[i] < dates[i - 1] ? 1 : 0;
            }

            return up + down < LeastDistinct ? 0 : Math.Min(up, down);
        }

        private void Add(TableRegion region, AssignedColumn? ordered, AssignedColumn? delivered, string? titleOrdered, string? titleDelivered)
        {
            var (from, to) = (new List<string>(), new List<string>());
            foreach (var row in region.Rows.Take(MaxRows))
            {
                var o = Text(row, ordered);
                var d = Text(row, delivered);
                _pairs.Add((o ?? titleOrdered, d ?? titleDelivered));
                if (o is not null)
                {
                    from.Add(o);
                }

                if (d is not null)
                {
                    to.Add(d);
                }
            }

            _orderDates.AddRange(from);
            _columns.Add(from);
            _columns.Add(to);
        }

        private static string? Title(IReadOnlyList<TitleField> titles, Concept meaning) => titles.FirstOrDefault(f => f.Meaning == meaning)?.Text;

        private static string? Text(SheetRow row, AssignedColumn? column) =>
            column is not null && TableRegion.Value(row, column.Header) is { } cell && CellText.Of(cell) is { Length: > 0 } text ? text : null;

        private bool IsOpen(string? text) =>
            text is not null && _words.Dates.TryRead(text, DayMonthOrder.Unknown, _today, out var reading) && reading is { OrderMatters: true, YearMissing: false };

        private DateOnly? Read(string? text, DayMonthOrder order) =>
            text is not null && _words.Dates.TryRead(text, order, _today, out var reading) && !reading.YearMissing ? reading.Date : null;
    }
}
