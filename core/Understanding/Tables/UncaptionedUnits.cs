using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>Units in a column of their own behind the quantity's, under no caption or under one that reaches over both: <c>Количество | | Цена</c>.</summary>
internal static class UncaptionedUnits
{
    private const double Sure = 0.87;

    /// <summary>The captions, with one for the column of units where there is such a column.</summary>
    /// <param name="headers">Captions by ascending column.</param>
    /// <param name="rows">The rows of goods; looked at only where no caption says the unit.</param>
    /// <param name="words">The vocabularies.</param>
    public static IReadOnlyList<HeaderCell> Add(IReadOnlyList<HeaderCell> headers, IEnumerable<SheetRow> rows, Words words)
    {
        if (headers.Any(h => h.WeightOf(Concept.Unit) >= Sure))
        {
            return headers;
        }

        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].WeightOf(Concept.Quantity) < Sure)
            {
                continue;
            }

            // Below a merged caption the second half may begin anywhere.
            var next = headers[i].Column + 1;
            var last = i + 1 < headers.Count ? headers[i + 1].Column - 1 : int.MaxValue;
            var column = Enumerable.Range(next, Math.Max(1, headers[i].LastColumn - headers[i].Column)).FirstOrDefault(c => c <= last && HoldsUnits(c, rows, words), -1);
            if (column < 0)
            {
                continue;
            }

            var units = new HeaderCell(column, Math.Max(column, headers[i].LastColumn), string.Empty, null, [new ConceptMatch(Concept.Unit, string.Empty, WordStrength.Strong, Sure)]);
            return [.. headers.Take(i), headers[i] with { LastColumn = column - 1 }, units, .. headers.Skip(i + 1)];
        }

        return headers;
    }

    private static bool HoldsUnits(int column, IEnumerable<SheetRow> rows, Words words)
    {
        int units = 0, all = 0;
        foreach (var row in rows)
        {
            all++;
            if (SheetGrid.Find(row, column) is { } cell && !CellText.IsBlank(cell))
            {
                if (cell.Kind != CellKind.Text || words.UnitCode(CellText.Of(cell)) is null)
                {
                    return false;
                }

                units++;
            }
        }

        return units > 0 && units * 2 >= all;
    }
}
