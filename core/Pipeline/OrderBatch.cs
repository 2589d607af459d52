using IntegrationHub.Core.Orders;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Understanding;

namespace IntegrationHub.Core.Pipeline;

/// <summary>One piece of work for the writer: new orders and further lines of earlier ones, with the place in the document behind them.</summary>
internal sealed class OrderBatch(ArchivedDocument document, long from)
{
    private readonly Dictionary<int, int> _slots = [];
    private readonly List<(int Position, bool Further, UnderstoodOrder Order)> _entries = [];

    /// <summary>Orders yielded before this batch.</summary>
    public long From { get; } = from;

    /// <summary>Orders yielded up to the end of this batch.</summary>
    public long To { get; private set; } = from;

    public int Count => _entries.Count;

    public int Lines { get; private set; }

    /// <summary>New orders among the entries.</summary>
    public int NewOrders { get; private set; }

    public void Add(int position, bool further, UnderstoodOrder order)
    {
        To++;
        Lines += order.Order.Lines.Count;
        if (further && _slots.TryGetValue(position, out var slot))
        {
            _entries[slot] = (position, _entries[slot].Further, Joined(_entries[slot].Order, order));
            return;
        }

        _slots[position] = _entries.Count;
        _entries.Add((position, further, order));
        NewOrders += further ? 0 : 1;
    }

    /// <summary>The entries, serialised, with the ids of their orders.</summary>
    public List<BatchEntry> Prepare(OrderPreparation preparation)
    {
        var prepared = new List<BatchEntry>(_entries.Count);
        foreach (var (position, further, order) in _entries)
        {
            var id = document.Key.Order(position);
            prepared.Add(further
                ? new BatchEntry(id, null, order)
                : new BatchEntry(id, preparation.Prepare(Addressed(order.Order, document, id), order.Confidence, order.Findings, document.Sender), null));
        }

        return prepared;
    }

    /// <summary>The order with its id, and with the channel it came by where it does not say so itself.</summary>
    public static CanonicalOrder Addressed(CanonicalOrder order, ArchivedDocument document, Guid id) => order with
    {
        Id = id,
        Channel = order.Channel ?? document.Channel,
        Account = order.Account ?? document.Account,
    };

    /// <summary>Two statements of one order as one: the first one's head, the lines of both.</summary>
    public static UnderstoodOrder Joined(UnderstoodOrder first, UnderstoodOrder further)
    {
        var more = further.Behind(first.Order.Lines.Count);
        return first with
        {
            Order = OrderProjection.WithLines(first.Order, more.Order.Lines, more.Order.Provenance?.Rows ?? []),
            Confidence = Math.Min(first.Confidence, more.Confidence),
            Findings = more.Findings.Count == 0 ? first.Findings : [.. first.Findings, .. more.Findings],
            Numbered = (first.Numbered ?? more.Numbered) is null
                ? null
                : [.. first.Numbered ?? new bool[first.Order.Lines.Count], .. more.Numbered ?? new bool[more.Order.Lines.Count]],
        };
    }
}

/// <summary>One entry of a batch.</summary>
/// <param name="Id">The order.</param>
/// <param name="Received">A new order.</param>
/// <param name="Further">Further lines of an earlier one.</param>
internal sealed record BatchEntry(Guid Id, PreparedOrder? Received, UnderstoodOrder? Further);
