using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Mapping.Running;

/// <summary>One order while its rows are read: the draft, the order's own values seen on the way, and its findings.</summary>
internal sealed class OrderInProgress(int index, int orderFields, int lineFields, int linesBefore)
{
    /// <summary>Findings of one kind listed before they are only counted.</summary>
    private const int Listed = 20;

    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string Code, string? Field), int> _counts = [];
    private readonly List<int> _rows = [];
    private Dictionary<string, FieldSource>? _exceptions;

    /// <summary>Position in the document.</summary>
    public int Index { get; } = index;

    public OrderDraft Draft { get; } = new() { LinesBefore = linesBefore };

    /// <summary>What column cells say about the order itself, by field.</summary>
    public MappedValue[] Seen { get; } = new MappedValue[orderFields];

    /// <summary>Where they said it.</summary>
    public string?[] SeenAt { get; } = new string?[orderFields];

    /// <summary>The last value of each line field, for fields that fill down.</summary>
    public MappedValue[] Above { get; } = new MappedValue[lineFields];

    public string? Currency { get; set; }

    public void AddRow(int row) => _rows.Add(row);

    public int? FirstRow => _rows.Count > 0 ? _rows[0] : null;

    public void Except(string path, string place) => (_exceptions ??= new(StringComparer.Ordinal))[path] = new FieldSource(place, 1m);

    public void Add(Finding finding)
    {
        var key = (finding.Code, finding.Field is { } field ? WithoutIndex(field) : null);
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        if (count <= Listed)
        {
            _findings.Add(finding);
        }
    }

    public UnderstoodOrder Close(Provenance shared)
    {
        if (Draft.Order.OnHold)
        {
            Add(MappingFindings.HeldAtSource.At(null, "onHold"));
        }

        foreach (var ((code, field), count) in _counts)
        {
            if (count > Listed)
            {
                _findings.Add(MappingFindings.More.At(null, field, count - Listed, code, field is null ? new Said("the order", "整单") : Orders.OrderTerms.Of(field)));
            }
        }

        var fields = shared.Fields;
        if (_exceptions is not null)
        {
            var own = new Dictionary<string, FieldSource>(fields, StringComparer.Ordinal);
            foreach (var (path, source) in _exceptions)
            {
                own[path] = source;
            }

            fields = own;
        }

        return new UnderstoodOrder(Draft.Close(shared with { Fields = fields, Rows = _rows }), 1m, _findings);
    }

    /// <summary><c>lines[3].quantity</c> → <c>lines[].quantity</c></summary>
    private static string WithoutIndex(string field)
    {
        var open = field.IndexOf('[', StringComparison.Ordinal);
        var close = field.IndexOf(']', StringComparison.Ordinal);
        return open < 0 || close < open ? field : field[..(open + 1)] + field[close..];
    }
}
