using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Orders.Schema;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>An order while a mapping fills it; one instance per order, its line part reused.</summary>
internal sealed class OrderDraft
{
    private readonly List<OrderLine> _lines = [];
    private Dictionary<string, string>? _attributes;
    private Dictionary<string, string>? _lineAttributes;

    /// <summary>Members of the order itself.</summary>
    public OrderParts Order;

    /// <summary>The line being filled.</summary>
    public LineParts Line;

    public int LineCount => _lines.Count;

    /// <summary>Lines handed out before, where an order continues further down.</summary>
    public int LinesBefore { get; init; }

    public void SetAttribute(string name, string value) => (_attributes ??= new(StringComparer.Ordinal))[name] = value;

    public void SetLineAttribute(string name, string value) => (_lineAttributes ??= new(StringComparer.Ordinal))[name] = value;

    public void CloseLine()
    {
        Line.Attributes = _lineAttributes;
        _lines.Add(Line.ToLine(LinesBefore + _lines.Count + 1));
        DropLine();
    }

    public void DropLine()
    {
        Line = default;
        _lineAttributes = null;
    }

    public CanonicalOrder Close(Provenance provenance)
    {
        Order.Lines = _lines;
        Order.Attributes = _attributes;
        Order.Provenance = provenance;
        return Order.ToOrder();
    }
}
