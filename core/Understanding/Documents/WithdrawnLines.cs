using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>
/// Lines that call themselves cancelled, are struck through or stand in hidden rows: the stated sums, or where there are none the stated number of lines, decide whether they count. Where
/// the sums fit only without them they are left out; hidden ones that the sums need are kept; else a person is asked.
/// </summary>
internal static class WithdrawnLines
{
    private static readonly Withdrawal[] Kinds = [Withdrawal.Said, Withdrawal.Struck, Withdrawal.Hidden];

    public static List<LineDraft> Settle(SheetAnalysis sheet, AnalysedTable table, TitleBlock title, List<LineDraft> lines, List<Finding> findings)
    {
        var kinds = Kinds.Where(k => lines.Exists(l => l.Withdrawal == k)).ToArray();
        if (kinds.Length == 0 || Proven(new Stated(sheet, table, title), kinds, lines) is not { } left)
        {
            return lines;
        }

        foreach (var kind in kinds)
        {
            var rows = lines.Where(l => l.Withdrawal == kind).ToList();
            if (left.Contains(kind))
            {
                ReportLeftOut(sheet, kind, rows, findings);
            }
            else if (kind == Withdrawal.Hidden)
            {
                findings.Add(UnderstandingFindings.HiddenRowsCounted.At(Place(sheet, rows), null, RowRanges.Of(Numbers(rows))));
            }
        }

        return
        [
            .. lines.Where(l => !left.Contains(l.Withdrawal)).Select(l => l.Withdrawal == Withdrawal.Hidden ? l.Wanted() : l),
        ];
    }

    /// <summary>The only choice of what to leave out that a stated sum agrees with; null where none or several do.</summary>
    private static Withdrawal[]? Proven(Stated stated, Withdrawal[] kinds, List<LineDraft> lines)
    {
        Withdrawal[]? proven = null;
        for (var choice = 0u; choice < 1u << kinds.Length; choice++)
        {
            var left = kinds.Where((_, i) => (choice & (1u << i)) != 0).ToArray();
            var counted = lines.FindAll(l => !left.Contains(l.Withdrawal));
            if (counted.Count == 0 || !stated.Supports(counted))
            {
                continue;
            }

            if (proven is not null)
            {
                return null;
            }

            proven = left;
        }

        return proven;
    }

    private static void ReportLeftOut(SheetAnalysis sheet, Withdrawal kind, List<LineDraft> rows, List<Finding> findings)
    {
        if (kind == Withdrawal.Said)
        {
            foreach (var line in rows)
            {
                var said = line.Findings!.Find(f => f.Code == UnderstandingFindings.LineCancelled.Code)!;
                findings.Add(UnderstandingFindings.CancelledLeftOut.At(said.Where, null, line.Line.ItemCode ?? line.Line.ItemName ?? string.Empty));
            }

            return;
        }

        var code = kind == Withdrawal.Struck ? UnderstandingFindings.StruckLeftOut : UnderstandingFindings.HiddenRowsLeftOut;
        findings.Add(code.At(Place(sheet, rows), null, RowRanges.Of(Numbers(rows))));
    }

    private static List<int> Numbers(List<LineDraft> rows) => rows.Select(l => l.Row).Distinct().ToList();

    private static string Place(SheetAnalysis sheet, List<LineDraft> rows) => CellText.Place(sheet.Grid.Info, rows[0].Table.FirstColumn, rows[0].Row);

    /// <summary>What the document states about its lines as a whole.</summary>
    private sealed class Stated
    {
        private readonly SheetAnalysis _sheet;
        private readonly AnalysedTable _table;
        private readonly List<decimal> _amounts;
        private readonly List<decimal> _quantities;

        public Stated(SheetAnalysis sheet, AnalysedTable table, TitleBlock title)
        {
            (_sheet, _table) = (sheet, table);
            var rows = sheet.Totals.FindAll(t =>
                t.Row >= table.Region.FirstRow && t.Row <= table.Region.LastRow && t.Kind is RowKind.Total or RowKind.Subtotal);
            var quantity = table.Plan[Concept.Quantity]?.Header.Column;
            _amounts = [.. rows.Where(t => t.Column != quantity).Select(t => t.Amount), .. new[] { title.Money(Concept.GoodsTotal), title.Money(Concept.Payable) }.OfType<decimal>()];
            _quantities = [.. rows.Select(t => t.Quantity).OfType<decimal>()];
        }

        public bool Supports(List<LineDraft> lines) =>
            Sum(lines, Amount) is { } amount && _amounts.Contains(amount) || Sum(lines, l => l.Line.Quantity) is { } quantity && _quantities.Contains(quantity)
            || _amounts.Count + _quantities.Count == 0 && _sheet.Lines.TrueForAll(l => l.Table == _table.Plan) && StatedLineCount.Supports(_sheet, lines);

        private static decimal? Amount(LineDraft line) => line.Line.Amount ?? line.Line.Quantity * line.Line.UnitPrice;

        private static decimal? Sum(List<LineDraft> lines, Func<LineDraft, decimal?> value) => lines.Exists(l => value(l) is null) ? null : lines.Sum(value);
    }
}
