using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>A buyer's paper that names one firm only, under a label that may mean either party: below 업체명 on a 발주서 some write who orders, others who delivers.</summary>
internal static class PartyEither
{
    /// <summary>Forms that a seller prints: who fills them in orders.</summary>
    private static readonly string[] FilledIn = ["formular", "schein", "order form", "formulario", "formulaire", "modulo", "formularz", "бланк", "申込書", "신청서"];

    public static IEnumerable<Finding> Find(SheetAnalysis sheet, AnalysedTable table, TitleBlock title, Words words)
    {
        if (Papers.Of(sheet.Claim) == Paper.Buyers && !Array.Exists(FilledIn, w => sheet.Claim!.Title.Contains(w, StringComparison.OrdinalIgnoreCase)) && !title.Has(Concept.Supplier) && !table.Plan.Has(Concept.Supplier) && title.Field(Concept.Customer) is { Label.Length: > 0 } field
            && PurchaseRoles.MayMean(Concept.Supplier, field.Label, words) && !PurchaseRoles.MayMean(Concept.Customer, field.Label, words, surely: true))
        {
            yield return UnderstandingFindings.CompanyWithoutRole.At(field.Where, "customer.name", field.Text);
        }
    }
}
