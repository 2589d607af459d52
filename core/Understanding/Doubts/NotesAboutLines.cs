using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>A note outside the table that names one of its items beside other words: it may change what the line says.</summary>
internal static class NotesAboutLines
{
    private const int LeastCode = 4;
    private const int LeastMore = 8;

    public static IEnumerable<Finding> Find(SheetAnalysis sheet, IReadOnlyList<LineDraft> lines)
    {
        var codes = lines.Select(l => l.Line.ItemCode).OfType<string>().Where(c => c.Length >= LeastCode && c.AsSpan().ContainsAnyInRange('0', '9')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (codes.Count == 0)
        {
            yield break;
        }

        var inTable = sheet.Tables.Where(t => t.Region.LastGoodsRow >= t.Region.FirstRow)
            .SelectMany(t => Enumerable.Range(t.Region.Header.FirstRow, t.Region.LastGoodsRow - t.Region.Header.FirstRow + 1)).ToHashSet();
        foreach (var row in sheet.TitleGrid.Rows.Where(r => sheet.Grid != sheet.TitleGrid || !inTable.Contains(r.Number)))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell) is var text && Named(text, codes) is { } code)
                {
                    yield return UnderstandingFindings.NoteNamesItem.At(CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number), null, text.Length > 200 ? text[..200] : text, code);
                }
            }
        }
    }

    private static string? Named(string text, HashSet<string> codes) =>
        codes.FirstOrDefault(code => text.Length >= code.Length + LeastMore && text.IndexOf(code, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (at + code.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + code.Length])));
}
