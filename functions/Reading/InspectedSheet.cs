using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Functions.Reading;

/// <summary>One sheet of an inspected file.</summary>
/// <param name="Name">As the workbook names it.</param>
/// <param name="Hidden">Hidden or very hidden.</param>
/// <param name="Rows">Number of the last row that holds anything.</param>
/// <param name="Columns">Number of columns up to the last one that holds anything.</param>
/// <param name="Preview">Cell texts of the first rows that hold anything.</param>
internal sealed record InspectedSheet(string Name, bool Hidden, int Rows, int Columns, IReadOnlyList<IReadOnlyList<string>> Preview)
{
    /// <summary>A sheet nothing is known of yet but its name.</summary>
    public static InspectedSheet Begin(SheetInfo sheet) => new(sheet.Name, sheet.Hidden, 0, 0, []);

    /// <summary>Reads the cursor's current sheet to its end.</summary>
    public static InspectedSheet Read(WorkbookCursor cursor)
    {
        var preview = new List<IReadOnlyList<string>>();
        int rows = 0, columns = 0;
        while (cursor.MoveNextRow())
        {
            var row = cursor.Row;
            rows = Math.Max(rows, row.Number);
            columns = Math.Max(columns, row.Cells[^1].Column + 1);
            if (preview.Count < WorkbookInspection.PreviewRows)
            {
                preview.Add(Texts(row));
            }
        }

        return new InspectedSheet(cursor.Sheet.Name, cursor.Sheet.Hidden, rows, columns, preview);
    }

    private static List<string> Texts(SheetRow row)
    {
        var texts = new List<string>();
        foreach (ref readonly var cell in row.Cells)
        {
            while (texts.Count < cell.Column)
            {
                texts.Add(string.Empty);
            }

            texts.Add(CellDisplay.Text(cell));
        }

        return texts;
    }
}
