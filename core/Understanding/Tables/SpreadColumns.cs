using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Decides whether the quantities of a table are spread over sizes or days: they are where nothing else states a quantity, or what does is their sum.</summary>
internal static class SpreadColumns
{
    private const decimal Confidence = 0.9m;

    /// <summary>The columns of quantities; none where the table is not spread. Gives the first of them the meaning of the quantity.</summary>
    public static HeaderCell[] Settle(TableRegion table, List<AssignedColumn> columns)
    {
        var spread = table.Headers.Where(h => h.Spread is not null).ToArray();
        var total = columns.Find(c => c.Meaning == Concept.Quantity);
        if (spread.Length > 0 && spread[0].Spread!.Value.IsWeekday && total is null)
        {
            var sum = columns.FindIndex(c => c.Meaning is Concept.Amount or Concept.AmountWithTax or Concept.Payable && IsSum(table, c, spread));
            if (sum >= 0)
            {
                columns[sum] = columns[sum] with { Meaning = Concept.Quantity, Confidence = Confidence };
                return [];
            }
        }

        if (spread.Length == 0 || total is not null && (spread[0].Spread!.Value.IsWeekday || !IsSum(table, total, spread)))
        {
            return [];
        }

        if (total is not null)
        {
            columns.Remove(total);
        }

        columns.Add(new AssignedColumn(spread[0], Concept.Quantity, Confidence, table.Profiles[spread[0].Column]));
        columns.Sort((a, b) => a.Header.Column.CompareTo(b.Header.Column));
        return spread;
    }

    /// <summary>The quantity in a cell; 0 for an empty one or a text.</summary>
    public static decimal Quantity(SheetRow row, HeaderCell header) => TableRegion.Value(row, header) switch
    {
        { Kind: CellKind.Number } cell => cell.Number,
        { Kind: CellKind.Text } cell when NumberText.TryRead(cell.Text, NumberStyle.Unknown, out var n) && n.IsBare => n.Value,
        _ => 0,
    };

    private static bool IsSum(TableRegion table, AssignedColumn total, HeaderCell[] spread)
    {
        int tested = 0, right = 0;
        foreach (var row in table.Rows)
        {
            var sum = spread.Sum(h => Quantity(row, h));
            if (sum != 0 && Quantity(row, total.Header) is var stated and not 0)
            {
                tested++;
                right += stated == sum ? 1 : 0;
            }
        }

        return tested > 0 && right * 10 >= tested * 8;
    }
}
