using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Documents;

/// <summary>A document without lines that may be an order all the same: numbers stand in rows beside texts, but nobody knows what their captions mean.</summary>
internal static class UnknownCaptions
{
    private const int LeastRows = 2;
    private const int LeastCells = 3;
    private const int MaxListed = 5;
    private const double Sure = 0.85;

    /// <summary>The question to ask; null where the sheets hold no such rows.</summary>
    public static Finding? Find(IReadOnlyList<SheetAnalysis> sheets)
    {
        var forms = sheets.SelectMany(s => s.Tables).Where(t => t.CanHoldLines).ToList();
        foreach (var sheet in sheets.Where(s => s.Tables.Count > 0 || !forms.Exists(f => Explains(s, f))))
        {
            if ((sheet.Tables.Count == 0 ? Rows(sheet) : sheet.Tables.Select(InTable).FirstOrDefault(f => f is not null)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A sheet without a table of its own that lists the captions of a form explains how to fill it in.</summary>
    private static bool Explains(SheetAnalysis sheet, AnalysedTable form)
    {
        var captions = form.Region.Headers.Select(h => h.Text.TrimEnd('*', ' ')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var listed = 0;
        foreach (var row in sheet.Grid.Rows)
        {
            listed += row.Cells.ToArray().Any(c => c.Kind == CellKind.Text && captions.Contains(CellText.Of(c).TrimEnd('*', ' '))) ? 1 : 0;
        }

        return listed >= LeastRows;
    }

    /// <summary>Columns of numbers whose captions mean nothing, in a table that lacks the quantity.</summary>
    private static Finding? InTable(AnalysedTable table)
    {
        // A caption that surely is the quantity's, with nothing below it: a form or price list that nobody filled in.
        if (table.Plan[Concept.Quantity] is { } quantity && (quantity.Profile.Filled > 0 || quantity.Header.WeightOf(Concept.Quantity) >= Sure) || !table.Plan.HasItem)
        {
            return null;
        }

        var unknown = table.Region.Headers.Where(h => h.Spread is null && h.Meanings.Count == 0 && table.Region.Profiles[h.Column] is var profile
            && profile.Numbers >= LeastRows && profile.Share(profile.Numbers) >= 0.8

            // Two numbers rise as often as not.
            && !(profile.Filled > LeastRows && profile.IsRunningNumber)).ToList();
        return unknown.Count == 0 ? null : Ask(table.Region.Grid, table.Region.Header.LastRow, unknown[0].Column, unknown.Select(h => h.Text));
    }

    /// <summary>Rows of texts and numbers without any captions that are known.</summary>
    private static Finding? Rows(SheetAnalysis sheet)
    {
        SheetRow? above = null;
        var run = 0;
        foreach (var row in sheet.Grid.Rows)
        {
            if (IsOfGoods(row))
            {
                if (++run == LeastRows && above is not null)
                {
                    return Ask(sheet.Grid, above.Number, above.Cells[0].Column, above.Cells.ToArray().Where(c => !CellText.IsBlank(c)).Select(c => CellText.Of(c)));
                }
            }
            else
            {
                (run, above) = (0, row);
            }
        }

        return null;
    }

    private static bool IsOfGoods(SheetRow row)
    {
        int texts = 0, numbers = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (!CellText.IsBlank(cell))
            {
                var isNumber = cell.Kind == CellKind.Number || cell.Kind == CellKind.Text && NumberText.TryRead(cell.Text, NumberStyle.Unknown, out var number) && number.IsBare;
                numbers += isNumber ? 1 : 0;
                texts += isNumber ? 0 : 1;
            }
        }

        return numbers > 0 && texts > 0 && numbers + texts >= LeastCells;
    }

    private static Finding Ask(SheetGrid grid, int row, int column, IEnumerable<string> captions) =>
        UnderstandingFindings.CaptionsUnknown.At(CellText.Place(grid.Info, column, row), null, string.Join(" | ", captions.Take(MaxListed)));
}
