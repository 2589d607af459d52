using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>The heading and the label/value pairs above a form's table.</summary>
internal sealed class TitleBlock(SheetGrid grid, SheetPlan plan, int firstColumn, Chance chance)
{
    private readonly bool _twoPairs = plan.Level > 1 && chance.In(1, 2);
    private readonly bool _colons = plan.Level > 1 && chance.In(1, 2);

    /// <summary>Writes the block and returns the row for the table.</summary>
    public int Write(int row, CanonicalOrder order, string title)
    {
        grid.Text(row, firstColumn + (chance.In(1, 2) ? 2 : 0), title, bold: true);
        row += plan.Level > 1 && chance.In(1, 2) ? 2 : 1;
        row = Style switch
        {
            Layout.TitleBelow => WriteBelow(row, order),
            Layout.TitleColon => WriteInOneCell(row, order),
            _ => WriteRight(row, order),
        };
        return row + (chance.In(2, 3) ? 1 : 0);
    }

    private Layout Style => plan.Layout is Layout.TitleBelow or Layout.TitleColon or Layout.TitleRight
        ? plan.Layout
        : plan.Has("colon-titles") ? Layout.TitleColon : Layout.TitleRight;

    private string Colon => plan.Lexicon.IsEastAsian ? "：" : ":";

    private int WriteRight(int row, CanonicalOrder order)
    {
        var side = 0;
        foreach (var field in plan.TitleFields)
        {
            var column = firstColumn + (side * 3);
            grid.Text(row, column, plan.Labels[field] + (_colons ? Colon : ""));
            grid[row, column + 1] = Value(field, order);
            side = _twoPairs ? 1 - side : 0;
            row += side == 0 ? 1 : 0;
        }

        return row + side;
    }

    private int WriteBelow(int row, CanonicalOrder order)
    {
        for (var i = 0; i < plan.TitleFields.Count; i++)
        {
            grid.Text(row, firstColumn + i, plan.Labels[plan.TitleFields[i]], bold: true);
            grid[row + 1, firstColumn + i] = Value(plan.TitleFields[i], order);
        }

        return row + 3;
    }

    private int WriteInOneCell(int row, CanonicalOrder order)
    {
        var side = 0;
        foreach (var field in plan.TitleFields)
        {
            var gap = plan.Lexicon.IsEastAsian ? "" : " ";
            grid.Text(row, firstColumn + (side * 3), $"{plan.Labels[field]}{Colon}{gap}{Written(field, order)}");
            side = _twoPairs ? 1 - side : 0;
            row += side == 0 ? 1 : 0;
        }

        return row + side;
    }

    private GridCell Value(OrderField field, CanonicalOrder order) => field switch
    {
        OrderField.OrderDate => plan.Notation.FullDay(order.OrderDate!.Value),
        OrderField.RequestedDate => plan.Notation.FullDay(order.RequestedDate!.Value),
        _ => new GridCell(Written(field, order)),
    };

    private string Written(OrderField field, CanonicalOrder order) => field switch
    {
        OrderField.OrderNumber => order.OrderNumber!,
        OrderField.OrderDate => DayText.Write(plan.Lexicon, order.OrderDate!.Value, FullPattern),
        OrderField.RequestedDate => DayText.Write(plan.Lexicon, order.RequestedDate!.Value, FullPattern),
        OrderField.Customer => order.Customer!.Name!,
        OrderField.CustomerCode => order.Customer!.Code!,
        OrderField.Contact => order.Customer!.Contact!,
        OrderField.Phone => order.Customer!.Phone!,
        OrderField.Supplier => order.Supplier!.Name!,
        OrderField.ShipTo => order.ShipTo!.Street!,
        OrderField.Currency => order.Currency!,
        _ => "",
    };

    private string FullPattern =>
        plan.Notation.Days == DayStyle.WithoutYear ? plan.Lexicon.Of("dates")[0] : plan.Notation.DayPattern;
}
