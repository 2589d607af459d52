using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>Reads a row whose quantity is spread over sizes or days as one line for each that has a quantity.</summary>
internal sealed class SpreadReader(TablePlan plan, RowReader reader)
{
    /// <summary>The row's lines; none for a row of sums, which <see cref="RowReader.Total"/> then tells of.</summary>
    public IEnumerable<LineDraft> Read(SheetRow row)
    {
        var whole = plan.Spread.Sum(h => SpreadColumns.Quantity(row, h));
        if (reader.Read(With(row, whole, null)) is not { } all)
        {
            yield break;
        }

        foreach (var header in plan.Spread)
        {
            var quantity = SpreadColumns.Quantity(row, header);
            if (quantity != 0 && reader.Read(With(row, quantity, Part(all, quantity))) is { } line)
            {
                yield return line.With(header.Spread!.Value);
            }
        }
    }

    /// <summary>A part's amount where the row's own is quantity × price; null where it cannot be told.</summary>
    private static decimal? Part(LineDraft all, decimal quantity) =>
        all.Line is { Quantity: { } whole, UnitPrice: { } price, Amount: { } amount } && Math.Abs(whole * price - amount) <= 0.02m ? quantity * price : null;

    /// <summary>The row with one quantity in place of all, and the amount that belongs to it.</summary>
    private SheetRow With(SheetRow row, decimal quantity, decimal? amount)
    {
        var first = plan.Spread[0].Column;
        var amountColumn = plan[Concept.Amount]?.Header.Column ?? -1;
        var isPart = amount is not null || quantity != plan.Spread.Sum(h => SpreadColumns.Quantity(row, h));
        var copy = new SheetRow { Number = row.Number, Hidden = row.Hidden };
        foreach (ref readonly var cell in row.Cells)
        {
            var column = cell.Column;
            if (Array.Exists(plan.Spread, h => h.Column == column))
            {
                continue;
            }

            if (column == amountColumn && isPart)
            {
                if (amount is { } value)
                {
                    copy.Add(new Cell { Column = column, Kind = CellKind.Number, Number = value, Format = cell.Format });
                }

                continue;
            }

            copy.Add(cell);
        }

        if (quantity != 0)
        {
            copy.Add(new Cell { Column = first, Kind = CellKind.Number, Number = quantity });
        }

        return copy;
    }
}
