using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>Columns of a table that no caption names, or none that is known, with values of a kind that the lines lack: codes, texts, days, prices.</summary>
internal static class ColumnsWithoutCaption
{
    private const int LeastLines = 2;

    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, IReadOnlyList<LineDraft> lines, Words words)
    {
        var rows = lines.Select(l => l.Row).ToHashSet();
        if (rows.Count < LeastLines)
        {
            yield break;
        }

        for (var column = table.Plan.FirstColumn; column <= table.Plan.LastColumn + 1; column++)
        {
            var header = table.Region.Headers.FirstOrDefault(h => h.Column <= column && h.LastColumn >= column);
            if (header is { Spread: not null } or { Meanings.Count: > 0 } or { Hidden: true } || table.Plan.ConceptAt(column) is >= 0 and var meant && FieldPaths.Of((Concept)meant) is not null)
            {
                continue;
            }

            if (Missing(Profile(sheet, rows, column, words), rows.Count, table) is { } missing)
            {
                yield return UnderstandingFindings.ColumnUnknown.At(
                    CellText.Place(sheet.Grid.Info, column, table.Region.Header.LastRow), missing, CellText.ColumnName(column), header?.Text ?? string.Empty, OrderTerms.Of(missing));
            }
        }
    }

    private static ColumnProfile Profile(SheetAnalysis sheet, HashSet<int> rows, int column, Words words)
    {
        var profile = new ColumnProfile { Column = column };
        foreach (var row in sheet.Grid.Rows.Where(r => rows.Contains(r.Number)))
        {
            if (SheetGrid.Find(row, column) is { } cell)
            {
                profile.Observe(cell, words.Values);
            }
        }

        return profile;
    }

    /// <summary>One name for each code: fewer by half are groups of goods, more are something else.</summary>
    private static bool NamesAsManyAs(AnalysedTable table, ColumnProfile names) =>
        table.Plan[Concept.ItemCode] is not { Profile.Distinct: > 0 and var codes } || names.Distinct <= codes && names.Distinct * 2 >= codes;

    /// <summary>The field that the column might be and that no other column fills; null where it cannot matter.</summary>
    private static string? Missing(ColumnProfile profile, int lines, AnalysedTable table)
    {
        if (profile.Filled * 2 < lines || profile.Filled < LeastLines || profile.IsRunningNumber)
        {
            return null;
        }

        bool Lacks(params ReadOnlySpan<Concept> meanings)
        {
            foreach (var meaning in meanings)
            {
                if (table.Plan.Has(meaning))
                {
                    return false;
                }
            }

            return true;
        }

        return profile.Share(profile.Dates) >= 0.8 ? Lacks(Concept.DeliveryDate, Concept.RequestedDate, Concept.OrderDate) ? "deliveryDate" : null
            : profile.Share(profile.Codes) >= 0.8 && profile.Share(profile.Numbers) < 0.5 && profile.Distinct == profile.Filled
                ? Lacks(Concept.ItemCode, Concept.CustomerItemCode, Concept.SupplierItemCode) ? "itemCode" : null
            : profile.Numbers == 0 && profile.Share(profile.Worded) >= 0.8 && NamesAsManyAs(table, profile) ? Lacks(Concept.ItemName, Concept.Description, Concept.Specification) ? "itemName" : null
            : profile.Share(profile.Numbers) >= 0.9 && profile.Integers < profile.Numbers && Lacks(Concept.UnitPrice, Concept.Amount, Concept.PriceWithTax, Concept.AmountWithTax, Concept.ListPrice, Concept.OtherPrice)
                ? "unitPrice" : null;
    }
}
