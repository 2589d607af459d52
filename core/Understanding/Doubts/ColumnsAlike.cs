using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>Two columns whose captions mean the same, with different values, and nothing that proves which one counts.</summary>
internal static class ColumnsAlike
{
    private const double Sure = 0.85;

    private static readonly Concept[] Asked =
        [Concept.OrderNumber, Concept.ItemCode, Concept.Quantity, Concept.UnitPrice, Concept.Amount, Concept.OrderDate, Concept.DeliveryDate];

    public static IEnumerable<Finding> Find(AnalysedTable table, IReadOnlyList<LineDraft> lines)
    {
        var rows = lines.Select(l => l.Row).ToHashSet();
        foreach (var meaning in Asked)
        {
            // Beside quantities spread over sizes or days stands their sum.
            if (table.Plan[meaning] is { Header: { Hidden: false, Spread: null } } column && (column.Rival ?? SurelyOrdered(table, column)) is { Hidden: false, Spread: null } rival
                && IsUnread(rival, table) && !IsBasis(table, meaning, rival) && !IsGroup(table, rows, rival, column) && Differs(table, rows, rival, column))
            {
                yield return UnderstandingFindings.ColumnsAlike.At(
                    CellText.Place(table.Region.Grid.Info, rival.Column, table.Region.Header.LastRow), FieldPaths.Of(meaning),
                    FieldPaths.Of(meaning) is { } path ? OrderTerms.Of(path) : null, column.Header.Text, CellText.ColumnName(column.Header.Column), rival.Text, CellText.ColumnName(rival.Column));
            }
        }
    }

    /// <summary>A column that says surely what was ordered, beside one whose sums add up: what was allocated is billed, what was ordered is wanted.</summary>
    private static HeaderCell? SurelyOrdered(AnalysedTable table, AssignedColumn column) =>
        column.Meaning != Concept.Quantity ? null
        : table.Region.Headers.FirstOrDefault(h => h != column.Header && h.WeightOf(Concept.Quantity) >= Sure && h.WeightOf(Concept.Quantity) > column.Header.WeightOf(Concept.Quantity));

    /// <summary>Beside a price, a column of 1, 100 and 1000 says for how many units it is.</summary>
    private static bool IsBasis(AnalysedTable table, Concept meaning, HeaderCell rival) =>
        meaning == Concept.UnitPrice && (table.Plan.ConceptAt(rival.Column) == (int)Concept.PriceBasis || table.Region.Profiles[rival.Column] is { Filled: > 0 } profile && profile.Bases == profile.Filled);

    /// <summary>A code under which several of the codes read stand, each under one only, is the code of a style or a group.</summary>
    private static bool IsGroup(AnalysedTable table, HashSet<int> rows, HeaderCell rival, AssignedColumn column)
    {
        if (column.Meaning != Concept.ItemCode)
        {
            return false;
        }

        var group = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Region.Rows.Where(r => rows.Contains(r.Number)))
        {
            if (TableRegion.Value(row, rival) is { } other && TableRegion.Value(row, column.Header) is { } code
                && !group.TryAdd(CellText.Of(code), CellText.Of(other)) && group[CellText.Of(code)] != CellText.Of(other))
            {
                return false;
            }
        }

        return group.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count() < group.Count;
    }

    private static bool IsUnread(HeaderCell rival, AnalysedTable table) => table.Plan.ConceptAt(rival.Column) is var other && (other < 0 || FieldPaths.Of((Concept)other) is null);

    /// <summary>True where a row has other values in the two; the number of an order's parcel, which goes on from the order's, is no other number.</summary>
    private static bool Differs(AnalysedTable table, HashSet<int> rows, HeaderCell rival, AssignedColumn column) =>
        table.Region.Rows.Any(r => rows.Contains(r.Number) && TableRegion.Value(r, rival) is { } other && TableRegion.Value(r, column.Header) is { } read
            && !(column.Meaning == Concept.OrderNumber
                ? CellText.Of(other).StartsWith(CellText.Of(read), StringComparison.OrdinalIgnoreCase)
                : string.Equals(CellText.Of(other), CellText.Of(read), StringComparison.OrdinalIgnoreCase)));
}
