using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Lines;

/// <summary>The cells of one row by what their columns mean. One instance serves all rows of a table, so that a row costs nothing.</summary>
internal sealed class RowCells(TablePlan plan)
{
    private readonly Cell[] _cells = new Cell[Enum.GetValues<Concept>().Length];
    private readonly bool[] _present = new bool[Enum.GetValues<Concept>().Length];

    /// <summary>Fills the merged values of a small sheet's row; null for streaming.</summary>
    public Func<int, int, Cell?>? Merged { get; set; }

    /// <summary>True where a cell of the row is struck through, be it in part.</summary>
    public bool AnyStruck { get; private set; }

    public bool Has(Concept concept) => _present[(int)concept];

    /// <summary>The cell of a meaning that the row has.</summary>
    public ref readonly Cell At(Concept concept) => ref _cells[(int)concept];

    public void Collect(SheetRow row)
    {
        Array.Clear(_present);
        AnyStruck = false;
        foreach (ref readonly var cell in row.Cells)
        {
            var concept = plan.ConceptAt(cell.Column);
            if (concept >= 0 && !_present[concept] && !CellText.IsBlank(cell))
            {
                _cells[concept] = cell;
                _present[concept] = true;
                AnyStruck |= (cell.Marks & (CellMarks.Struck | CellMarks.PartlyStruck)) != 0;
            }
        }

        if (Merged is not null)
        {
            foreach (var column in plan.Columns)
            {
                // What was ordered once stands once: a quantity, or a sum, merged over two rows is not ordered twice.
                if (column.Meaning is not (Concept.Quantity or Concept.Amount) && !_present[(int)column.Meaning] && Merged(row.Number, column.Header.Column) is { } cell && !CellText.IsBlank(cell))
                {
                    _cells[(int)column.Meaning] = cell;
                    _present[(int)column.Meaning] = true;
                }
            }
        }
    }

    public Cell? Slot(Concept concept) => _present[(int)concept] ? _cells[(int)concept] : null;

    public string Text(Concept concept) => _present[(int)concept] ? CellText.Of(_cells[(int)concept]) : string.Empty;

    /// <summary>The text of a cell; null also for the "null" that exports write for nothing.</summary>
    public string? Own(Concept concept) => _present[(int)concept] && CellText.Of(_cells[(int)concept]) is { Length: > 0 } text && text is not ("null" or "NULL") ? text : null;

    /// <summary>The first text that names or numbers the goods; empty where none does.</summary>
    public string FirstItem()
    {
        foreach (var concept in TablePlan.ItemConcepts)
        {
            if (Text(concept) is { Length: > 0 } text && text is not ("0" or "-" or "/"))
            {
                return text;
            }
        }

        return string.Empty;
    }
}
