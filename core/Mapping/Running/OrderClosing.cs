using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Fills the order's own fields once its rows are known: from columns, labels, cells and what is known of the document.</summary>
internal sealed class OrderClosing(MappingPlan plan, TableReading table, TableBlock block, SourceLookup lookup)
{
    public UnderstoodOrder Close(OrderInProgress order)
    {
        for (var i = 0; i < plan.OrderFields.Length; i++)
        {
            var field = plan.OrderFields[i];
            table.Runner.Run(field, order, field.Gathers is null ? First(field, order, i) : Gathered(field, order, i));
        }

        table.Remark(order, block);
        table.Runner.CompleteOrder(order);
        return order.Close(block.Provenance);
    }

    private RawValue First(FieldPlan field, OrderInProgress order, int index)
    {
        foreach (var source in field.Sources)
        {
            var value = Value(source, order, index, out var place);
            if (value.Kind != ValueKind.Missing)
            {
                if (!source.IsColumn && place is not null)
                {
                    order.Except(field.Path, place.ToString()!);
                }

                return new RawValue(value, place, (source as SourceExpression.Label)?.Text);
            }
        }

        return default;
    }

    private RawValue Gathered(FieldPlan field, OrderInProgress order, int index)
    {
        var value = field.Gathers!.Gather([.. field.Sources.Select(s => Value(s, order, index, out _))]);
        Value(field.Sources[0], order, index, out var place);
        return value.Kind == ValueKind.Missing ? default : new RawValue(value, place, null);
    }

    private MappedValue Value(SourceExpression source, OrderInProgress order, int index, out PlaceOf? place)
    {
        if (!source.IsColumn)
        {
            return lookup.Find(source, out place);
        }

        place = order.SeenAt[index] is { } at ? new PlaceOf(at) : null;
        return order.Seen[index];
    }
}
