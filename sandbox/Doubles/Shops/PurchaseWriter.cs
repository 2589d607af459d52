namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>Writes one purchase and its life from the seed and its index alone.</summary>
internal sealed class PurchaseWriter
{
    private readonly ShopPlan _plan;
    private readonly int _index;
    private readonly Chance _chance;
    private readonly List<ShopChange> _changes = [];
    private readonly DateTimeOffset _created;
    private readonly ShopOrderKind _kind;
    private DateTimeOffset _now;

    private PurchaseWriter(ShopPlan plan, int index)
    {
        _plan = plan;
        _index = index;
        _chance = new Chance(plan.Seed + ((ulong)index * 0x9E3779B97F4A7C15UL));
        _created = Created(plan, index);
        _now = _created;
        _kind = !_chance.In(1, 10) || plan.Settled ? ShopOrderKind.Regular
            : plan.Habits == ShopHabits.Taobao ? ShopOrderKind.Presale : ShopOrderKind.CashOnDelivery;
    }

    /// <summary>The order and, behind it, those that replaced it.</summary>
    public static IReadOnlyList<ShopOrder> Write(ShopPlan plan, int index) => new PurchaseWriter(plan, index).Write();

    /// <summary>Purchases are spread over the span and never overtake each other.</summary>
    public static DateTimeOffset Created(ShopPlan plan, int index) =>
        plan.From.AddSeconds((long)(plan.Span.TotalSeconds * index / Math.Max(1, plan.Purchases)));

    private List<ShopOrder> Write()
    {
        var lines = Lines();
        _changes.Add(new ShopChange(_created, ShopEvent.Placed));
        var goods = lines.Sum(l => l.Net);
        var discount = goods >= 150 && _chance.In(1, 2) ? decimal.Round(goods * 0.05m, 2) : 0m;
        var order = new ShopOrder(_index, 0)
        {
            Kind = _kind,
            Lines = Shared(lines, goods, discount),
            Created = _created,
            Changes = _changes,
            Buyer = _chance.Below(5000),
            Freight = _chance.PickOf(0m, 0m, 6m, 8m, 10m),
            Discount = discount,
            PlatformCoupon = _plan.Habits == ShopHabits.Jd && goods >= 100 && _chance.In(1, 3) ? 20m : 0m,
            Balance = _plan.Habits == ShopHabits.Jd && goods >= 300 && _chance.In(1, 5) ? 100m : 0m,
            Deposit = _kind == ShopOrderKind.Presale ? decimal.Round(goods * 0.1m, 2) : 0m,
            HasCity = !_chance.In(1, 9),
            BuyerMessage = _chance.PickOf("", "", "送朋友的🎁，请不要放价格单 🙏", "请用纸箱📦包装\n谢谢", "「急」㐂字款𠮷"),
            IsStrange = _index % 251 == 250,
        };
        if (!Pay())
        {
            return [order];
        }

        if (_plan.Settled)
        {
            return [order];
        }

        if (_plan.Habits == ShopHabits.Jd && lines.Count > 1 && _chance.In(1, 4))
        {
            After(minutes: 1, 90);
            return [order with { Changes = [.. _changes, new(_now, ShopEvent.SplitUp)] }, .. Children(order)];
        }

        Live(lines.Count);
        return [order];
    }

    private List<ShopLine> Lines()
    {
        var lines = new List<ShopLine>();
        var count = _kind == ShopOrderKind.Presale ? 1 : _chance.PickOf(1, 1, 1, 2, 2, 3);
        for (var i = 0; i < count; i++)
        {
            // A gift never comes alone.
            var article = Article.Range[_chance.Below(Article.Range.Count - (i == 0 ? 1 : 0))];
            var line = new ShopLine(article, _chance.Between(1, 4), 0m);
            lines.Add(line with { Discount = _chance.In(1, 3) ? decimal.Round(line.Goods * 0.1m, 2) : 0m });
        }

        return lines;
    }

    private static List<ShopLine> Shared(List<ShopLine> lines, decimal goods, decimal discount)
    {
        var left = discount;
        var shared = new List<ShopLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            var share = i == lines.Count - 1 ? left : decimal.Round(discount * lines[i].Net / goods, 2, MidpointRounding.ToZero);
            left -= share;
            shared.Add(lines[i] with { Share = share });
        }

