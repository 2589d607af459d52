using System.Collections.Concurrent;
using IntegrationHub.Core.Sync.Accounts;

namespace IntegrationHub.Core.Sync.Calls;

/// <summary>The pacers of all accounts; those that share a budget share one.</summary>
internal sealed class CallPacers(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, CallPacer> _pacers = new(StringComparer.Ordinal);

    /// <summary>The pacer of the account.</summary>
    public CallPacer Of(Account account)
    {
        var budget = account.Connector.RateBudget;
        var shared = budget.SharedBy?.Invoke(account.Options);
        return _pacers.GetOrAdd(
            shared is null ? $"account {account.Name}" : $"{account.Connector.Id} {shared}", _ => new CallPacer(budget, clock));
    }
}
