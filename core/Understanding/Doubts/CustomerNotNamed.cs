using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>
/// An order that names no customer: where a name stands on the sheet that was taken for nothing, that one is asked about; a form whose
/// head tells everything but who ordered was not read to its end. A bare list of goods is its sender's.
/// </summary>
internal static class CustomerNotNamed
{
    /// <param name="sheet">The sheet.</param>
    /// <param name="guess">Who may have ordered; null where nothing says.</param>
    public static Finding? Question(SheetAnalysis sheet, (string Name, string Where)? guess) =>
        guess is { } company ? UnderstandingFindings.CompanyWithoutRole.At(company.Where, "customer.name", company.Name)
        : IsForm(sheet) ? UnderstandingFindings.CustomerNotNamed.At(sheet.Grid.Info.Name, "customer.name")
        : null;

    private static bool IsForm(SheetAnalysis sheet) => sheet.Fields.Any(f => f.Above && f.Label.Length > 0) && !sheet.Tables.Exists(t => t.Plan.Has(Concept.OrderNumber));
}
