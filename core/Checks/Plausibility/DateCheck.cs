namespace IntegrationHub.Core.Checks.Plausibility;

/// <summary>Whether the dates can be. A date that has gone by is only remarked: old orders are imported too.</summary>
internal static class DateCheck
{
    public static void Run(CheckScope scope)
    {
        var order = scope.Order;
        var today = scope.Today;
        if (order.OrderDate is { } ordered)
        {
            if (ordered > Ahead(scope, today))
            {
                scope.Add(PlausibilityFindings.DateFarAhead, "orderDate", Iso(ordered), scope.Rules.MaxYearsAhead);
            }
            else if (ordered.DayNumber > today.DayNumber + 1)
            {
                // One day of grace: it is already tomorrow east of here.
                scope.Add(PlausibilityFindings.OrderDateInFuture, "orderDate", Iso(ordered));
            }
        }

        if (order.RequestedDate is { } requested)
        {
            Delivery(scope, requested, "requestedDate", -1);
        }

        for (var i = 0; i < order.Lines.Count; i++)
        {
            // Mostly every line repeats one date; what is said of the order is not said again of each line.
            if (order.Lines[i].DeliveryDate is not { } due || due == order.RequestedDate || (i > 0 && due == order.Lines[i - 1].DeliveryDate))
            {
                continue;
            }

            Delivery(scope, due, "deliveryDate", i);
            if (due > order.RequestedDate)
            {
                scope.AddLine(
                    PlausibilityFindings.LineDateAfterRequested, i, "deliveryDate", order.Lines[i].LineNumber, Iso(due), Iso(order.RequestedDate.Value));
            }
        }
    }

    private static void Delivery(CheckScope scope, DateOnly due, string member, int line)
    {
        var ordered = scope.Order.OrderDate;
        if (due < ordered)
        {
            var field = line < 0 ? member : $"lines[{line}].{member}";
            scope.AddAs(PlausibilityFindings.DateBeforeOrder, null, line, field, Iso(due), Iso(ordered.Value));
        }
        else if (due < scope.Today)
        {
            var field = line < 0 ? member : $"lines[{line}].{member}";
            scope.AddAs(PlausibilityFindings.DateInPast, null, line, field, Iso(due));
        }
        else if (due > Ahead(scope, ordered is { } date && date > scope.Today ? date : scope.Today))
        {
            var field = line < 0 ? member : $"lines[{line}].{member}";
            scope.AddAs(PlausibilityFindings.DateFarAhead, null, line, field, Iso(due), scope.Rules.MaxYearsAhead);
        }
    }

    private static DateOnly Ahead(CheckScope scope, DateOnly from) =>
        from.Year + scope.Rules.MaxYearsAhead >= 9999 ? DateOnly.MaxValue : from.AddYears(scope.Rules.MaxYearsAhead);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
