namespace IntegrationHub.Sandbox.Workbooks;

/// <summary>Writes sheets in memory as an .xlsx workbook.</summary>
internal static class XlsxFile
{
    public static void Write(Stream output, IReadOnlyList<SheetGrid> sheets, XlsxOptions? options = null)
    {
        var shift = options?.Date1904 == true ? Core.Spreadsheets.SerialDate.Offset1904 : 0;
        using var writer = new XlsxWriter(output, options);
        foreach (var sheet in sheets)
        {
            writer.BeginSheet(sheet.Name, sheet.Visibility);
            foreach (var (row, cells) in sheet.Rows)
            {
                writer.BeginRow(row);
                foreach (var (column, cell) in cells)
                {
                    Write(writer, column, cell, shift);
                }
            }

            foreach (var (firstRow, lastRow, firstColumn, lastColumn) in sheet.Merges)
            {
                writer.Merge(firstRow, lastRow, firstColumn, lastColumn);
            }
        }
    }

    private static void Write(XlsxWriter writer, int column, GridCell cell, int shift)
    {
        var style = writer.Style(cell.Style);
        switch (cell)
        {
            case { Formula: { } formula }:
                writer.Formula(column, formula, cell.Computed ? cell.Number : null, style);
                break;
            case { Number: { } number }:
                writer.Number(column, cell.Style.IsDate ? number - shift : number, style);
                break;
            default:
                writer.Text(column, cell.Display, style);
                break;
        }
    }
}
