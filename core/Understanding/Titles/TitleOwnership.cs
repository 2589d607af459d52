using IntegrationHub.Core.Understanding.Tables;

namespace IntegrationHub.Core.Understanding.Titles;

/// <summary>Which labelled values belong to which of several tables on a sheet: those between the table above and its own header, and its own sums below.</summary>
internal static class TitleOwnership
{
    public static IEnumerable<TitleField> Of(TableRegion table, IReadOnlyList<TableRegion> all, IReadOnlyList<TitleField> fields)
    {
        var above = all.Where(t => t.Header.FirstRow < table.Header.FirstRow).Select(t => t.LastGoodsRow).DefaultIfEmpty(0).Max();
        var below = all.Where(t => t.Header.FirstRow > table.Header.LastRow).Select(t => t.Header.FirstRow).DefaultIfEmpty(int.MaxValue).Min();
        var several = above > 0 || below < int.MaxValue;
        foreach (var field in fields)
        {
            if (field.Row > above && field.Row < table.Header.FirstRow || !several)
            {
                yield return field with { Above = field.Row < table.Header.FirstRow };
            }
            else if (field.Row > table.LastGoodsRow && field.Row < below && IsSum(field))
            {
                yield return field with { Above = false };
            }
        }
    }

    private static bool IsSum(TitleField field) => field.Meaning is Vocabulary.Concept.GoodsTotal or Vocabulary.Concept.Payable or Vocabulary.Concept.TaxTotal
        or Vocabulary.Concept.Freight or Vocabulary.Concept.Discount;
}
