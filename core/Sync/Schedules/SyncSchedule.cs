namespace IntegrationHub.Core.Sync.Schedules;

/// <summary>When an account is due. The one truth about it, whoever ticks.</summary>
/// <param name="Account">The account.</param>
/// <param name="Kind">What is due.</param>
/// <param name="Cron">Cron expression of the account file.</param>
/// <param name="NextDue">Due at, UTC.</param>
/// <param name="LastDue">The time for which it was last requested; null before.</param>
/// <param name="Misfires">How often due times had passed unseen and were caught up by one run.</param>
public sealed record SyncSchedule(string Account, SyncKind Kind, string Cron, DateTimeOffset NextDue, DateTimeOffset? LastDue, long Misfires);
