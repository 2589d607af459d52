namespace IntegrationHub.Core.Connectors;

/// <summary>How often the other side may be called: a bucket of <see cref="Burst"/> calls that fills at <see cref="Calls"/> per <see cref="Per"/>.</summary>
/// <param name="Calls">Calls in that time.</param>
/// <param name="Per">That time.</param>
public sealed record RateBudget(int Calls, TimeSpan Per)
{
    /// <summary>Calls that may be made at once after a rest.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>
    /// Names what shares the budget where that is more than the account, e.g. the app key of all shops: accounts with the same name share
    /// one bucket, and a rate limit on one of them pauses all. Null: each account has its own.
    /// </summary>
    public Func<object, string?>? SharedBy { get; init; }
}
