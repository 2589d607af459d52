namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>How far a refund of a line has come.</summary>
internal enum RefundState
{
    None,
    Asked,
    Granted,
    Refused,
}

/// <summary>What became of one line.</summary>
internal readonly record struct LineState(DateTimeOffset? Shipped, RefundState Refund);

/// <summary>An order as it stands at one moment.</summary>
internal sealed class OrderState
{
    private readonly LineState[] _lines;

    private OrderState(ShopOrder order)
    {
        Order = order;
        _lines = new LineState[order.Lines.Count];
    }

    public ShopOrder Order { get; }

    public IReadOnlyList<LineState> Lines => _lines;

    /// <summary>How many changes have made it what it is; at least 1.</summary>
    public int Version { get; private set; }

    /// <summary>When the last of them happened.</summary>
    public DateTimeOffset Modified { get; private set; }

    public DateTimeOffset? DepositPaid { get; private set; }

    public bool IsForfeited { get; private set; }

    public DateTimeOffset? Paid { get; private set; }

    public DateTimeOffset? Ended { get; private set; }

    public bool IsFinished { get; private set; }

    public bool IsClosedUnpaid { get; private set; }

    public bool IsSplitUp { get; private set; }

    public bool IsHeld { get; private set; }

    /// <summary>How often the address was changed.</summary>
    public int AddressChanges { get; private set; }

    /// <summary>How often the seller's memo was edited.</summary>
    public int MemoEdits { get; private set; }

    /// <summary>Every line was refunded.</summary>
    public bool IsClosed => Array.TrueForAll(_lines, l => l.Refund == RefundState.Granted);

    public DateTimeOffset? FirstShipped => _lines.Min(l => l.Shipped);

    public bool IsShipped => Array.TrueForAll(_lines, l => l.Shipped is not null || l.Refund == RefundState.Granted) && FirstShipped is not null;

    /// <summary>The order after every change up to that moment; null when it did not exist yet.</summary>
    public static OrderState? At(ShopOrder order, IEnumerable<ShopChange> changes, DateTimeOffset now)
    {
        OrderState? state = null;
        foreach (var change in changes.TakeWhile(c => c.At <= now))
        {
            state ??= new OrderState(order);
            state.Apply(change);
        }

        return state;
    }

    private void Apply(in ShopChange change)
    {
        Version++;
        Modified = change.At;
        switch (change.Event)
        {
            case ShopEvent.DepositPaid:
                DepositPaid = change.At;
                break;
            case ShopEvent.DepositForfeited:
                (IsForfeited, IsClosedUnpaid, Ended) = (true, true, change.At);
                break;
            case ShopEvent.Paid:
                Paid = change.At;
                break;
            case ShopEvent.AddressChanged:
                AddressChanges++;
                break;
            case ShopEvent.MemoEdited:
                MemoEdits++;
                break;
            case ShopEvent.Held or ShopEvent.Released:
                IsHeld = change.Event == ShopEvent.Held;
                break;
            case ShopEvent.LineShipped:
                _lines[change.Line] = _lines[change.Line] with { Shipped = change.At };
                break;
            case ShopEvent.AllShipped:
                for (var i = 0; i < _lines.Length; i++)
                {
                    _lines[i] = _lines[i].Refund == RefundState.Granted ? _lines[i] : _lines[i] with { Shipped = _lines[i].Shipped ?? change.At };
                }

                break;
            case ShopEvent.RefundAsked:
                _lines[change.Line] = _lines[change.Line] with { Refund = RefundState.Asked };
                break;
            case ShopEvent.RefundRefused:
                _lines[change.Line] = _lines[change.Line] with { Refund = RefundState.Refused };
                break;
            case ShopEvent.RefundGranted:
                _lines[change.Line] = _lines[change.Line] with { Refund = RefundState.Granted };
                Ended = IsClosed ? change.At : Ended;
                break;
            case ShopEvent.SplitUp:
                (IsSplitUp, Ended) = (true, change.At);
                break;
            case ShopEvent.Finished:
                (IsFinished, Ended) = (true, change.At);
                break;
            case ShopEvent.ClosedUnpaid:
                (IsClosedUnpaid, Ended) = (true, change.At);
                break;
        }
    }
}
