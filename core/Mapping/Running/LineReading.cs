using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>Turns one row of a table into a line, and notes what the row says about its order.</summary>
internal sealed class LineReading(MappingPlan plan, FieldRunner runner)
{
    private readonly bool _keepsNew = plan.Contract.Fields == ContractMode.Evolve;
    private readonly bool _holdsNew = plan.Contract.Fields == ContractMode.DeadLetter;

    public void Read(TableBlock block, int row, OrderInProgress order)
    {
        ReadOrderValues(block, row, order);
        for (var i = 0; i < plan.LineFields.Length; i++)
        {
            var field = plan.LineFields[i];
            if (IsAbsent(field, block.LineColumns[i]))
            {
                continue;
            }

            var raw = Raw(field, block, block.LineColumns[i], row, order, i);
            if (!runner.Run(field, order, raw))
            {
                order.Draft.DropLine();
                return;
            }
        }

        ReadNewColumns(block, row, order);
        runner.CompleteLine(order);
        order.Draft.CloseLine();
    }

    /// <summary>A required column that the header lacks is remarked on once per order, not in every row.</summary>
    private static bool IsAbsent(FieldPlan field, int[] columns) => columns.Length == 0 && field is { FromColumn: true, Required: true } && Array.TrueForAll(field.Sources, s => s.IsColumn);

    private static RawValue Raw(FieldPlan field, TableBlock block, int[] columns, int row, OrderInProgress order, int index)
    {
        if (columns.Length == 0)
        {
            return block.Fixed[index];
        }

        MappedValue value;
        int column;
        if (field.Gathers is { } gathers)
        {
            column = columns[0];
            value = gathers.Gather([.. field.Sources.Select(s => block.Header.Column(s) is { } at ? block.Value(at) : MappedValue.Missing)]);
        }
        else
        {
            value = block.First(columns, out column);
        }

        if (field.FillDown)
        {
            if (value.Kind == ValueKind.Missing)
            {
                value = order.Above[index];
            }
            else
            {
                order.Above[index] = value;
            }
        }

        return value.Kind == ValueKind.Missing && block.Fixed[index].Value.Kind != ValueKind.Missing
            ? block.Fixed[index]
            : new RawValue(value, new PlaceOf(block, column, row), block.Header.Labels.GetValueOrDefault(column));
    }

    private void ReadOrderValues(TableBlock block, int row, OrderInProgress order)
    {
        for (var i = 0; i < plan.OrderFields.Length; i++)
        {
            var columns = block.OrderColumns[i];
            if (columns.Length == 0)
            {
                continue;
            }

            var value = block.First(columns, out var column);
            if (value.Kind == ValueKind.Missing)
            {
                continue;
            }

            if (order.Seen[i].Kind == ValueKind.Missing)
            {
                order.Seen[i] = value;
                order.SeenAt[i] = block.Place(column, row);
                if (row != order.FirstRow || column != columns[0])
                {
                    order.Except(plan.OrderFields[i].Path, order.SeenAt[i]!);
                }
            }
            else if (value.Kind != ValueKind.Fault && order.Seen[i].Kind != ValueKind.Fault && !Same(value, order.Seen[i]))
            {
                order.Add(MappingFindings.ValuesDiffer.At(block.Place(column, row), plan.OrderFields[i].Path, OrderTerms.Of(plan.OrderFields[i].Path), order.Seen[i].AsText(), value.AsText()));
            }
        }
    }

    private static bool Same(in MappedValue one, in MappedValue other) =>
        one.Kind == other.Kind && (one.Kind == ValueKind.Text ? one.Text!.AsSpan().Trim().SequenceEqual(other.Text.AsSpan().Trim()) : one.Number == other.Number && one.Clock == other.Clock);

    private void ReadNewColumns(TableBlock block, int row, OrderInProgress order)
    {
        if (!_keepsNew && !_holdsNew)
        {
            return;
        }

        foreach (var (column, label) in block.NewColumns)
        {
            var value = block.Value(column);
            if (!value.IsUsable || value.AsText()?.Trim() is not { Length: > 0 } text)
            {
                continue;
            }

            if (_keepsNew)
            {
                order.Draft.SetLineAttribute(label, text);
            }
            else
            {
                order.Add(MappingFindings.NewColumn.As(Severity.Hold, block.Place(column, row), null, label, "not read", "未读取"));
            }
        }
    }
}
