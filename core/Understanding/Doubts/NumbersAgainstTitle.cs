using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Grids;
using IntegrationHub.Core.Understanding.Titles;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Doubts;

/// <summary>The title block numbers the order, and a column surely called the order's number has another one on every row: one order with a reference for each line, or a list of orders.</summary>
internal static class NumbersAgainstTitle
{
    private const string Field = "orderNumber";

    public static IEnumerable<Finding> Find(AnalysedTable table, TitleBlock title)
    {
        if (title.OrderNumber is { } stated && table.Plan[Concept.OrderNumber] is { Profile: { Filled: > 1 } profile } column && profile.Distinct == profile.Filled
            && profile.HoldsOnly(text => !string.Equals(text, stated, StringComparison.OrdinalIgnoreCase)))
        {
            yield return UnderstandingFindings.NumberOnEveryRow.At(
                CellText.Place(table.Region.Grid.Info, column.Header.Column, table.Region.Header.LastRow), Field, stated, CellText.ColumnName(column.Header.Column), column.Header.Text);
        }
    }
}
