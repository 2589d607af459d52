using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Finds what stands outside the rows of a table: labels, single cells and what is known of the document.</summary>
internal sealed class SourceLookup(TableReading table, string sheet, TitleCells above, TitleCells? below)
{
    /// <summary>The value of a source that is no column.</summary>
    public MappedValue Find(SourceExpression source, out PlaceOf? place)
    {
        place = null;
        switch (source)
        {
            case SourceExpression.Label label:
                return Label(label, out place);
            case SourceExpression.FixedCell cell:
                place = new PlaceOf(CellPlace.Of(cell.Sheet ?? sheet, cell.Index, cell.Row));
                return table.FixedCell(cell, sheet);
            case SourceExpression.Known known:
                place = new PlaceOf(known.Word);
                return MappedValue.Of(table.Known(known.Word, sheet));
            default:
                return MappedValue.Missing;
        }
    }

    private MappedValue Label(SourceExpression.Label label, out PlaceOf? place)
    {
        foreach (var cells in new[] { above, below })
        {
            var row = 0;
            var column = 0;
            var value = cells?.Find(label.Key, table.IsLabel, out row, out column) ?? MappedValue.Missing;
            if (value.Kind != ValueKind.Missing)
            {
                place = new PlaceOf(CellPlace.Of(sheet, column, row));
                return value;
            }
        }

        place = null;
        return MappedValue.Missing;
    }
}
