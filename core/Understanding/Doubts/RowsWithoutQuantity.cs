using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>
/// Rows that name goods as the lines do, with a price or a unit, and whose quantity is empty. A form that lists what can be ordered has many of
/// them; where most rows are ordered, an empty quantity was forgotten. A written 0 or - says that none is
/// wanted, and so does an amount of 0.
/// </summary>
internal static class RowsWithoutQuantity
{
    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, Words words)
    {
        if (table.Plan[Concept.Quantity] is not { } quantity)
        {
            yield break;
        }

        var read = sheet.Lines.Where(l => l.Table == table.Plan).Select(l => l.Row).ToHashSet();
        var sums = sheet.Totals.Select(t => t.Row).ToHashSet();
        var empty = sheet.Grid.Rows
            .Where(r => r.Number >= table.Region.FirstRow && r.Number <= table.Region.LastRow && !r.Hidden && !read.Contains(r.Number) && !sums.Contains(r.Number))
            .Where(r => TableRegion.Value(r, quantity.Header) is null && UnreadRows.Number(r, table, Concept.Amount) != 0
                && (NamesGoods(r, table, words) || IsUnderMergedQuantity(sheet, table, quantity, r, words)))
            .ToList();
        if (empty.Count > 0 && empty.Count < read.Count || empty.Exists(r => IsUnderMergedQuantity(sheet, table, quantity, r, words)))
        {
            yield return UnderstandingFindings.QuantityLeftEmpty.At(
                CellText.Place(sheet.Grid.Info, quantity.Header.Column, empty[0].Number), "lines[].quantity", RowRanges.Of([.. empty.Select(r => r.Number)]));
        }
    }

    /// <summary>An item whose quantity is merged with the one above: nothing says how they share it.</summary>
    private static bool IsUnderMergedQuantity(SheetAnalysis sheet, AnalysedTable table, AssignedColumn quantity, SheetRow row, Words words) =>
        sheet.Grid.FromAbove(row.Number, quantity.Header.Column) is not null && table.Region.Stacked?.Continued.Contains(row.Number) != true
        && (Text(row, table, Concept.ItemCode) is { Length: > 0 } code ? code : Text(row, table, Concept.ItemName)) is { Length: > 0 } item && !UnreadRows.SaysWhatItIs(item, words);

    private static bool NamesGoods(SheetRow row, AnalysedTable table, Words words)
    {
        var item = Text(row, table, Concept.ItemCode);
        var named = item.Length > 0 ? item : Text(row, table, Concept.ItemName);
        if (named.Length == 0 || UnreadRows.SaysWhatItIs(named, words))
        {
            return false;
        }

        return UnreadRows.Number(row, table, Concept.UnitPrice) is not (null or 0)
            || item.Length > 0 && words.Values.UnitCode(Text(row, table, Concept.Unit)) is not null;
    }

    private static string Text(SheetRow row, AnalysedTable table, Concept concept) =>
        table.Plan[concept] is { } column && TableRegion.Value(row, column.Header) is { } cell ? CellText.Of(cell) : string.Empty;
}
