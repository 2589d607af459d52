namespace IntegrationHub.Sandbox.Doubles.Shops;

/// <summary>What happens to an order of a shop.</summary>
internal enum ShopEvent
{
    Placed,
    DepositPaid,
    DepositForfeited,
    Paid,
    AddressChanged,
    MemoEdited,
    Held,
    Released,

    /// <summary>The line of the change leaves the house.</summary>
    LineShipped,
    AllShipped,
    RefundAsked,
    RefundGranted,
    RefundRefused,

    /// <summary>The platform replaces the order by several.</summary>
    SplitUp,
    Finished,
    ClosedUnpaid,
}

/// <summary>One change; every change makes a new version.</summary>
/// <param name="At">Whole seconds.</param>
/// <param name="Event">What happened.</param>
/// <param name="Line">Index of the line that it concerns.</param>
internal readonly record struct ShopChange(DateTimeOffset At, ShopEvent Event, int Line = 0);
