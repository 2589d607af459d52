using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>An address written one line a row: the first line stands at its label, the others right below it, until a blank, a label or another block.</summary>
internal sealed class AddressBlock(Words words, TitleLabels labels)
{
    private const int MaxLines = 5;
    private const int MaxLine = 60;
    private const double Certain = 0.9;

    private readonly HashSet<(int Row, int Column)> _further = [];

    /// <summary>True for a cell that was read as a further line of an address: "Warehouse B" there is no label.</summary>
    public bool Holds(int row, int column) => _further.Contains((row, column));

    /// <param name="grid">The sheet.</param>
    /// <param name="first">Row of the first line.</param>
    /// <param name="column">Column of the lines.</param>
    /// <param name="label">Column of the label: where it is another one, a label in it ends the address.</param>
    /// <param name="inBody">True for cells of a table.</param>
    public string Read(SheetGrid grid, int first, int column, int label, Func<int, int, bool> inBody)
    {
        var lines = new List<string>();
        for (var row = first; row < first + MaxLines; row++)
        {
            if (inBody(row, column) || grid.At(row, column) is not { Kind: CellKind.Text } cell || CellText.Of(cell) is not { Length: > 0 } text
                || row > first && (text.Length > MaxLine || StartsAnew(text) || label != column && grid.At(row, label) is { } beside && !CellText.IsBlank(beside)))
            {
                break;
            }

            if (row > first)
            {
                _further.Add((row, column));
            }

            lines.AddRange(text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return string.Join(", ", lines);
    }

    private bool StartsAnew(string text) =>
        TitleLabels.LabelEnd(text) > 0 || text.Contains('@') || labels.IsLabel(text) || words.Row(text) is not null
        || text.IndexOf(' ') is > 0 and var blank && words.Concepts(text[..blank].TrimEnd('.')) is [{ Concept: Concept.Phone or Concept.Email or Concept.Contact or Concept.OrderDate or Concept.OrderNumber, Weight: >= Certain }, ..];
}
