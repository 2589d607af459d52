using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Units in the column right of the quantities that has no caption of its own: printed forms write 500 | м under one "Количество".</summary>
internal static class UnnamedUnits
{
    private const double Named = 0.55;

    /// <summary>The table's captions, with one for such a column.</summary>
    public static IReadOnlyList<HeaderCell> Take(TableRegion table, Words words)
    {
        var headers = table.Headers;
        var quantity = headers.Where(h => h.Spread is null).MaxBy(h => h.WeightOf(Concept.Quantity));
        if (quantity is null || quantity.WeightOf(Concept.Quantity) < Named || headers.Any(h => h.WeightOf(Concept.Unit) >= Named))
        {
            return headers;
        }

        var column = quantity.Column + 1;
        if (headers.Any(h => h != quantity && h.Column <= column && h.LastColumn >= column) || !HoldsUnits(table, quantity.Column, column, words))
        {
            return headers;
        }

        var unit = new HeaderCell(column, column, quantity.Text, null, [new ConceptMatch(Concept.Unit, string.Empty, WordStrength.Strong, 0.9)]) { Hidden = quantity.Hidden };
        return [.. headers.Select(h => h == quantity ? h with { LastColumn = quantity.Column } : h).Append(unit).OrderBy(h => h.Column)];
    }

    private static bool HoldsUnits(TableRegion table, int quantity, int column, Words words)
    {
        int counted = 0, units = 0;
        foreach (var row in table.Rows)
        {
            if (SheetGrid.Find(row, quantity) is not { Kind: CellKind.Number } || SheetGrid.Find(row, column) is not { } beside || CellText.IsBlank(beside))
            {
                continue;
            }

            counted++;
            units += beside.Kind == CellKind.Text && words.UnitCode(CellText.Of(beside)) is not null ? 1 : 0;
        }

        return counted > 0 && units * 10 >= counted * 8;
    }
}
