using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>Reads the lines and sums of all tables of a sheet that is held in memory.</summary>
internal static class SheetLines
{
    public static void Read(SheetAnalysis sheet, Words words)
    {
        foreach (var table in sheet.Tables)
        {
            if (!table.CanHoldLines)
            {
                sheet.SawPlaceholder |= table.Region.Profiles.Values.Any(p => p.Placeholders > 0 && p.Placeholders * 2 >= p.Filled);
                continue;
            }

            ReadTable(sheet, table, words);
        }
    }

    private static void ReadTable(SheetAnalysis sheet, AnalysedTable table, Words words)
    {
        var reader = new RowReader(table.Plan, words) { Merged = sheet.Grid.Merges.Count == 0 ? null : sheet.Grid.FromAbove };
        var before = sheet.Lines.Count;
        var spread = table.Plan.Spread.Length > 0 ? new SpreadReader(table.Plan, reader) : null;
        foreach (var row in table.Region.Rows)
        {
            if (spread is not null)
            {
                var known = sheet.Lines.Count;
                sheet.Lines.AddRange(spread.Read(row));
                if (sheet.Lines.Count == known && reader.Total is { } sum)
                {
                    sheet.Totals.Add(sum);
                }
            }
            else if (reader.Read(row) is { } line)
            {
                sheet.Lines.Add(table.Region.Stacked is { } stacked ? line.With(stacked.Complete(line.Line, sheet.Grid, row.Number)) : line);
            }
            else if (reader.Total is { } total)
            {
                sheet.Totals.Add(total);
            }

            sheet.SawPlaceholder |= reader.SawPlaceholder;
        }

        if (sheet.Lines.Count == before)
        {
            return;
        }

        TakeUnnamedSum(sheet, table);
        Shifts(sheet, table, words);
        MixedNumbers(sheet, table);
    }

    /// <summary>
    /// A last row that states the sums of all quantities and amounts above it is their total, though no word says so: it names no goods, or
    /// has no price where all others have one. Amounts in words may stand where goods have codes: 合计（大写）： | 叁仟陆佰零伍元整.
    /// </summary>
    private static void TakeUnnamedSum(SheetAnalysis sheet, AnalysedTable table)
    {
        var lines = sheet.Lines.FindAll(l => l.Table == table.Plan);
        if (lines.Count < 3 || !table.Plan.HasItem || lines[^1] is not { Line: { Amount: { } amount } sum } last)
        {
            return;
        }

        var above = lines.GetRange(0, lines.Count - 1);
        if ((sum.ItemName ?? sum.ItemCode ?? sum.CustomerItemCode ?? sum.Specification) is not null && (sum is not { UnitPrice: null, Quantity: not null } || above.Exists(l => l.Line.UnitPrice is null)))
        {
            return;
        }

        if (above.TrueForAll(l => l.Line.Amount is not null) && above.Sum(l => l.Line.Amount) == amount && (sum.Quantity is null || above.Sum(l => l.Line.Quantity) == sum.Quantity))
        {
            sheet.Lines.Remove(last);
            sheet.Totals.Add(new TotalRow(Vocabulary.RowKind.Total, amount, last.Row, table.Plan[Vocabulary.Concept.Amount]!.Header.Column) { Quantity = sum.Quantity });
        }
    }

    private static void Shifts(SheetAnalysis sheet, AnalysedTable table, Words words)
    {
        if (ColumnShift.Find(table.Region, words) is { } shift)
        {
            sheet.Findings.Add(UnderstandingFindings.ColumnsShift.At(
                CellText.Place(sheet.Grid.Info, shift.Column, shift.Row), null, shift.Row, CellText.ColumnName(shift.Column)));
        }
    }

    private static void MixedNumbers(SheetAnalysis sheet, AnalysedTable table)
    {
        foreach (var meaning in (ReadOnlySpan<Concept>)[Concept.Quantity, Concept.UnitPrice, Concept.Amount])
        {
            if (table.Plan[meaning] is { Profile.NumberStyleContradicted: true } column)
            {
                sheet.Findings.Add(UnderstandingFindings.NumberStyleUnclear.At(
                    CellText.Place(sheet.Grid.Info, column.Header.Column, table.Region.Header.LastRow), FieldPaths.Of(meaning), CellText.ColumnName(column.Header.Column)));
            }
        }
    }
}
