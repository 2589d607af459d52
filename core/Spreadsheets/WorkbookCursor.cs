using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Spreadsheets;

/// <summary>A block of merged cells; all bounds zero-based columns, one-based rows, inclusive.</summary>
public readonly record struct MergedRange(int FirstRow, int LastRow, int FirstColumn, int LastColumn);

/// <summary>One sheet as the workbook names it.</summary>
/// <param name="Name">The sheet's name; for a text file the file's name without extension.</param>
/// <param name="Index">Zero-based position in the workbook.</param>
/// <param name="Hidden">Hidden or very hidden.</param>
public record SheetInfo(string Name, int Index, bool Hidden);

/// <summary>One row; the instance and its cells are reused by the cursor: copy what must outlive the next move.</summary>
public sealed class SheetRow
{
    private Cell[] _cells = new Cell[32];
    private bool _unsorted;
    private int _count;

    /// <summary>One-based row number as shown in Excel; for text files the record number.</summary>
    public int Number { get; set; }

    /// <summary>True where the file hides the row.</summary>
    public bool Hidden { get; set; }

    /// <summary>Number of cells present.</summary>
    public int Count
    {
        get
        {
            // Cells of one column come down to the last of them only when the row is put in order.
            if (_unsorted)
            {
                Sort();
            }

            return _count;
        }
    }

    /// <summary>The cells present, by ascending column; empty cells are left out.</summary>
    public ReadOnlySpan<Cell> Cells
    {
        get
        {
            var count = Count;
            return _cells.AsSpan(0, count);
        }
    }

    /// <summary>Empties the row for reuse.</summary>
    public void Clear(int number)
    {
        Number = number;
        Hidden = false;
        _count = 0;
        _unsorted = false;
    }

    /// <summary>Appends a cell. Columns may come in any order; of two cells in one column the later one stays.</summary>
    public void Add(in Cell cell)
    {
        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, _cells.Length * 2);
        }

        _unsorted |= _count > 0 && _cells[_count - 1].Column >= cell.Column;
        _cells[_count++] = cell;
    }

    /// <summary>Marks the cell added last, where it is in <paramref name="column"/>: a cell without a value was not added.</summary>
    public void Mark(int column, CellMarks marks)
    {
        if (_count > 0 && _cells[_count - 1].Column == column)
        {
            _cells[_count - 1] = _cells[_count - 1] with { Marks = marks };
        }
    }

    /// <summary>Once per row, so that a hostile order of columns costs no more than a sort.</summary>
    private void Sort()
    {
        _unsorted = false;
        var keys = new long[_count];
        for (var i = 0; i < _count; i++)
        {
            keys[i] = ((long)_cells[i].Column << 32) | (uint)i;
        }

        Array.Sort(keys, _cells, 0, _count);
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (kept > 0 && _cells[kept - 1].Column == _cells[i].Column)
            {
                kept--;
            }

            _cells[kept++] = _cells[i];
        }

        _count = kept;
    }

    /// <summary>A copy that outlives the cursor's next move.</summary>
    public SheetRow Copy()
    {
        var cells = Cells;
        var copy = new SheetRow { Number = Number, Hidden = Hidden, _count = cells.Length, _cells = new Cell[Math.Max(1, cells.Length)] };
        cells.CopyTo(copy._cells);
        return copy;
    }
}

/// <summary>
/// Forward-only, single-pass view of a workbook or text table. Rows that hold nothing are left out. Not thread-safe.
/// Every move may throw <see cref="UnreadableWorkbookException"/> (the file as a whole cannot be read on) or
/// <see cref="OperationCanceledException"/>.
/// </summary>
public abstract class WorkbookCursor : IDisposable
{
    /// <summary>Short name of the format found by content: <c>xlsx xlsb ods fods xls csv html xml2003 slk</c>.</summary>
    public abstract string Format { get; }

    /// <summary>IANA name of a text file's encoding; null for workbooks.</summary>
    public virtual string? Encoding => null;

    /// <summary>The sheet that rows come from; valid after <see cref="MoveNextSheet"/> returned true.</summary>
    public abstract SheetInfo Sheet { get; }

    /// <summary>The current row; valid after <see cref="MoveNextRow"/> returned true, until the next move.</summary>
    public abstract SheetRow Row { get; }

    /// <summary>Merged ranges of the current sheet; complete only when <see cref="MoveNextRow"/> has returned false (xlsx states them last).</summary>
    public abstract IReadOnlyList<MergedRange> Merges { get; }

    /// <summary>Remarks so far: cells that are wrong (warnings), hidden sheets, formulas without value …</summary>
    public abstract IReadOnlyList<Finding> Findings { get; }

    /// <summary>Moves to the next sheet, passing over the rest of the current one.</summary>
    public abstract bool MoveNextSheet();

    /// <summary>Moves to the next row that holds anything.</summary>
    public abstract bool MoveNextRow();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the file or the child process behind the cursor.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>The file as a whole cannot be read (on); <see cref="Finding"/> says why and what to ask the sender for.</summary>
public sealed class UnreadableWorkbookException : Exception
{
    /// <summary>Wraps the finding that is shown to people.</summary>
    public UnreadableWorkbookException(Finding finding, Exception? inner = null)
        : base(finding.Message, inner) => Finding = finding;

    /// <summary>The coded reason, severity <see cref="Severity.Error"/>.</summary>
    public Finding Finding { get; }
}
