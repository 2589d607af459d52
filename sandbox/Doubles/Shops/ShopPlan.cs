namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>Which habits of a platform the orders show.</summary>
internal enum ShopHabits
{
    /// <summary>Staged payment; unpaid orders are seen; lines are refunded one by one.</summary>
    Taobao,

    /// <summary>Cash on delivery and splits into child orders; unpaid orders are not seen.</summary>
    Jd,
}

/// <summary>From what a shop's orders are generated. The same plan gives the same orders on every machine.</summary>
/// <param name="Seed">Seed.</param>
/// <param name="Purchases">How often somebody buys.</param>
/// <param name="From">When the first purchase is made; whole seconds.</param>
/// <param name="Span">From the first purchase to the last.</param>
/// <param name="Habits">The platform's habits.</param>
internal sealed record ShopPlan(ulong Seed, int Purchases, DateTimeOffset From, TimeSpan Span, ShopHabits Habits)
{
    /// <summary>Divides the days that an order lives, so that short runs see whole lives.</summary>
    public int Haste { get; init; } = 1;

    /// <summary>One change in this many falls on a whole half hour, where windows meet; 0 for none.</summary>
    public int OnBoundaries { get; init; } = 8;

    /// <summary>Longest time, in seconds, until a change reaches the database that is asked; each order has its own.</summary>
    public int ReplicationLag { get; init; } = 45;

    /// <summary>Nothing happens to an order after it was placed and paid, as in orders long done.</summary>
    public bool Settled { get; init; }
}
