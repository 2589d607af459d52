using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>
/// Discounts as trades write them: <c>10</c>, <c>10%</c>, <c>10+5</c> one after the other, <c>8.5折</c> of which 85 % are paid. A bare number or
/// percentage may also be the share that is paid: which, the line's amount tells.
/// </summary>
internal static class DiscountText
{
    private const int MostInTurn = 4;
    private const char Paid = '折';

    /// <summary>The shares of the price that may remain, 0 to 1, the usual meaning first; empty for what is no discount.</summary>
    public static decimal[] Remaining(in Cell cell, NumberStyle numbers) => cell.Kind switch
    {
        CellKind.Number => cell.Format?.IsPercent == true ? Of(Math.Abs(cell.Number) * 100) : Of(Math.Abs(cell.Number)),
        CellKind.Text => Of(cell.Text!, numbers),
        _ => [],
    };

    /// <summary>The discount in percent: the meaning that the line's amount confirms, else the usual one; null for what is no discount.</summary>
    public static decimal? Percent(in Cell cell, NumberStyle numbers, decimal? quantity, decimal? price, decimal? amount)
    {
        var shares = Remaining(cell, numbers);
        if (shares.Length == 0)
        {
            return null;
        }

        var kept = shares[0];
        if (shares.Length > 1 && quantity is { } q && price is { } p && amount is { } a)
        {
            var confirmed = Array.FindIndex(shares, share => Tables.LineArithmetic.Agrees(q, p * share, a));
            kept = shares[Math.Max(0, confirmed)];
        }

        return (1 - kept) * 100;
    }

    private static decimal[] Of(decimal percent) => percent switch
    {
        0 => [1],
        > 0 and < 1 => [1 - percent, percent, 1 - percent / 100],
        < 100 => [1 - percent / 100, percent / 100],
        _ => [],
    };

    private static decimal[] Of(string text, NumberStyle numbers)
    {
        var parts = text.Split('+', StringSplitOptions.TrimEntries);
        if (parts.Length > MostInTurn)
        {
            return [];
        }

        var kept = 1m;
        foreach (var part in parts)
        {
            if (!NumberText.TryRead(part, numbers, out var number) || number.Before.Length > 0 || number.Value is < 0 or >= 100)
            {
                return [];
            }

            if (parts.Length == 1)
            {
                return number.After is [Paid] ? [number.Value < 10 ? number.Value / 10 : number.Value / 100] : number.After is "" or "%" ? Of(number.Value) : [];
            }

            if (number.After is not ("" or "%"))
            {
                return [];
            }

            kept *= 1 - number.Value / 100;
        }

        return [kept];
    }
}
