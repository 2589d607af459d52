using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Rows outside the table: where labels and single cells are found.</summary>
internal sealed class TitleCells
{
    /// <summary>A title block is short; what is longer is not kept.</summary>
    private const int MaxRows = 400;

    private readonly List<SheetRow> _rows = [];

    public int Count => _rows.Count;

    public void Add(SheetRow row)
    {
        if (_rows.Count >= 2 * MaxRows)
        {
            _rows.RemoveRange(0, MaxRows);
        }

        _rows.Add(row.Copy());
    }

    public SheetRow FromEnd(int index) => _rows[^index];

    public void RemoveLast(int count) => _rows.RemoveRange(_rows.Count - count, count);

    /// <summary>The value of a label: behind its colon, else to its right, else below it.</summary>
    /// <param name="key">Key of the label.</param>
    /// <param name="isLabel">Whether a cell is a label itself and so no value.</param>
    /// <param name="row">Row of the value.</param>
    /// <param name="column">Column of the value.</param>
    public MappedValue Find(string key, Func<string, bool> isLabel, out int row, out int column)
    {
        for (var r = 0; r < _rows.Count; r++)
        {
            var cells = _rows[r].Cells;
            for (var c = 0; c < cells.Length; c++)
            {
                if (cells[c] is not { Kind: CellKind.Text, Text: { } text } || Behind(text, key) is not { } behind)
                {
                    continue;
                }

                row = _rows[r].Number;
                column = cells[c].Column;
                if (behind.Length > 0)
                {
                    return MappedValue.Of(behind);
                }

                if (c + 1 < cells.Length && !IsLabel(cells[c + 1], isLabel))
                {
                    column = cells[c + 1].Column;
                    return MappedValue.Of(cells[c + 1]);
                }

                if (r + 1 < _rows.Count && _rows[r + 1].Number == row + 1 && At(_rows[r + 1], column) is { } below && !IsLabel(below, isLabel))
                {
                    row++;
                    return MappedValue.Of(below);
                }
            }
        }

        row = column = 0;
        return MappedValue.Missing;
    }

    public MappedValue Cell(int row, int column)
    {
        var found = _rows.Find(r => r.Number == row);
        return found is not null && At(found, column) is { } cell ? MappedValue.Of(cell) : MappedValue.Missing;
    }

    private static bool IsLabel(in Cell cell, Func<string, bool> isLabel) => cell is { Kind: CellKind.Text, Text: { } text } && isLabel(TextKey.Of(text));

    private static Cell? At(SheetRow row, int column)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Column == column)
            {
                return cell;
            }
        }

        return null;
    }

    /// <summary>Null when the text is not the label; what stands behind its colon, or nothing, when it is.</summary>
    private static string? Behind(string text, string key)
    {
        if (text.Length > 4_000)
        {
            return null;
        }

        if (TextKey.Of(text) == key)
        {
            return "";
        }

        var colon = text.AsSpan().IndexOfAny(':', '：');
        return colon > 0 && TextKey.Of(text[..colon]) == key ? text[(colon + 1)..].Trim() : null;
    }
}
