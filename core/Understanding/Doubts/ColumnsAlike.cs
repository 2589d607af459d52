using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>Two columns whose captions mean the same, with different values, and nothing that proves which one counts.</summary>
internal static class ColumnsAlike
{
    private const double Named = 0.8;
    private const double Suits = 0.7;
    private const decimal Proven = 0.98m;

    private static readonly Concept[] Asked =
        [Concept.OrderNumber, Concept.ItemCode, Concept.Quantity, Concept.UnitPrice, Concept.Amount, Concept.OrderDate, Concept.DeliveryDate];

    public static IEnumerable<Finding> Find(AnalysedTable table, IReadOnlyList<LineDraft> lines)
    {
        var rows = lines.Select(l => l.Row).ToHashSet();
        foreach (var meaning in Asked)
        {
            // Beside quantities spread over sizes or days stands their sum.
            if (table.Plan[meaning] is not { Header: { Hidden: false, Spread: null } } column || column.Confidence >= Proven)
            {
                continue;
            }

            var rival = table.Region.Headers.FirstOrDefault(h => h != column.Header && IsRival(h, column, table) && Differs(table, rows, h, column.Header));
            if (rival is not null)
            {
                yield return UnderstandingFindings.ColumnsAlike.At(
                    CellText.Place(table.Region.Grid.Info, rival.Column, table.Region.Header.LastRow), FieldPaths.Of(meaning),
                    FieldPaths.Of(meaning), column.Header.Text, CellText.ColumnName(column.Header.Column), rival.Text, CellText.ColumnName(rival.Column));
            }
        }
    }

    /// <summary>Its first meaning is the same, no weaker, and it was not read as anything else.</summary>
    private static bool IsRival(HeaderCell header, AssignedColumn column, AnalysedTable table) =>
        header is { Hidden: false, Spread: null, Meanings.Count: > 0 } && header.Meanings[0].Concept == column.Meaning && header.Meanings[0].Weight >= Named
        && header.Meanings[0].Weight >= column.Header.WeightOf(column.Meaning) && ColumnFit.Of(column.Meaning, table.Region.Profiles[header.Column], false) >= Suits
        && (table.Plan.ConceptAt(header.Column) is var other && (other < 0 || FieldPaths.Of((Concept)other) is null));

    private static bool Differs(AnalysedTable table, HashSet<int> rows, HeaderCell one, HeaderCell other) =>
        table.Region.Rows.Any(r => rows.Contains(r.Number) && TableRegion.Value(r, one) is { } a && TableRegion.Value(r, other) is { } b
            && !string.Equals(CellText.Of(a), CellText.Of(b), StringComparison.OrdinalIgnoreCase));
}
