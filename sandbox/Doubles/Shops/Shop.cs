namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>
/// The orders of one shop as they change over time. Only the moments of change are kept, twelve bytes each; an order itself is
/// generated anew whenever it is asked for, so that hundreds of thousands of orders cost next to nothing.
/// </summary>
internal sealed class Shop
{
    private readonly Lock _lock = new();
    private readonly int[] _seconds;
    private readonly long[] _keys;
    private readonly Dictionary<long, List<ShopChange>> _edits = [];
    private readonly List<ShopOrder> _added = [];

    public Shop(ShopPlan plan)
    {
        Plan = plan;
        var seconds = new List<int>(plan.Purchases * 4);
        var keys = new List<long>(plan.Purchases * 4);
        for (var i = 0; i < plan.Purchases; i++)
        {
            foreach (var order in PurchaseWriter.Write(plan, i))
            {
                foreach (var change in order.Changes)
                {
                    seconds.Add((int)(change.At - plan.From).TotalSeconds);
                    keys.Add(order.Key);
                }
            }
        }

        (_seconds, _keys) = ([.. seconds], [.. keys]);
        Array.Sort(_seconds, _keys);
    }

    public ShopPlan Plan { get; }

    /// <summary>How late changes of that order are seen.</summary>
    public TimeSpan Lag(long key) => 
        TimeSpan.FromSeconds(Plan.ReplicationLag == 0 || key / ShopOrder.MaxChildren >= Plan.Purchases ? 0 : key * 7 % Plan.ReplicationLag);

    /// <summary>When the last change of the plan happens.</summary>
    public DateTimeOffset Last => _seconds.Length == 0 ? Plan.From : Plan.From.AddSeconds(_seconds[^1]);

    /// <summary>The orders whose last change lies in [from, to), oldest first.</summary>
    public List<OrderState> ModifiedIn(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var keys = new HashSet<long>();
        var (low, high) = (LowerBound(from), LowerBound(to));
        for (var i = low; i < high; i++)
        {
            keys.Add(_keys[i]);
        }

        lock (_lock)
        {
            keys.UnionWith(_added.Select(o => o.Key));
            foreach (var (key, changes) in _edits)
            {
                if (changes.Exists(c => c.At >= from && c.At < to))
                {
                    keys.Add(key);
                }
            }
        }

        return [.. keys.Select(k => Find(k, now)).OfType<OrderState>().Where(s => s.Modified >= from && s.Modified < to).OrderBy(s => s.Modified).ThenBy(s => s.Order.Key)];
    }

    /// <summary>The orders created in [from, to), oldest first.</summary>
    public IEnumerable<OrderState> CreatedIn(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        List<ShopOrder> added;
        lock (_lock)
        {
            added = [.. _added.Where(o => o.Created >= from && o.Created < to).OrderBy(o => o.Created)];
        }

        var planned = Enumerable.Range(0, Plan.Purchases).Skip(FirstCreated(from)).TakeWhile(i => PurchaseWriter.Created(Plan, i) < to).SelectMany(i => PurchaseWriter.Write(Plan, i));
        return planned.Concat(added).Select(o => Find(o.Key, now)).OfType<OrderState>();
    }

    /// <summary>Every order that exists at that moment.</summary>
    public IEnumerable<OrderState> All(DateTimeOffset now) => CreatedIn(Plan.From, DateTimeOffset.MaxValue, now);

    /// <summary>One order as the database shows it; null when there is none.</summary>
    public OrderState? Find(long key, DateTimeOffset now)
    {
        if (key < 0)
        {
            return null;
        }

        var purchase = key / ShopOrder.MaxChildren;
        ShopOrder? order;
        lock (_lock)
        {
            order = purchase < Plan.Purchases ? PurchaseWriter.Write(Plan, (int)purchase).FirstOrDefault(o => o.Key == key) : _added.Find(o => o.Key == key);
        }

        return order is null ? null : OrderState.At(order, Changes(order), now - Lag(key));
    }

    /// <summary>Everything that happens to that order.</summary>
    public IEnumerable<ShopChange> Changes(ShopOrder order)
    {
        lock (_lock)
        {
            return _edits.TryGetValue(order.Key, out var edits) ? [.. order.Changes.Concat(edits).OrderBy(c => c.At)] : order.Changes;
        }
    }

    /// <summary>Adds an order bought and paid at that moment.</summary>
    public ShopOrder Add(DateTimeOffset at, RecordShape shape, string? text)
    {
        lock (_lock)
        {
            var order = new ShopOrder(Plan.Purchases + _added.Count, 0)
            {
                Kind = ShopOrderKind.Regular,
                Lines = [new ShopLine(Article.Range[0], 2, 0m), new ShopLine(Article.Range[2], 1, 0m)],
                Changes = [new ShopChange(at, ShopEvent.Placed), new ShopChange(at, ShopEvent.Paid)],
                Created = at,
                Buyer = _added.Count,
                BuyerMessage = text ?? "",
                Shape = shape,
            };
            _added.Add(order);
            return order;
        }
    }

    /// <summary>The seller edits the memo at that moment.</summary>
    public void EditAt(long key, DateTimeOffset at)
    {
        lock (_lock)
        {
            (_edits.TryGetValue(key, out var edits) ? edits : _edits[key] = []).Add(new ShopChange(at, ShopEvent.MemoEdited));
        }
    }

    /// <summary>The seller edits the memo, now.</summary>
    public OrderState Edit(long key, DateTimeOffset now)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        lock (_lock)
        {
            if (!_edits.TryGetValue(key, out var edits))
            {
                _edits[key] = edits = [];
            }

            // Two versions never carry the same second.
            second = edits.Count > 0 && edits[^1].At >= second ? edits[^1].At.AddSeconds(1) : second;
            edits.Add(new ShopChange(second, ShopEvent.MemoEdited));
        }

        return Find(key, second + Lag(key))!;
    }

    private int LowerBound(DateTimeOffset at)
    {
        var second = Math.Ceiling((at - Plan.From).TotalSeconds);
        var (low, high) = (0, _seconds.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _seconds[middle] < second ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int FirstCreated(DateTimeOffset from)
    {
        var (low, high) = (0, Plan.Purchases);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = PurchaseWriter.Created(Plan, middle) < from ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
