using IntegrationHub.Core.Understanding.Documents;
using IntegrationHub.Core.Understanding.Lines;
using IntegrationHub.Core.Understanding.Tables;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Grouping;

/// <summary>
/// Groups lines into orders: by order number, else by the key that groups the rows of one order; a row without either continues the order
/// above it. Holds a bounded number of open orders: the oldest is given out first, and comes again if later rows belong to it.
/// </summary>
internal sealed class OrderGrouping(UnderstandingContext context, int maxOpen)
{
    private readonly Dictionary<string, OrderDraft> _open = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private (string Group, string Number)? _shared;
    private string? _last;
    private string? _customer;

    /// <summary>Adds a line; gives out an order that had to be closed for it, or null.</summary>
    public UnderstoodOrder? Add(LineDraft line, OrderSetting setting, bool byCustomer)
    {
        var key = KeyOf(line, setting, byCustomer);
        _last = key;
        _customer = line.Head.Customer ?? _customer;
        UnderstoodOrder? closed = null;
        if (!_open.TryGetValue(key, out var draft))
        {
            closed = _open.Count >= maxOpen ? CloseOldest() : null;
            draft = new OrderDraft(setting);
            _open[key] = draft;
            _order.Enqueue(key);
        }

        draft.Add(line, setting);
        return closed;
    }

    /// <summary>The orders still open, in order of first appearance.</summary>
    public IEnumerable<UnderstoodOrder> Rest()
    {
        while (_order.Count > 0)
        {
            yield return CloseOldest();
        }
    }

    private UnderstoodOrder CloseOldest()
    {
        var key = _order.Dequeue();
        _open.Remove(key, out var draft);
        return draft!.Build(context);
    }

    private string KeyOf(LineDraft line, OrderSetting setting, bool byCustomer)
    {
        if (line.Head.OrderNumber is { } number)
        {
            _shared = line.Head.GroupKey is { } shared ? (shared, number) : null;
            return number;
        }

        if (line.Head.GroupKey is { } group)
        {
            return _shared is { } known && known.Group == group ? known.Number : group;
        }

        if (byCustomer && line.Head.Customer is { } customer)
        {
            return customer + "\n" + line.Head.OrderDate;
        }

        if (setting.Title?.OrderNumber is { } titled)
        {
            return titled;
        }

        // Where rows number the orders, one without a number continues the order above it, unless it names another customer.
        if (line.Head.Customer is { } other && _customer is { } above && !string.Equals(other, above, StringComparison.OrdinalIgnoreCase))
        {
            return other + "\n" + line.Head.OrderDate;
        }

        var continues = line.Table.Has(Concept.OrderNumber) || line.Table.Has(Concept.GroupKey);
        return (continues ? _last ?? setting.TitleKey : setting.TitleKey ?? _last) ?? string.Empty;
    }

    /// <summary>True where a table names different customers but no order numbers: each customer and date is an order.</summary>
    public static bool ByCustomer(AnalysedTable table, SheetAnalysis sheet) =>
        !table.Plan.Has(Concept.OrderNumber) && !table.Plan.Has(Concept.GroupKey) && table.Title.OrderNumber is null && sheet.Title.OrderNumber is null
        && table.Plan[Concept.Customer] is { Profile: { } profile } && Repeated(profile);

    private static bool Repeated(ColumnProfile profile) => profile.Distinct > 1;
}
