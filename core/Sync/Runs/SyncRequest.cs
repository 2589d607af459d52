namespace IntegrationHub.Core.Sync.Runs;

/// <summary>What is to be synced.</summary>
/// <param name="Kind">Why.</param>
/// <param name="From">Start of a backfill, or first hour of a sweep; null leaves it to the runtime.</param>
/// <param name="To">End of a backfill, or of the last hour of a sweep; null is now.</param>
public sealed record SyncRequest(SyncKind Kind, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Another run of the account is at work.</summary>
public sealed class AccountBusyException(string account) : Exception($"account {account} is being synced by another run")
{
    /// <summary>The account.</summary>
    public string Account { get; } = account;
}
