using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>A buyer's paper that names one firm only, under a label that may mean either party: below 업체명 on a 발주서 some write who orders, others who delivers.</summary>
internal static class PartyEither
{
    public static IEnumerable<Finding> Find(SheetAnalysis sheet, TitleBlock title, Words words)
    {
        if (Papers.Of(sheet.Claim) == Paper.Buyers && !title.Has(Concept.Supplier) && title.Field(Concept.Customer) is { Label.Length: > 0 } field
            && PurchaseRoles.MayMean(Concept.Supplier, field.Label, words) && !PurchaseRoles.MayMean(Concept.Customer, field.Label, words, surely: true))
        {
            yield return UnderstandingFindings.CompanyWithoutRole.At(field.Where, "customer.name", field.Text);
        }
    }
}
