using System.Globalization;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>The table of lines: its header and rows, from a given column on.</summary>
internal sealed class OrderTable(SheetGrid grid, SheetPlan plan, int firstColumn, Chance chance)
{
    private static readonly OrderField[] s_ofTheOrder =
        [OrderField.OrderNumber, OrderField.OrderDate, OrderField.Customer, OrderField.CustomerCode];

    private static readonly OrderField[] s_required =
        [OrderField.OrderNumber, OrderField.ItemCode, OrderField.Quantity, OrderField.UnitPrice];

    public int Width => plan.Columns.Count;

    /// <summary>Sheet column of a field; -1 where the table does not have it.</summary>
    public int ColumnOf(OrderField field)
    {
        var index = Index(field);
        return index < 0 ? -1 : firstColumn + index;
    }

    /// <summary>Writes the header and returns the row behind it.</summary>
    public int WriteHeader(int row)
    {
        if (plan.Has("instruction-row"))
        {
            grid.Text(row, firstColumn, chance.Pick(plan.Lexicon.Of("instructions")));
            grid.Merge(row, row, firstColumn, firstColumn + Width - 1);
            row++;
        }

        if (plan.Layout != Layout.MultiRowHeader)
        {
            for (var i = 0; i < Width; i++)
            {
                grid.Text(row, firstColumn + i, Heading(plan.Columns[i]), bold: true);
            }

            return row + 1;
        }

        for (var i = 0; i < Width; i++)
        {
            if (GroupOf(plan.Columns[i]) is not { } group)
            {
                grid.Text(row, firstColumn + i, Heading(plan.Columns[i]), bold: true);
                grid.Merge(row, row + 1, firstColumn + i, firstColumn + i);
                continue;
            }

            var end = i;
            while (end + 1 < Width && GroupOf(plan.Columns[end + 1]) == group)
            {
                end++;
            }

            grid.Text(row, firstColumn + i, plan.Lexicon.Of(group)[0], bold: true);
            grid.Merge(row, row, firstColumn + i, firstColumn + end);
            for (var j = i; j <= end; j++)
            {
                grid.Text(row + 1, firstColumn + j, Heading(plan.Columns[j]), bold: true);
            }

            i = end;
        }

        return row + 2;
    }

    /// <summary>Writes one line; the order's own cells only where <paramref name="withOrder"/>.</summary>
    public void WriteLine(int row, CanonicalOrder order, OrderLine line, bool withOrder)
    {
        for (var i = 0; i < Width; i++)
        {
            var field = plan.Columns[i];
            if (withOrder || !s_ofTheOrder.Contains(field))
            {
                grid[row, firstColumn + i] = Cell(row, field, order, line);
            }
        }
    }

    /// <summary>Writes all lines of an order and returns the row behind them.</summary>
    public int WriteOrder(int row, CanonicalOrder order, bool repeatOrder)
    {
        var first = row;
        foreach (var line in order.Lines)
        {
            WriteLine(row++, order, line, repeatOrder || row - 1 == first);
        }

        if (plan.Has("merged-order-cells"))
        {
            foreach (var field in s_ofTheOrder.Where(field => Index(field) >= 0))
            {
                grid.Merge(first, row - 1, ColumnOf(field), ColumnOf(field));
            }
        }

        return row;
    }

    private GridCell? Cell(int row, OrderField field, CanonicalOrder order, OrderLine line)
    {
        var notation = plan.Notation;
        return field switch
        {
            OrderField.OrderNumber => notation.Text(order.OrderNumber!),
            OrderField.OrderDate => notation.Day(order.OrderDate!.Value),
            OrderField.Customer => notation.Text(order.Customer!.Name!),
            OrderField.CustomerCode => notation.Text(order.Customer!.Code!),
            OrderField.Currency => notation.Text(order.Currency!),
            OrderField.LineNumber => new GridCell(line.LineNumber.ToString(CultureInfo.InvariantCulture)) { Number = line.LineNumber },
            OrderField.ItemCode => notation.Text(line.ItemCode!),
            OrderField.ItemName => notation.Text(line.ItemName!),
            OrderField.Specification => notation.Text(line.Specification!),
            OrderField.Quantity => notation.Quantity(line.Quantity!.Value, line.UnitText),
            OrderField.Unit => notation.Text(line.UnitText!),
            OrderField.UnitPrice => notation.Money(line.UnitPrice!.Value, plan.AmountDecimals),
            OrderField.Amount => notation.Money(line.Amount!.Value, plan.AmountDecimals, AmountFormula(row)),
            OrderField.DeliveryDate => notation.Day(line.DeliveryDate!.Value),
            OrderField.TaxRate => notation.Percent(line.TaxRate!.Value),
            OrderField.ShippedQuantity => notation.Quantity(Math.Floor(line.Quantity!.Value * chance.Below(3) / 4), null),
            OrderField.PackQuantity => notation.Quantity(chance.PickOf(2, 6, 12, 24), null),
            OrderField.NetPrice => notation.Money(decimal.Round(line.UnitPrice!.Value * 1.25m, plan.AmountDecimals), plan.AmountDecimals),
            OrderField.Drawing => notation.Text($"DWG-{chance.Between(1000, 9999)} {(char)('A' + chance.Below(5))}"),
            OrderField.Weight => notation.Quantity(chance.Between(5, 900) / 100m, null),
            OrderField.Remarks when chance.In(1, 4) => notation.Text(chance.PickOf("OK", "RoHS", "---", "urgent", "A+")),
            _ => null,
        };
    }

    private string? AmountFormula(int row) => plan.Has("amount-formulas")
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"ROUND({XlsxParts.ColumnName(ColumnOf(OrderField.Quantity))}{row}*{XlsxParts.ColumnName(ColumnOf(OrderField.UnitPrice))}{row},{plan.AmountDecimals})")
        : null;

    private string Heading(OrderField field)
    {
        var label = plan.Labels[field];
        if (plan.Has("bilingual-header") && plan.Lexicon.Language != "en")
        {
            label = $"{label}\n{Lexicon.Load("en")[field][0]}";
        }

        return plan.Has("required-stars") && s_required.Contains(field) ? "*" + label : label;
    }

    private static string? GroupOf(OrderField field) => field switch
    {
        OrderField.ItemCode or OrderField.ItemName or OrderField.Specification => "groupItem",
        OrderField.UnitPrice or OrderField.NetPrice or OrderField.Amount => "groupPrice",
        _ => null,
    };

    private int Index(OrderField field)
    {
        for (var i = 0; i < plan.Columns.Count; i++)
        {
            if (plan.Columns[i] == field)
            {
                return i;
            }
        }

        return -1;
    }
}
