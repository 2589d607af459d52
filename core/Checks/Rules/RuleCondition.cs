using System.Collections.Frozen;
using IntegrationHub.Core.Checks.Fingerprints;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Which orders and lines a rule speaks of. What is not stated does not matter; empty speaks of all.</summary>
public sealed record RuleCondition
{
    /// <summary>Product families (of the materials table), normalised.</summary>
    public FrozenSet<string>? Family { get; init; }

    /// <summary>Customer codes or names, normalised as names.</summary>
    public FrozenSet<string>? Customer { get; init; }

    /// <summary>Channels.</summary>
    public FrozenSet<string>? Channel { get; init; }

    /// <summary>Provinces of the delivery address, normalised as names.</summary>
    public FrozenSet<string>? Province { get; init; }

    /// <summary>Beginnings of item codes, normalised.</summary>
    public IReadOnlyList<string>? ItemPrefix { get; init; }

    /// <summary>Least quantity over the order's lines.</summary>
    public decimal? MinQuantity { get; init; }

    /// <summary>Greatest quantity over the order's lines.</summary>
    public decimal? MaxQuantity { get; init; }

    /// <summary>Marked urgent, or not.</summary>
    public bool? Urgent { get; init; }

    /// <summary>True where nothing is stated.</summary>
    public bool IsEmpty => this == Any;

    /// <summary>True where the condition looks at lines.</summary>
    public bool ConcernsLines => Family is not null || ItemPrefix is not null;

    /// <summary>Speaks of every order.</summary>
    public static RuleCondition Any { get; } = new();

    internal bool MatchesOrder(CheckScope scope)
    {
        var order = scope.Order;
        if (Channel is not null && (order.Channel is not { } channel || !Channel.Contains(channel)))
        {
            return false;
        }

        if (Urgent is { } urgent && urgent != (order.Priority?.Urgent ?? false))
        {
            return false;
        }

        if (Customer is not null && !MatchesCustomer(scope))
        {
            return false;
        }

        if (Province is not null && !Province.Contains(KeyText.OfName(order.ShipTo?.Province)))
        {
            return false;
        }

        return (MinQuantity is null && MaxQuantity is null) || MatchesQuantity(order);
    }

    internal bool MatchesLine(OrderLine line, MaterialReference? material)
    {
        if (Family is not null && (material?.Family is not { } family || !Family.Contains(KeyText.OfName(family))))
        {
            return false;
        }

        if (ItemPrefix is null)
        {
            return true;
        }

        using var code = new KeyText(stackalloc char[64]);
        code.Code(material?.ItemCode ?? line.ItemCode);
        foreach (var prefix in ItemPrefix)
        {
            if (code.Written.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesCustomer(CheckScope scope) =>
        Customer!.Contains(KeyText.OfName(scope.CustomerCode))
        || Customer.Contains(KeyText.OfName(scope.Customer?.Name))
        || Customer.Contains(KeyText.OfName(scope.Order.Customer?.Name));

    private bool MatchesQuantity(CanonicalOrder order)
    {
        var sum = 0m;
        for (var i = 0; i < order.Lines.Count; i++)
        {
            if (!Money.TryAdd(sum, order.Lines[i].Quantity ?? 0, out sum))
            {
                return MaxQuantity is null;
            }
        }

        return sum >= (MinQuantity ?? decimal.MinValue) && sum <= (MaxQuantity ?? decimal.MaxValue);
    }
}
