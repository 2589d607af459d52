using IntegrationHub.Core.Sync.Schedules;
using Quartz;

namespace IntegrationHub.Functions.Sync;

/// <summary>Quartz computes the times; cron expressions mean the business zone.</summary>
internal sealed class CronTimes(TimeZoneInfo zone) : ICronTimes
{
    public DateTimeOffset? Next(string cron, DateTimeOffset after) => new CronExpression(cron, zone).GetNextValidTimeAfter(after)?.ToUniversalTime();

    public string? Problem(string cron)
    {
        try
        {
            return new CronExpression(cron, zone).ToString() is null ? cron : null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}
