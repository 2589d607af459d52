using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>Where orders name no customer, a column of names under a caption that nobody knows may be who ordered: it is alike on all lines of an order.</summary>
internal static class NamesWithoutCaption
{
    private const string Customer = "customer.name";
    private const int LongestName = 60;

    public static IEnumerable<Finding> Find(AnalysedTable table)
    {
        if (table.Plan[Concept.OrderNumber] is not { } number)
        {
            yield break;
        }

        foreach (var header in table.Region.Headers.Where(h => h.Spread is null && h.Meanings.Count == 0 && !h.Hidden && table.Plan.ConceptAt(h.Column) < 0))
        {
            var profile = table.Region.Profiles[header.Column];
            if (profile.Filled >= number.Profile.Distinct && profile.Numbers == 0 && profile.Dates == 0 && profile.Units == 0 && profile.MeanLength <= LongestName
                && profile.HoldsOnly(IsName) && IsAlikeInEachOrder(table.Region, number.Header, header))
            {
                yield return UnderstandingFindings.ColumnUnknown.At(
                    CellText.Place(table.Region.Grid.Info, header.Column, table.Region.Header.LastRow), Customer, CellText.ColumnName(header.Column), header.Text, OrderTerms.Of(Customer));
            }
        }
    }

    /// <summary>Begins with a capital, or in a writing without any, and has more than two letters and no digit.</summary>
    private static bool IsName(string text) =>
        text.Length > 1 && char.IsLetter(text[0]) && !char.IsLower(text[0]) && !text.AsSpan().ContainsAnyInRange('0', '9') && !text.AsSpan().ContainsAny("@/_") && !bool.TryParse(text, out _);

    private static bool IsAlikeInEachOrder(TableRegion table, HeaderCell number, HeaderCell names)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (TableRegion.Value(row, number) is { } order && TableRegion.Value(row, names) is { } name
                && !known.TryAdd(CellText.Of(order), CellText.Of(name)) && known[CellText.Of(order)] != CellText.Of(name))
            {
                return false;
            }
        }

        return known.Count > 0;
    }
}
