using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Duplicates;

/// <summary>
/// Whether two orders of one customer are likely the same order stated twice: most lines agree in item and quantity, and no date
/// speaks against it. Dates that differ are what tells a repeat order from a repeated one.
/// </summary>
internal static class NearMatch
{
    public static bool IsLikely(CanonicalOrder known, CanonicalOrder order, TimeSpan apart, DuplicateRules rules)
    {
        if (known.OrderDate is { } knownDay && order.OrderDate is { } day && Math.Abs(knownDay.DayNumber - day.DayNumber) > rules.OrderDateDays)
        {
            return false;
        }

        if (known.RequestedDate is not null && order.RequestedDate is not null && known.RequestedDate != order.RequestedDate)
        {
            return false;
        }

        if (known.Currency is not null && order.Currency is not null && !string.Equals(known.Currency, order.Currency, StringComparison.Ordinal))
        {
            return false;
        }

        var (agreeing, conflicting, dated, lines) = Lines(known, order);
        if (lines == 0 || agreeing < lines * rules.Lines || conflicting > lines * (1 - rules.Lines))
        {
            return false;
        }

        var hasDate = dated > 0 || (known.RequestedDate is not null && order.RequestedDate is not null)
            || (known.OrderDate is not null && order.OrderDate is not null);
        return hasDate || (apart <= rules.Undated && agreeing == lines);
    }

    private static (int Agreeing, int Conflicting, int Dated, int Lines) Lines(CanonicalOrder known, CanonicalOrder order)
    {
        var agreeing = 0;
        var conflicting = 0;
        var dated = 0;
        var lines = 0;
        foreach (var (before, now, _) in LinePairs.Of(known.Lines, order.Lines))
        {
            lines++;
            if (before is null || now is null)
            {
                continue;
            }

            // The order's date stands for lines without one.
            var due1 = before.DeliveryDate ?? known.RequestedDate;
            var due2 = now.DeliveryDate ?? order.RequestedDate;
            if (due1 is not null && due2 is not null)
            {
                dated++;
                if (due1 != due2)
                {
                    conflicting++;
                    continue;
                }
            }

            if (before.Quantity == now.Quantity)
            {
                agreeing++;
            }
        }

        return (agreeing, conflicting, dated, lines);
    }
}
