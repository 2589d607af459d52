using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Understanding.Values;

/// <summary>How a column states discounts. One way for all its rows: a row that does not agree is wrong, not written in another way.</summary>
/// <param name="IsFraction">True where a bare 0.1 means 10 %.</param>
/// <param name="IsPaid">True where the share that is paid is stated: 95 % of the price.</param>
internal readonly record struct DiscountStyle(bool IsFraction, bool IsPaid)
{
    /// <summary>The ways there are, the usual one first.</summary>
    public static readonly DiscountStyle[] All = [default, new(true, false), new(false, true), new(true, true)];

    private static readonly string[] WordsForPaid = ["掛率", "掛け率", "掛目", "仕切", "공급율", "공급률"];

    /// <summary>What the caption says: a 掛率 of 0.7 is the share that is paid.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="isFraction">True where no value is whole.</param>
    public static DiscountStyle Of(string caption, bool isFraction) =>
        Array.Exists(WordsForPaid, w => caption.Contains(w, StringComparison.Ordinal)) ? new DiscountStyle(isFraction, true) : default;
}

/// <summary>Discounts as trades write them: <c>10</c>, <c>10%</c>, <c>10+5</c> one after the other, <c>8.5折</c> of which 85 % are paid.</summary>
internal static class DiscountText
{
    private const int MostInTurn = 4;
    private const int Whole = 100;
    private const char Paid = '折';

    /// <summary>The share of the price that remains, 0 to 1; null for what is no discount.</summary>
    public static decimal? Kept(in Cell cell, NumberStyle numbers, DiscountStyle style) => cell.Kind switch
    {
        CellKind.Number => cell.Format?.IsPercent == true ? Of(Math.Abs(cell.Number) * Whole, style) : OfBare(Math.Abs(cell.Number), style),
        CellKind.Text => Of(cell.Text!, numbers, style),
        _ => null,
    };

    private static decimal? OfBare(decimal value, DiscountStyle style) => Of(style.IsFraction && value <= 1 ? value * Whole : value, style);

    private static decimal? Of(decimal percent, DiscountStyle style) =>
        percent == 0 ? 1 : percent > Whole ? null : style.IsPaid ? percent / Whole : 1 - percent / Whole;

    private static decimal? Of(string text, NumberStyle numbers, DiscountStyle style)
    {
        var parts = text.Split(['+', '/'], StringSplitOptions.TrimEntries);
        if (parts.Length > MostInTurn)
        {
            return null;
        }

        var kept = 1m;
        foreach (var part in parts)
        {
            if (!NumberText.TryRead(part, numbers, out var number) || number.Before.Length > 0 || Math.Abs(number.Value) > Whole)
            {
                return null;
            }

            var value = Math.Abs(number.Value);
            if (parts.Length == 1)
            {
                return number.After switch
                {
                    [Paid] => value <= 10 ? value / 10 : value / Whole,
                    "%" => Of(value, style),
                    "" => OfBare(value, style),
                    _ => null,
                };
            }

            if (number.After is not ("" or "%"))
            {
                return null;
            }

            kept *= 1 - value / Whole;
        }

        return kept;
    }
}
