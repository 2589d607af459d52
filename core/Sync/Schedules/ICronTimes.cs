namespace IntegrationHub.Core.Sync.Schedules;

/// <summary>Computes the times of cron expressions.</summary>
public interface ICronTimes
{
    /// <summary>The first time behind the moment, UTC; null when there is none.</summary>
    DateTimeOffset? Next(string cron, DateTimeOffset after);

    /// <summary>What is wrong with an expression; null when nothing is.</summary>
    string? Problem(string cron);
}