        return shared;
    }

    /// <summary>False where it is never paid.</summary>
    private bool Pay()
    {
        switch (_kind)
        {
            case ShopOrderKind.CashOnDelivery:
                return true;
            case ShopOrderKind.Presale:
                After(minutes: 1, 15);
                Add(ShopEvent.DepositPaid);
                After(minutes: 12 * 60, 10 * 24 * 60);
                Add(_chance.In(1, 6) ? ShopEvent.DepositForfeited : ShopEvent.Paid);
                return _changes[^1].Event == ShopEvent.Paid;
            default:
                var isAbandoned = _chance.In(1, 12) && !_plan.Settled;
                After(minutes: isAbandoned ? 60 : 0, isAbandoned ? 24 * 60 : 20);
                Add(isAbandoned ? ShopEvent.ClosedUnpaid : ShopEvent.Paid);
                return !isAbandoned;
        }
    }

    private void Live(int lines)
    {
        if (_chance.In(1, 7))
        {
            After(minutes: 1, 60);
            Add(ShopEvent.AddressChanged);
        }

        for (var edits = _chance.PickOf(0, 0, 0, 1, 2); edits > 0; edits--)
        {
            After(minutes: 0, 90);
            Add(ShopEvent.MemoEdited);
        }

        if (_chance.In(1, 20))
        {
            After(minutes: 1, 60);
            Add(ShopEvent.Held);
            After(minutes: 30, 24 * 60);
            Add(ShopEvent.Released);
        }

        var refunded = _chance.In(1, 8) ? _chance.Below(lines) : -1;
        if (refunded >= 0)
        {
            After(minutes: 5, 24 * 60);
            Add(ShopEvent.RefundAsked, refunded);
            After(minutes: 5, 12 * 60);
            Add(_chance.In(2, 3) ? ShopEvent.RefundGranted : ShopEvent.RefundRefused, refunded);
            if (lines == 1 && _changes[^1].Event == ShopEvent.RefundGranted)
            {
                return;
            }
        }

        if (lines > 1 && refunded != 0 && _chance.In(1, 2))
        {
            After(minutes: 30, 12 * 60);
            Add(ShopEvent.LineShipped, 0);
        }

        After(minutes: 60, 24 * 60);
        Add(ShopEvent.AllShipped);
        After(minutes: 24 * 60, 8 * 24 * 60);
        Add(ShopEvent.Finished);
    }

    /// <summary>The first child keeps the first line; with three lines the second child is split once more.</summary>
    private List<ShopOrder> Children(ShopOrder whole)
    {
        var before = _changes.ToArray();
        var split = _now;
        var children = new List<ShopOrder> { Child(whole, 1, 0, 0..1, before, split) };
        if (whole.Lines.Count == 2)
        {
            children.Add(Child(whole, 2, 0, 1..2, before, split));
            return children;
        }

        _now = split;
        After(minutes: 1, 60);
        var again = _now;
        children.Add(Part(whole, 2, 0, 1..3) with { Changes = [new(split, ShopEvent.Placed), .. Kept(before, split), new(again, ShopEvent.SplitUp)] });
        children.Add(Child(whole, 3, 2, 1..2, before, again));
        children.Add(Child(whole, 4, 2, 2..3, before, again));
        return children;
    }

    private ShopOrder Child(ShopOrder whole, int child, int parent, Range lines, ShopChange[] before, DateTimeOffset split)
    {
        _changes.Clear();
        _changes.Add(new ShopChange(split, ShopEvent.Placed));
        _changes.AddRange(Kept(before, split));
        _now = split;
        Live(1);
        return Part(whole, child, parent, lines) with { Changes = [.. _changes] };
    }

    /// <summary>A child is born paid where its parent was.</summary>
    private static IEnumerable<ShopChange> Kept(ShopChange[] before, DateTimeOffset split) =>
        before.Any(c => c.Event == ShopEvent.Paid) ? [new ShopChange(split, ShopEvent.Paid)] : [];

    private static ShopOrder Part(ShopOrder whole, int child, int parent, Range lines)
    {
        var own = whole.Lines.Take(lines).ToList();
        var isFirst = child == 1;
        return whole with
        {
            Child = child,
            Root = 0,
            Parent = parent,
            Lines = own,
            Discount = own.Sum(l => l.Share),
            Freight = isFirst ? whole.Freight : 0m,
            PlatformCoupon = 0m,
            Balance = 0m,
        };
    }

    private void Add(ShopEvent happened, int line = 0) => _changes.Add(new ShopChange(_now, happened, line));

    private void After(int minutes, int upTo)
    {
        var seconds = _chance.Between(minutes * 60, upTo * 60) / _plan.Haste;
        _now = _now.AddSeconds(Math.Max(1, seconds));
        if (_plan.OnBoundaries > 0 && _chance.In(1, _plan.OnBoundaries))
        {
            var halfHours = (_now.ToUnixTimeSeconds() + 1799) / 1800;
            _now = DateTimeOffset.FromUnixTimeSeconds(halfHours * 1800);
        }
    }
}
