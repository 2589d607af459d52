using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>Collects the sums that a sheet with one order states, and holds them against its lines.</summary>
internal static class Totals
{
    /// <param name="sheet">The sheet.</param>
    /// <param name="table">Its table.</param>
    /// <param name="title">The title block that belongs to it.</param>
    /// <param name="lines">The table's lines.</param>
    /// <param name="pages">The lines of all sheets of the order: the last page states the sum of all.</param>
    /// <param name="findings">Takes what does not add up.</param>
    public static OrderTotals? Of(SheetAnalysis sheet, AnalysedTable table, TitleBlock title, IReadOnlyList<LineDraft> lines, IReadOnlyList<LineDraft> pages, List<Finding> findings)
    {
        var amount = table.Plan[Concept.Amount]?.Header.Column;
        var quantity = table.Plan[Concept.Quantity]?.Header.Column;
        var rows = sheet.Totals.Where(t =>
            t.Row >= table.Region.FirstRow && t.Row <= table.Region.LastRow && (amount is null ? t.Column != quantity : t.Column == amount)).ToList();
        var sums = rows.Where(t => t.Kind is RowKind.Total or RowKind.Subtotal).Select(t => t.Amount).ToList();
        decimal? Row(RowKind kind) => rows.Where(t => t.Kind == kind).Select(t => (decimal?)t.Amount).LastOrDefault();
        var gross = rows.FindLast(t => t.Kind is RowKind.Total && t.WithTax is { } with && with > t.Amount);
        var goods = title.Money(Concept.GoodsTotal) ?? Row(RowKind.Subtotal) ?? (sums.Count > 1 ? sums[0] : null);
        var payable = gross.WithTax ?? Row(RowKind.Total) ?? title.Money(Concept.Payable);
        goods ??= gross.WithTax is null ? null : gross.Amount;
        var totals = new OrderTotals
        {
            Goods = goods,
            Tax = Row(RowKind.Tax) ?? title.Money(Concept.TaxTotal) ?? (gross.WithTax is null ? null : gross.Tax ?? gross.WithTax - gross.Amount),
            Freight = Row(RowKind.Freight) ?? title.Money(Concept.Freight),
            Discount = (Row(RowKind.Discount) ?? title.Money(Concept.Discount)) is { } d ? Math.Abs(d) : null,
            Payable = payable,
        };
        Reconcile(sheet, totals, rows, lines, pages, findings);
        ReconcileQuantities(sheet, table, lines, pages, findings);
        ConfirmPrices(totals, lines);
        return totals == new OrderTotals() ? null : totals;
    }

    private static void Reconcile(SheetAnalysis sheet, OrderTotals totals, List<TotalRow> rows, IReadOnlyList<LineDraft> lines, IReadOnlyList<LineDraft> pages, List<Finding> findings)
    {
        if (lines.Any(l => l.Line.Amount is null))
        {
            return;
        }

        var sum = lines.Sum(l => l.Line.Amount!.Value);
        var stated = new[] { totals.Goods, totals.Payable }.OfType<decimal>().Where(v => v != 0).ToList();
        if (stated.Count == 0 || stated.Exists(v => Near(v, sum)))
        {
            return;
        }

        var tax = totals.Tax ?? 0;
        var extras = (totals.Freight ?? 0) - (totals.Discount ?? 0);
        if (stated.Exists(v => Near(v, sum + tax) || Near(v, sum + tax + extras) || Near(v, sum + extras) || Near(v, sum - tax)))
        {
            return;
        }

        // A table whose header is repeated on every page, on one sheet or on a sheet each, has its sum on the last.
        if (pages.Count > sheet.Lines.Count && pages.All(l => l.Line.Amount is not null) && pages.Sum(l => l.Line.Amount!.Value) is var whole && stated.Exists(v => Near(v, whole) || Near(v, whole + tax) || Near(v, whole + tax + extras)))
        {
            return;
        }

        if (sheet.Lines.Count > lines.Count && sheet.Lines.TrueForAll(l => l.Line.Amount is not null) && sheet.Lines.Sum(l => l.Line.Amount!.Value) is var all && stated.Exists(v => Near(v, all)))
        {
            return;
        }

        var row = rows.LastOrDefault(t => t.Kind is RowKind.Total or RowKind.Subtotal);
        findings.Add(UnderstandingFindings.TotalMismatch.At(
            row.Row == 0 ? sheet.Grid.Info.Name : CellText.Place(sheet.Grid.Info, row.Column, row.Row), totals.Payable is null ? "totals.goods" : "totals.payable",
            CellText.Number(sum), CellText.Number(stated[^1])));
    }

    /// <summary>The sum of the quantities, where a row of sums states it: of one table, or on the last page of all.</summary>
    private static void ReconcileQuantities(SheetAnalysis sheet, AnalysedTable table, IReadOnlyList<LineDraft> lines, IReadOnlyList<LineDraft> pages, List<Finding> findings)
    {
        var stated = sheet.Totals.FindAll(t => t.Row >= table.Region.FirstRow && t.Row <= table.Region.LastRow && t.Kind is RowKind.Total or RowKind.Subtotal && t.Quantity is not (null or 0));
        if (stated.Count == 0 || sheet.Lines.Exists(l => l.Line.Quantity is null))
        {
            return;
        }

        var sum = lines.Sum(l => l.Line.Quantity!.Value);
        var all = sheet.Lines.Sum(l => l.Line.Quantity!.Value);
        var ofPages = pages.Sum(l => l.Line.Quantity);
        if (stated.Exists(t => t.Quantity == sum || t.Quantity == all || t.Quantity == ofPages) || stated.Sum(t => t.Quantity) == sum)
        {
            return;
        }

        findings.Add(UnderstandingFindings.QuantityTotalMismatch.At(
            CellText.Place(sheet.Grid.Info, table.Plan[Concept.Quantity]!.Header.Column, stated[^1].Row), "lines[].quantity", CellText.Number(sum), CellText.Number(stated[^1].Quantity!.Value)));
    }

    /// <summary>Prices for a hundred or a thousand, of lines without amounts: the stated sum confirms them all.</summary>
    private static void ConfirmPrices(OrderTotals totals, IReadOnlyList<LineDraft> lines)
    {
        bool IsOpen(LineDraft line) => line.Findings?.Exists(f => f.Code == UnderstandingFindings.PriceBasisUnproven.Code) == true;
        decimal? Value(LineDraft line) => line.Line.Amount ?? line.Line.Quantity * line.Line.UnitPrice;
        if (!lines.Any(IsOpen) || lines.Any(l => Value(l) is null) || (totals.Goods ?? totals.Payable) is not { } stated || stated == 0 || !Near(stated, lines.Sum(l => Value(l)!.Value)))
        {
            return;
        }

        foreach (var line in lines.Where(IsOpen))
        {
            line.Findings!.RemoveAll(f => f.Code == UnderstandingFindings.PriceBasisUnproven.Code);
        }
    }

    private static bool Near(decimal a, decimal b) => Math.Abs(a - b) <= Math.Max(0.05m, Math.Abs(b) * 0.0005m);
}
