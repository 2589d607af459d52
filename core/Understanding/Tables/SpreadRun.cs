using System.Globalization;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Captions that are no words but values: three or more sizes side by side (S M L XL, 36 37 38), or two or more days that follow each other.</summary>
internal static class SpreadRun
{
    private const int LeastSizes = 3;
    private const int LeastDates = 2;

    private static readonly HashSet<string> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        "XXXS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL", "2XS", "2XL", "3XL", "4XL", "5XL", "6XL", "F", "FREE", "均码", "均碼", "フリー",
    };

    /// <summary>The keys of a row by column; empty where it has no such run.</summary>
    public static Dictionary<int, SpreadKey> Find(SheetRow row, int first, int last, Words words, DateOnly today)
    {
        var found = new Dictionary<int, SpreadKey>();
        var run = new List<(int Column, SpreadKey Key, decimal Order)>();
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < first || cell.Column > last || CellText.IsBlank(cell))
            {
                continue;
            }

            var next = KeyOf(cell, words, today);
            if (next is not { } key || run.Count > 0 && !Continues(run[^1], cell.Column, key))
            {
                Take(run, found);
            }

            if (next is { } begun)
            {
                run.Add((cell.Column, begun.Key, begun.Order));
            }
        }

        Take(run, found);
        return found;
    }

    private static void Take(List<(int Column, SpreadKey Key, decimal Order)> run, Dictionary<int, SpreadKey> found)
    {
        if (run.Count >= LeastSizes || run.Count >= LeastDates && run[0].Key.Date is not null)
        {
            foreach (var (column, key, _) in run)
            {
                found[column] = key;
            }
        }

        run.Clear();
    }

    private static bool Continues((int Column, SpreadKey Key, decimal Order) before, int column, (SpreadKey Key, decimal Order) next) =>
        column == before.Column + 1 && before.Key.Date is null == next.Key.Date is null && before.Order == 0 == (next.Order == 0) && (next.Order == 0 || next.Order > before.Order);

    private static (SpreadKey Key, decimal Order)? KeyOf(in Cell cell, Words words, DateOnly today)
    {
        if (cell.Kind == CellKind.DateTime && SerialDate.IsValid(cell.Number))
        {
            return (new SpreadKey(null, DateOnly.FromDateTime(cell.DateTime)), cell.Number);
        }

        var text = CellText.Of(cell);
        if (text.Length is 0 or > 12)
        {
            return null;
        }

        if (Sizes.Contains(text))
        {
            return (new SpreadKey(text, null), 0);
        }

        // Sizes of shoes and of clothing, adults' and children's.
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && (size is >= 20 and <= 60 || size is >= 70 and <= 200 && size % 5 == 0))
        {
            return (new SpreadKey(text, null), size);
        }

        return cell.Kind == CellKind.Text && text.Length >= 3 && text.AsSpan().ContainsAny("-/.月") && words.Dates.TryRead(text, DayMonthOrder.Unknown, today, out var date)
            ? (new SpreadKey(null, date.Date), date.Date.DayNumber)
            : null;
    }
}
