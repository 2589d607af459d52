using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>Rows below a table's captions that have goods and numbers where lines have them, and were read neither as lines nor as sums.</summary>
internal static class UnreadRows
{
    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, Words words)
    {
        var known = KnownRows(sheet);
        var sums = 0m;
        var read = sheet.Lines.Where(l => l.Table == table.Plan).GroupBy(l => l.Row).ToDictionary(g => g.Key, g => g.Sum(l => l.Line.Quantity ?? 0));
        List<int> unread = [];
        foreach (var row in sheet.Grid.Rows.Where(r => r.Number >= table.Region.FirstRow && r.Number <= table.Region.LastRow))
        {
            sums += read.GetValueOrDefault(row.Number);
            if (!known.Contains(row.Number) && LooksLikeLine(row, table, sums, words))
            {
                unread.Add(row.Number);
            }
        }

        unread.AddRange(table.Region.Stacked?.Uneven ?? []);
        if (unread.Count > 0)
        {
            yield return UnderstandingFindings.RowsUnread.At(CellText.Place(sheet.Grid.Info, table.Region.FirstColumn, unread[0]), null, RowRanges.Of(unread));
        }
    }

    private static HashSet<int> KnownRows(SheetAnalysis sheet)
    {
        var known = sheet.Lines.Select(l => l.Row).Concat(sheet.Totals.Select(t => t.Row)).ToHashSet();
        foreach (var header in sheet.Tables.Select(t => t.Region.Header))
        {
            known.UnionWith(Enumerable.Range(header.FirstRow, header.LastRow - header.FirstRow + 1));
        }

        return known;
    }

    private static bool LooksLikeLine(SheetRow row, AnalysedTable table, decimal quantitySoFar, Words words)
    {
        var quantity = Number(row, table, Concept.Quantity);
        var money = Number(row, table, Concept.Amount) ?? Number(row, table, Concept.UnitPrice);
        if (quantity is null or 0 && money is null or 0 || quantity == quantitySoFar || SaysWhatItIs(row, table, words))
        {
            return false;
        }

        // A price beside goods of which none are ordered is an unused slot.
        var item = Lines.TablePlan.ItemConcepts.Any(c => table.Plan[c] is { } column && TableRegion.Value(row, column.Header) is { Kind: CellKind.Text });
        return quantity is not (null or 0) || item && Number(row, table, Concept.Amount) is not (null or 0);
    }

    /// <summary>True where a text of the row says that it holds no goods.</summary>
    private static bool SaysWhatItIs(SheetRow row, AnalysedTable table, Words words)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column < table.Plan.FirstColumn - 1 || cell.Column > table.Plan.LastColumn || cell.Kind != CellKind.Text || CellText.IsBlank(cell))
            {
                continue;
            }

            if (SaysWhatItIs(CellText.Of(cell), words))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a word for a sum, a label with its value, or a hint of the form: no goods.</summary>
    public static bool SaysWhatItIs(string text, Words words) =>
        words.Row(text) is { Score: >= 0.7 } || words.IsPlaceholder(text) || text.AsSpan().IndexOfAny(':', '：') > 0;

    public static decimal? Number(SheetRow row, AnalysedTable table, Concept concept) =>
        table.Plan[concept] is { } column && TableRegion.Value(row, column.Header) is { } cell
            ? cell.Kind switch
            {
                CellKind.Number => cell.Number,
                CellKind.Text when NumberText.TryRead(cell.Text, table.Plan.Style.NumbersOf(column.Profile), out var number) => number.Value,
                _ => null,
            }
            : null;
}
