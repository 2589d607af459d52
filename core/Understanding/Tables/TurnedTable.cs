using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// A table that lies on its side: captions below each other in one column, an item in each column beside it. Looked for only where a
/// sheet has no table of lines that stands upright, and told from a form by its several columns of values that hold no captions.
/// </summary>
/// <param name="Grid">The table with rows and columns exchanged.</param>
/// <param name="FirstRow">First row of captions in the sheet.</param>
/// <param name="LastRow">Last row of captions.</param>
internal sealed record TurnedTable(SheetGrid Grid, int FirstRow, int LastRow)
{
    private const int MaxRows = 200;
    private const int LabelColumns = 4;
    private const double Sure = 0.75;
    private const double Possible = 0.55;

    private static readonly HashSet<Concept> Lines =
    [
        Concept.ItemCode, Concept.ItemName, Concept.CustomerItemCode, Concept.Specification, Concept.Quantity, Concept.Unit, Concept.UnitPrice, Concept.Amount,
        Concept.DeliveryDate, Concept.Color, Concept.Size, Concept.TaxRate, Concept.Description, Concept.Barcode,
    ];

    public static TurnedTable? Find(SheetGrid grid, Words words)
    {
        if (grid.Truncated || grid.Rows.Count is < 3 or > MaxRows)
        {
            return null;
        }

        for (var column = 0; column < LabelColumns; column++)
        {
            foreach (var run in Runs(grid, column))
            {
                if (Values(run, column, words) is { } last)
                {
                    return new TurnedTable(Turn(grid.Info, run, column, last), run[0].Number, run[^1].Number);
                }
            }
        }

        return null;
    }

    /// <summary>Rows that follow each other and have a text in the column and two values or more behind it.</summary>
    private static IEnumerable<List<SheetRow>> Runs(SheetGrid grid, int column)
    {
        var run = new List<SheetRow>();
        foreach (var row in grid.Rows)
        {
            var belongs = SheetGrid.Find(row, column) is { Kind: CellKind.Text } label && !CellText.IsBlank(label) && row.Cells[0].Column == column && row.Count > 2;
            if (run.Count > 0 && (!belongs || row.Number != run[^1].Number + 1))
            {
                yield return run;
                run = [];
            }

            if (belongs)
            {
                run.Add(row);
            }
        }

        yield return run;
    }

    /// <summary>The last column of values; null where the rows are no table on its side.</summary>
    private static int? Values(List<SheetRow> run, int column, Words words)
    {
        var meanings = run.Select(r => Meaning(CellText.Of(SheetGrid.Find(r, column)), words)).ToList();
        var known = meanings.Where(m => m is not null).Select(m => m!.Value.Concept).ToHashSet();
        var quantity = meanings.FindIndex(m => m is { Concept: Concept.Quantity });
        if (quantity < 0 || known.Count(Lines.Contains) < 3 || meanings.Count(m => m is not null) * 3 < run.Count * 2
            || !known.Overlaps([Concept.ItemCode, Concept.ItemName, Concept.CustomerItemCode, Concept.Specification, Concept.Description]))
        {
            return null;
        }

        var numbers = run[quantity].Cells.ToArray().Where(c => c.Column > column && !CellText.IsBlank(c)).ToList();
        if (numbers.Count < 2 || !numbers.TrueForAll(IsNumber) || numbers[0].Column > column + 2 || numbers[^1].Column - numbers[0].Column >= numbers.Count * 2)
        {
            return null;
        }

        // An item may be called M3, which is a unit of volume; two such rows are a form.
        return run.Count(r => HoldsCaption(r, column, words)) > 1 ? null : numbers[^1].Column;
    }

    private static ConceptMatch? Meaning(string label, Words words) =>
        words.Concepts(label.TrimEnd(':', '：')) is [{ Weight: >= Possible } first, ..] ? first : null;

    private static bool IsNumber(Cell cell) =>
        cell.Kind == CellKind.Number || cell.Kind == CellKind.Text && NumberText.TryRead(cell.Text, NumberStyle.Unknown, out var n) && n.Before.Length == 0;

    /// <summary>A form writes its labels in several columns.</summary>
    private static bool HoldsCaption(SheetRow row, int column, Words words)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column > column && cell.Kind == CellKind.Text && CellText.Of(cell) is { Length: > 1 } text
                && (text[^1] is ':' or '：' || words.Concepts(text) is [{ Weight: >= Sure } match, ..] && match.Concept is not (Concept.Unit or Concept.Amount or Concept.Payable or Concept.GoodsTotal)))
            {
                return true;
            }
        }

        return false;
    }

    private static SheetGrid Turn(SheetInfo info, List<SheetRow> run, int first, int last)
    {
        var grid = new SheetGrid(new TurnedSheet(info));
        for (var column = first; column <= last; column++)
        {
            var turned = new SheetRow { Number = column + 1 };
            foreach (var row in run)
            {
                if (SheetGrid.Find(row, column) is { } cell && !CellText.IsBlank(cell))
                {
                    turned.Add(cell with { Column = row.Number - 1 });
                }
            }

            if (turned.Count > 0)
            {
                grid.Add(turned);
            }
        }

        return grid;
    }
}
