using System.Globalization;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>Draws orders onto sheets by a plan.</summary>
internal sealed class SheetDrawing(SheetPlan plan, Chance chance)
{
    private const int SlotCount = 25;

    private readonly int _firstColumn = plan.Has("offset") ? 1 : 0;
    private readonly int _firstRow = plan.Has("offset") ? 2 : 1;

    public List<SheetGrid> Draw(IReadOnlyList<CanonicalOrder> orders)
    {
        var sheets = new List<SheetGrid>();
        if (plan.Layout == Layout.SheetPerOrder)
        {
            foreach (var order in orders)
            {
                var grid = new SheetGrid(string.Create(CultureInfo.InvariantCulture, $"{plan.Lexicon.Of("sheetNames")[0]} {sheets.Count + 1}"));
                Form(grid, _firstRow, order);
                sheets.Add(grid);
            }
        }
        else
        {
            var grid = new SheetGrid(chance.Pick(plan.Lexicon.Of("sheetNames")));
            if (plan.TitleFields.Count > 0)
            {
                var row = _firstRow;
                foreach (var order in orders)
                {
                    row = Form(grid, row, order) + 2;
                }
            }
            else
            {
                List(grid, orders);
            }

            sheets.Add(grid);
        }

        if (plan.Has("extra-sheets"))
        {
            AddExtraSheets(sheets);
        }

        return sheets;
    }

    /// <summary>A form without lines: title block without values, header, and empty or hinted slots.</summary>
    public SheetGrid DrawBlank()
    {
        var grid = new SheetGrid(plan.Lexicon.Of("sheetNames")[0]);
        var row = _firstRow;
        grid.Text(row++, _firstColumn, plan.Lexicon.Of("titles")[0], bold: true);
        foreach (var field in plan.TitleFields)
        {
            grid.Text(row++, _firstColumn, plan.Labels[field]);
        }

        var table = new OrderTable(grid, plan, _firstColumn, chance);
        row = table.WriteHeader(row + 1);
        if (plan.Layout == Layout.Slots)
        {
            row = UnusedSlots(grid, table, row, 1);
            grid.Text(row, _firstColumn, plan.Lexicon.Of("total")[0]);
        }

        return grid;
    }

    private void List(SheetGrid grid, IReadOnlyList<CanonicalOrder> orders)
    {
        var row = _firstRow;
        if (plan.Level > 1 && chance.In(1, 3))
        {
            grid.Text(row, _firstColumn, chance.Pick(plan.Lexicon.Of("titles")), bold: true);
            grid.Merge(row, row, _firstColumn, _firstColumn + plan.Columns.Count - 1);
            row++;
        }

        var table = new OrderTable(grid, plan, _firstColumn, chance);
        var footer = new TableFooter(grid, plan, table, _firstColumn, chance);
        row = table.WriteHeader(row);
        foreach (var order in orders)
        {
            row = table.WriteOrder(row, order, repeatOrder: plan.Layout != Layout.HeaderFirstRow);
            if (plan.Has("subtotal-rows"))
            {
                row = footer.Total(row, "subtotal", order.Lines);
            }
        }

        footer.WriteNotes(footer.Write(row, orders));
    }

    private int Form(SheetGrid grid, int row, CanonicalOrder order)
    {
        var title = plan.Level == 1 ? plan.Lexicon.Of("titles")[0] : chance.Pick(plan.Lexicon.Of("titles"));
        row = new TitleBlock(grid, plan, _firstColumn, chance).Write(row, order, title);
        var table = new OrderTable(grid, plan, _firstColumn, chance);
        var footer = new TableFooter(grid, plan, table, _firstColumn, chance);
        if (plan.Layout == Layout.SideBySide)
        {
            return footer.WriteNotes(SideBySide(grid, table, row, order));
        }

        row = table.WriteOrder(table.WriteHeader(row), order, repeatOrder: true);
        if (plan.Layout == Layout.Slots)
        {
            row = UnusedSlots(grid, table, row, order.Lines.Count + 1);
        }

        return footer.WriteNotes(footer.Write(row, [order]));
    }

    private int SideBySide(SheetGrid grid, OrderTable left, int row, CanonicalOrder order)
    {
        var right = new OrderTable(grid, plan, _firstColumn + left.Width + 1, chance);
        var half = (order.Lines.Count + 1) / 2;
        var first = left.WriteHeader(row);
        right.WriteHeader(row);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var (table, at) = i < half ? (left, first + i) : (right, first + i - half);
            table.WriteLine(at, order, order.Lines[i], withOrder: true);
        }

        return first + half;
    }

    private int UnusedSlots(SheetGrid grid, OrderTable table, int row, int next)
    {
        var hints = plan.Lexicon.Of("slotHints");
        var hinted = plan.Level > 1;
        for (var slot = next; slot <= SlotCount; slot++, row++)
        {
            grid[row, table.ColumnOf(OrderField.LineNumber)] = new GridCell(slot.ToString(CultureInfo.InvariantCulture)) { Number = slot };
            if (!hinted)
            {
                continue;
            }

            grid.Text(row, table.ColumnOf(OrderField.ItemCode), hints[^1]);
            grid.Text(row, table.ColumnOf(OrderField.ItemName), hints[0]);
            if (table.ColumnOf(OrderField.Amount) is >= 0 and var amount)
            {
                grid[row, amount] = plan.Notation.Money(0, plan.AmountDecimals);
            }
        }

        return row;
    }

    private void AddExtraSheets(List<SheetGrid> sheets)
    {
        var instructions = new SheetGrid(plan.Lexicon.Of("instructionSheet")[0]);
        var row = 1;
        foreach (var line in plan.Lexicon.Of("instructionLines"))
        {
            instructions.Text(row++, 0, line);
        }

        sheets.Insert(chance.Below(2) == 0 ? 0 : sheets.Count, instructions);

        var list = new SheetGrid(plan.Lexicon.Of("listSheet")[0], chance.PickOf(SheetVisibility.Hidden, SheetVisibility.VeryHidden));
        row = 1;
        foreach (var goods in plan.Lexicon.Of("goods"))
        {
            list.Text(row, 0, string.Create(CultureInfo.InvariantCulture, $"{1000 + row}"));
            list.Text(row, 1, goods.Split(';')[0].Trim());
            list.Text(row++, 2, chance.Pick(plan.Lexicon.Of("units")).Split('=')[0]);
        }

        sheets.Add(list);
    }
}
