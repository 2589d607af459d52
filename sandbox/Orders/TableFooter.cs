using System.Globalization;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>What stands below a table and is no line: totals, tax, freight, notes, signatures.</summary>
internal sealed class TableFooter(SheetGrid grid, SheetPlan plan, OrderTable table, int firstColumn, Chance chance)
{
    /// <summary>Writes totals and notes and returns the row behind them.</summary>
    public int Write(int row, IReadOnlyList<CanonicalOrder> orders)
    {
        if (plan.Has("totals-block"))
        {
            var totals = orders[0].Totals!;
            row = Money(row, "subtotal", totals.Goods!.Value);
            row = Money(row, "freight", totals.Freight!.Value);
            row = Money(row, "tax", totals.Tax!.Value);
            row = Money(row, "total", totals.Payable!.Value);
        }
        else if (plan.Has("total-row"))
        {
            row = Total(row, "total", orders.SelectMany(order => order.Lines));
        }

        return row;
    }

    public int WriteNotes(int row)
    {
        if (!plan.Has("notes"))
        {
            return row;
        }

        row += chance.Below(2);
        foreach (var note in plan.Lexicon.Of("notes").Take(chance.Between(1, 4)))
        {
            grid.Text(row++, firstColumn, note);
        }

        return row;
    }

    /// <summary>A row with the sums of quantity and amount.</summary>
    public int Total(int row, string word, IEnumerable<OrderLine> lines)
    {
        var summed = lines.ToList();
        grid.Text(row, firstColumn + chance.Below(2), Word(word));
        Put(row, table.ColumnOf(OrderField.Quantity), plan.Notation.Quantity(summed.Sum(line => line.Quantity ?? 0), null));
        Put(row, table.ColumnOf(OrderField.Amount), plan.Notation.Money(summed.Sum(line => line.Amount ?? 0), plan.AmountDecimals));
        return row + 1;
    }

    private int Money(int row, string word, decimal value)
    {
        var column = table.ColumnOf(OrderField.Amount);
        grid.Text(row, Math.Max(firstColumn, column - 1), Word(word));
        Put(row, column, plan.Notation.Money(value, plan.AmountDecimals));
        return row + 1;
    }

    private string Word(string key)
    {
        var word = plan.Level == 1 ? plan.Lexicon.Of(key)[0] : chance.Pick(plan.Lexicon.Of(key));
        return plan.Level > 2 && chance.In(1, 3) ? string.Create(CultureInfo.InvariantCulture, $"{word}:") : word;
    }

    private void Put(int row, int column, GridCell cell)
    {
        if (column >= 0)
        {
            grid[row, column] = cell;
        }
    }
}
