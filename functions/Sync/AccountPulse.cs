namespace IntegrationHub.Functions.Sync;

/// <summary>How an enabled account stands.</summary>
/// <param name="Account">Its name.</param>
/// <param name="LastFailed">True where the last run that ended did so with a fault.</param>
/// <param name="Succeeded">When the last good run among the recent ones ended, UTC; null where there is none.</param>
internal sealed record AccountPulse(string Account, bool LastFailed, DateTimeOffset? Succeeded);
