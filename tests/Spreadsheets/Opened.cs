using System.Text;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;

namespace IntegrationHub.Tests.Spreadsheets;

/// <summary>A file read to its end.</summary>
internal sealed record Opened(string Format, string? Encoding, IReadOnlyList<OpenedSheet> Sheets, IReadOnlyList<Finding> Findings)
{
    public OpenedSheet Only => Sheets.Single();

    public static Opened From(byte[] bytes, string name = "order.bin", ReadLimits? limits = null, IWorkbookOpener? opener = null)
    {
        var path = Path.Combine(Path.GetTempPath(), $"hub-sheets-{Guid.CreateVersion7():N}");
        File.WriteAllBytes(path, bytes);
        try
        {
            return From(path, name, limits ?? ReadLimits.Default, opener ?? new WorkbookReader());
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static Opened From(string text, Encoding? encoding = null) => From((encoding ?? new UTF8Encoding(false)).GetBytes(text), "table.csv");

    /// <summary>The finding that refusing the file ends in.</summary>
    public static Finding Refused(byte[] bytes, ReadLimits? limits = null, IWorkbookOpener? opener = null)
    {
        try
        {
            From(bytes, "order.bin", limits, opener);
        }
        catch (UnreadableWorkbookException error)
        {
            return error.Finding;
        }

        throw new Xunit.Sdk.XunitException("the file was read");
    }

    public static Opened From(string path, string name, ReadLimits limits, IWorkbookOpener opener)
    {
        using var cursor = opener.Open(path, name, limits, CancellationToken.None);
        var sheets = new List<OpenedSheet>();
        while (cursor.MoveNextSheet())
        {
            var rows = new List<SheetRow>();
            while (cursor.MoveNextRow())
            {
                rows.Add(cursor.Row.Copy());
            }

            sheets.Add(new OpenedSheet(cursor.Sheet, rows, [.. cursor.Merges]));
        }

        return new Opened(cursor.Format, cursor.Encoding, sheets, [.. cursor.Findings]);
    }
}

/// <summary>One sheet of it.</summary>
internal sealed record OpenedSheet(SheetInfo Info, IReadOnlyList<SheetRow> Rows, IReadOnlyList<MergedRange> Merges)
{
    /// <summary>Rows as displayed texts, <c>|</c> between cells, gaps kept.</summary>
    public string[] Texts => [.. Rows.Select(Text)];

    public Cell this[int row, int column] => Rows.Single(r => r.Number == row).Cells.ToArray().Single(c => c.Column == column);

    private static string Text(SheetRow row)
    {
        var texts = new List<string>();
        foreach (var cell in row.Cells)
        {
            while (texts.Count < cell.Column)
            {
                texts.Add(string.Empty);
            }

            texts.Add(CellDisplay.Text(cell));
        }

        return string.Join('|', texts);
    }
}
