using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>
/// An order that names no customer: where a company stands above its table that was taken for nothing, that one is asked about; a form whose
/// head tells everything but who ordered was not read to its end. A bare list of goods is its sender's.
/// </summary>
internal static class CustomerNotNamed
{
    private const int LongestName = 60;

    /// <param name="sheet">The sheet.</param>
    /// <param name="supplier">Name of the supplier that was found; null when none.</param>
    public static IEnumerable<Finding> Questions(SheetAnalysis sheet, string? supplier) =>
        Companies(sheet, supplier) is { } company ? [company] : IsForm(sheet) ? [UnderstandingFindings.CustomerNotNamed.At(sheet.Grid.Info.Name, "customer.name")] : [];

    private static bool IsForm(SheetAnalysis sheet) => sheet.Fields.Any(f => f.Above && f.Label.Length > 0) && !sheet.Tables.Exists(t => t.Plan.Has(Concept.OrderNumber));

    private static Finding? Companies(SheetAnalysis sheet, string? supplier)
    {
        foreach (var row in sheet.TitleGrid.Rows.Where(r => r.Number < sheet.FirstHeaderRow))
        {
            foreach (var cell in row.Cells.ToArray())
            {
                if (cell.Kind == CellKind.Text && CellText.Of(cell) is { Length: <= LongestName } text && text.IndexOfAny([':', '：']) < 0 && Addressee.LooksLikeCompany(text)
                    && (supplier is null || !text.Contains(supplier, StringComparison.OrdinalIgnoreCase)) && !sheet.Fields.Any(f => f.Text.Contains(text, StringComparison.Ordinal)))
                {
                    return UnderstandingFindings.CompanyWithoutRole.At(CellText.Place(sheet.TitleGrid.Info, cell.Column, row.Number), "customer.name", text);
                }
            }
        }

        return null;
    }
}
