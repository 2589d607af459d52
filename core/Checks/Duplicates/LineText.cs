using System.Globalization;
using System.Text;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Duplicates;

/// <summary>Lines and orders in the few words in which two of them are laid side by side.</summary>
internal static class LineText
{
    private const int MaxLines = 5;

    /// <summary><c>A-100 × 10 PCE @ 2.5, 2026-12-01</c>; null for no line.</summary>
    public static string? Of(OrderLine? line)
    {
        if (line is null)
        {
            return null;
        }

        var text = new StringBuilder(line.ItemCode ?? line.ItemName ?? "?").Append(" × ").Append(Number(line.Quantity) ?? "?");
        if ((line.UnitText ?? line.Unit) is { Length: > 0 } unit)
        {
            text.Append(' ').Append(unit);
        }

        if (line.UnitPrice is not null)
        {
            text.Append(" @ ").Append(Number(line.UnitPrice));
        }

        return line.DeliveryDate is null ? text.ToString() : text.Append(", ").Append(Date(line.DeliveryDate)).ToString();
    }

    /// <summary>Number, channel, dates and the first lines of an order.</summary>
    public static string Of(CanonicalOrder order)
    {
        var text = new StringBuilder();
        text.Append(order.OrderNumber ?? "–").Append(" [").Append(order.Channel ?? "–").Append(']');
        if (order.OrderDate is not null)
        {
            text.Append(' ').Append(Date(order.OrderDate));
        }

        if (order.RequestedDate is not null)
        {
            text.Append(" → ").Append(Date(order.RequestedDate));
        }

        for (var i = 0; i < order.Lines.Count && i < MaxLines; i++)
        {
            text.Append(i == 0 ? ": " : " | ").Append(Of(order.Lines[i]));
        }

        return order.Lines.Count > MaxLines
            ? text.Append(CultureInfo.InvariantCulture, $" | … +{order.Lines.Count - MaxLines}").ToString()
            : text.ToString();
    }

    /// <summary>By value: 1.50 reads 1.5.</summary>
    public static string? Number(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601.</summary>
    public static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
