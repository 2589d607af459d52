using System.Globalization;
using IntegrationHub.Core.Orders;
using IntegrationHub.Sandbox.Workbooks;

namespace IntegrationHub.Sandbox.Orders;

/// <summary>Tables that look like orders and are none.</summary>
internal sealed class OtherDocuments(Lexicon lexicon, DateOnly today, Chance chance)
{
    public SheetGrid Draw(DocumentKind kind, CanonicalOrder order, int decimals)
    {
        var key = char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
        var grid = new SheetGrid(lexicon.Of(key)[0]);
        var row = 1;
        grid.Text(row++, 0, chance.Pick(lexicon.Of(key)), bold: true);
        if (kind is not DocumentKind.StockList)
        {
            if (kind is not DocumentKind.PriceList)
            {
                Pair(grid, row++, lexicon.Of(key + "Number")[0], order.OrderNumber!);
                Pair(grid, row++, lexicon[OrderField.Customer][0], order.Customer!.Name!);
            }

            var until = kind is DocumentKind.PriceList or DocumentKind.Quotation;
            Pair(grid, row++, lexicon.Of(until ? "validUntil" : "orderDate")[0], DayText.Write(lexicon, today, lexicon.Of("dates")[0]));
        }

        row++;
        var columns = Columns(kind);
        for (var i = 0; i < columns.Length; i++)
        {
            grid.Text(row, i, lexicon.Of(columns[i])[0], bold: true);
        }

        foreach (var line in order.Lines)
        {
            row++;
            for (var i = 0; i < columns.Length; i++)
            {
                grid[row, i] = Cell(columns[i], line, decimals);
            }
        }

        if (kind is DocumentKind.Invoice or DocumentKind.Quotation)
        {
            row++;
            grid.Text(row, 0, lexicon.Of("total")[0]);
            grid[row, columns.Length - 1] = Number(order.Totals!.Goods!.Value, decimals);
        }

        return grid;
    }

    private static string[] Columns(DocumentKind kind) => kind switch
    {
        DocumentKind.PriceList => ["itemCode", "itemName", "specification", "unit", "unitPrice"],
        DocumentKind.StockList => ["warehouse", "itemCode", "itemName", "stock", "unit"],
        DocumentKind.DeliveryNote => ["lineNumber", "itemCode", "itemName", "shippedQuantity", "unit"],
        _ => ["lineNumber", "itemCode", "itemName", "quantity", "unit", "unitPrice", "amount"],
    };

    private GridCell Cell(string column, OrderLine line, int decimals) => column switch
    {
        "lineNumber" => Number(line.LineNumber, 0),
        "itemCode" => new GridCell(line.ItemCode!),
        "itemName" => new GridCell(line.ItemName!),
        "specification" => new GridCell(line.Specification!),
        "unit" => new GridCell(line.UnitText!),
        "unitPrice" => Number(line.UnitPrice!.Value, decimals),
        "amount" => Number(line.Amount!.Value, decimals),
        "warehouse" => new GridCell(string.Create(CultureInfo.InvariantCulture, $"{(char)('A' + chance.Below(4))}-{chance.Between(1, 40):00}")),
        _ => Number(line.Quantity!.Value, 0),
    };

    private static GridCell Number(decimal value, int decimals) => new(value.ToString("0.######", CultureInfo.InvariantCulture))
    {
        Number = value,
        Style = new CellStyle(decimals == 0 ? "General" : "#,##0.00"),
    };

    private static void Pair(SheetGrid grid, int row, string label, string value)
    {
        grid.Text(row, 0, label);
        grid.Text(row, 1, value);
    }
}
