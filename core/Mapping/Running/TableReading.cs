using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>What the sheets of one document share while they are read.</summary>
internal sealed class TableReading(MappingPlan plan, UnderstandingContext context, IMappingTrace? trace)
{
    private const int MaxFindings = 200;

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Sheet, int Row, int Column), MappedValue> _cells = [];
    private readonly HashSet<string> _labels =
        [.. plan.OrderFields.Concat(plan.LineFields).SelectMany(f => f.Sources).OfType<SourceExpression.Label>().Select(l => l.Key)];

    private int _orders;

    public FieldRunner Runner { get; } = new(plan, context, trace);

    public IReadOnlyList<Finding> Findings => _findings;

    public Finding? NotFound { get; set; }

    public void Add(Finding finding)
    {
        if (_findings.Count < MaxFindings)
        {
            _findings.Add(finding);
        }
    }

    public bool IsLabel(string key) => _labels.Contains(key);

    public OrderInProgress NewOrder(int linesBefore) => new(_orders++, plan.OrderFields.Length, plan.LineFields.Length, linesBefore);

    /// <summary>Lines that an order of this key has had before its rows were interrupted.</summary>
    public int LinesOf(string sheet, string? key) => key is null ? 0 : _lines.GetValueOrDefault(sheet + key);

    public void Remember(string sheet, string key, int lines) => _lines[sheet + key] = lines;

    public void Keep(string sheet, SourceExpression.FixedCell cell, MappedValue value) => _cells[(sheet, cell.Row, cell.Index)] = value;

    public MappedValue FixedCell(SourceExpression.FixedCell cell, string sheet) => _cells.GetValueOrDefault((cell.Sheet ?? sheet, cell.Row, cell.Index));

    public string? Known(string word, string sheet) => word switch
    {
        "sender" => context.Sender,
        "sheet" => sheet,
        _ => context.Name,
    };

    /// <summary>Looks at a new table's header: what is new in it, and completes its provenance.</summary>
    public void Greet(TableBlock block)
    {
        block.Provenance = block.Provenance with { Document = context.DocumentId, Mapping = plan.Name, MappingVersion = plan.Version };
        foreach (var (column, label) in block.NewColumns)
        {
            var place = block.Place(column, block.Header.LastRow);
            switch (plan.Contract.Fields)
            {
                case ContractMode.Evolve:
                    Add(MappingFindings.NewColumn.At(place, null, label, "kept in attributes", "存入 attributes"));
                    break;
                case ContractMode.Freeze:
                    Runner.Freeze(place, null, $"the column “{label}” is new", $"新增列“{label}”");
                    break;
            }
        }
    }

    /// <summary>Required columns that the header lacks hold each order of the table, once.</summary>
    public void Remark(OrderInProgress order, TableBlock block)
    {
        for (var i = 0; i < plan.LineFields.Length; i++)
        {
            var field = plan.LineFields[i];
            if (field.Required && field.Sources.Length > 0 && Array.TrueForAll(field.Sources, s => s.IsColumn) && block.LineColumns[i].Length == 0)
            {
                var name = field.Sources.OfType<SourceExpression.Header>().FirstOrDefault()?.Text ?? field.Path;
                order.Add(MappingFindings.MissingColumn.At($"{block.Sheet}!{block.Header.LastRow}", field.Path, name, OrderTerms.Of(field.Path)));
            }
        }
    }
}
