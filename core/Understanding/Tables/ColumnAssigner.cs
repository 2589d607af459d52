using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Decides what each column of a table means: what its caption may say, times how well its values suit, times what the arithmetic
/// between columns proves. A meaning belongs to one column only; the best pairs are settled first.
/// </summary>
internal static class ColumnAssigner
{
    private const double Floor = 0.3;

    public static List<AssignedColumn> Assign(TableRegion table, bool titleHasOrderNumber)
    {
        var options = Options(table);
        var proof = LineArithmetic.Prove(table, options);
        Adjust(table, options, titleHasOrderNumber);
        foreach (var option in options)
        {
            option.Score += proof.Contains((option.Header.Column, option.Concept)) ? 0.6 : 0;
        }

        var taken = new HashSet<Concept>();
        var settled = new HashSet<int>();
        var result = new List<AssignedColumn>();
        foreach (var option in options.OrderByDescending(o => o.Score).ThenBy(o => o.Header.Column))
        {
            if (option.Score < Floor || settled.Contains(option.Header.Column) || !taken.Add(option.Concept))
            {
                continue;
            }

            settled.Add(option.Header.Column);
            var proven = proof.Contains((option.Header.Column, option.Concept));
            result.Add(new AssignedColumn(option.Header, option.Concept, Confidence(option, options, proven), table.Profiles[option.Header.Column]));
        }

        result.Sort((a, b) => a.Header.Column.CompareTo(b.Header.Column));
        return result;
    }

    internal sealed class Option
    {
        public required HeaderCell Header { get; init; }

        public required Concept Concept { get; init; }

        public required double Weight { get; init; }

        public required double Fit { get; init; }

        public double Score { get; set; }
    }

    private static List<Option> Options(TableRegion table)
    {
        var options = new List<Option>();
        foreach (var header in table.Headers)
        {
            foreach (var m in header.Meanings)
            {
                var fit = ColumnFit.Of(m.Concept, table.Profiles[header.Column]);
                options.Add(new Option { Header = header, Concept = m.Concept, Weight = m.Weight, Fit = fit, Score = m.Weight * fit });
            }
        }

        return options;
    }

    /// <summary>False friends: what a number column is depends on what else the table has and whether its values repeat.</summary>
    private static void Adjust(TableRegion table, List<Option> options, bool titleHasOrderNumber)
    {
        bool Has(Concept c, HeaderCell except) => options.Any(o => o.Concept == c && o.Header != except && o.Weight >= 0.85 && o.Fit > 0.5);
        foreach (var o in options)
        {
            var p = table.Profiles[o.Header.Column];
            var both = options.Any(x => x.Header == o.Header && x.Concept == Concept.ItemCode) && options.Any(x => x.Header == o.Header && x.Concept == Concept.OrderNumber);
            if (both && o.Concept is Concept.OrderNumber or Concept.ItemCode)
            {
                var repeats = p.Filled > 1 && p.Distinct * 2 <= p.Filled;
                var orderish = Has(Concept.Customer, o.Header) || Has(Concept.OrderDate, o.Header);
                var meansItem = !repeats && !Has(Concept.ItemCode, o.Header) && (titleHasOrderNumber || !orderish);
                o.Score = meansItem == (o.Concept == Concept.ItemCode) ? Math.Max(o.Score, 0.87) : o.Score * 0.4;
            }

            if (o.Concept == Concept.OrderNumber && o.Weight < 0.75 && p.IsRunningNumber && titleHasOrderNumber)
            {
                o.Score *= 0.3;
            }

            // "Date" alone beside a delivery date is the order's date; alone among lines it is when they are wanted.
            if (o.Concept is Concept.Contact && o.Weight < 0.7)
            {
                o.Score *= 0.8;
            }
        }
    }

    private static decimal Confidence(Option option, List<Option> options, bool proven)
    {
        if (proven)
        {
            return 0.98m;
        }

        var rival = options.Where(o => o.Header != option.Header && o.Concept == option.Concept).Select(o => o.Score).DefaultIfEmpty(0).Max();
        var other = options.Where(o => o.Header == option.Header && o.Concept != option.Concept).Select(o => o.Score).DefaultIfEmpty(0).Max();
        var value = option.Weight >= 0.99 ? 0.97 : option.Weight >= 0.85 ? 0.93 : option.Weight >= 0.7 ? 0.89 : 0.87;
        value *= option.Fit >= 0.85 ? 1 : option.Fit >= 0.7 ? 0.95 : 0.75;
        value -= option.Weight < 0.85 && other > option.Score * 0.85 ? 0.06 : 0;
        value -= rival > option.Score * 0.97 ? 0.04 : 0;
        return Math.Round((decimal)Math.Clamp(value, 0.05, 0.98), 3);
    }
}
