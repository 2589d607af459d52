using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Titles;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>An order that names no customer, on a sheet above whose table a company stands that was taken for nothing.</summary>
internal static class CompaniesWithoutRole
{
    private const int LongestName = 60;

    /// <param name="sheet">The sheet.</param>
    /// <param name="supplier">Name of the supplier that was found; null when none.</param>
    public static IEnumerable<Finding> Find(SheetAnalysis sheet, string? supplier)
    {
        foreach (var row in sheet.TitleGrid.Rows.Where(r => r.Number < sheet.FirstHeaderRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell) is { Length: <= LongestName } text && text.IndexOfAny([':', '：']) < 0 && Addressee.LooksLikeCompany(text)
                    && (supplier is null || !text.Contains(supplier, StringComparison.OrdinalIgnoreCase)) && !sheet.Fields.Any(f => f.Text.Contains(text, StringComparison.Ordinal)))
                {
                    yield return UnderstandingFindings.CompanyWithoutRole.At(CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number), "customer.name", text);
                    yield break;
                }
            }
        }
    }
}
