using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Spreadsheets;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>A workbook or text table read by a mapping.</summary>
internal sealed class TableDocument(MappingPlan plan, Func<WorkbookCursor> open, UnderstandingContext context, IMappingTrace? trace) : UnderstoodDocument
{
    private readonly TableReading _reading = new(plan, context, trace);
    private WorkbookCursor? _cursor;
    private int _orders;

    public override IReadOnlyList<Finding> Findings => _reading.Findings;

    public override decimal Confidence => _orders == 0 ? 0m : 1m;

    public override Finding? Refusal => _reading.Runner.Frozen ?? _reading.NotFound;

    public override IEnumerable<UnderstoodOrder> Orders(CancellationToken cancellation)
    {
        ReadFixedCells(cancellation);
        var found = false;
        _cursor = open();
        while (_cursor.MoveNextSheet())
        {
            var name = _cursor.Sheet.Name;
            if (_cursor.Sheet.Hidden || !Takes(name))
            {
                continue;
            }

            var sheet = new SheetReading(plan, _reading, name);
            while (_cursor.MoveNextRow())
            {
                cancellation.ThrowIfCancellationRequested();
                if (sheet.Take(_cursor.Row) is { } order)
                {
                    _orders++;
                    yield return order;
                }
            }

            found |= sheet.FoundHeader;
            if (sheet.End() is { } last)
            {
                _orders++;
                yield return last;
            }
        }

        foreach (var finding in _cursor.Findings)
        {
            _reading.Add(finding);
        }

        if (!found)
        {
            _reading.NotFound = MappingFindings.HeaderNotFound.At(null, null, plan.Name);
        }
    }

    protected override void Dispose(bool disposing) => _cursor?.Dispose();

    private bool Takes(string sheet) => plan.Table.Sheets.Count == 0 || plan.Table.Sheets.Any(p => Glob.Matches(p, sheet));

    /// <summary>Cells may stand behind the table or on another sheet, so they are fetched in a pass of their own.</summary>
    private void ReadFixedCells(CancellationToken cancellation)
    {
        var cells = plan.OrderFields.Concat(plan.LineFields).SelectMany(f => f.Sources).OfType<SourceExpression.FixedCell>().ToArray();
        if (cells.Length == 0)
        {
            return;
        }

        var last = cells.Max(c => c.Row);
        using var cursor = open();
        while (cursor.MoveNextSheet())
        {
            var name = cursor.Sheet.Name;
            while (cursor.MoveNextRow() && cursor.Row.Number <= last)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (ref readonly var cell in cursor.Row.Cells)
                {
                    foreach (var wanted in cells)
                    {
                        if (wanted.Row == cursor.Row.Number && wanted.Index == cell.Column && (wanted.Sheet ?? name) == name)
                        {
                            _reading.Keep(name, wanted, MappedValue.Of(cell));
                        }
                    }
                }
            }
        }
    }
}
