using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Captions of one table are of one language, or of two that say the same: where a word means one thing in the language of the others
/// and another thing elsewhere ("Firma" signs in Italian), the table's own language decides.
/// </summary>
internal static class TableLanguage
{
    private const double Known = 0.85;
    private const double WeakWord = 0.55;
    private const int Least = 3;

    public static HeaderRow Settle(HeaderRow header)
    {
        var support = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var language in header.Cells.SelectMany(c => c.Meanings.Where(m => m.Weight >= Known).Select(m => m.Language).Distinct()))
        {
            support[language] = support.GetValueOrDefault(language) + 1;
        }

        var most = support.Count == 0 ? 0 : support.Values.Max();
        if (most < Least)
        {
            return header;
        }

        return header with { Cells = [.. header.Cells.Select(c => InOwnLanguage(c, support, most))] };
    }

    private static HeaderCell InOwnLanguage(HeaderCell cell, Dictionary<string, int> support, int most)
    {
        var own = cell.Meanings.Where(m => m.Weight >= WeakWord && support.GetValueOrDefault(m.Language) * 4 >= most * 3).Select(m => m.Weight).DefaultIfEmpty(double.MaxValue).Max();
        bool Foreign(ConceptMatch match) => match.Weight > own && support.GetValueOrDefault(match.Language) * 3 <= most;
        return cell.Meanings.Any(Foreign) ? cell with { Meanings = [.. cell.Meanings.Where(m => !Foreign(m))] } : cell;
    }
}
