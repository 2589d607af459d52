using System.Globalization;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;

namespace IntegrationHub.Core.Sync.Schedules;

/// <summary>
/// Asks the schedules table what is due and requests it, in one transaction with the next due time. However many due times passed while
/// nobody ticked, one request catches up. The time is the store's, so that instances whose clocks are apart mean the same by it.
/// </summary>
public sealed class SyncScheduler(IHubStore store, ICronTimes cron)
{
    /// <summary>A clock that is set back by less only makes what is due come so much later.</summary>
    private static readonly TimeSpan SetBack = TimeSpan.FromHours(1);

    /// <summary>
    /// Brings the table in line with the account files; writes only where it is not. To be asked at every tick: an instance with other files, e.g. of an
    /// older version amid an update, may have brought it in line with those.
    /// </summary>
    public Task ReconcileAsync(IReadOnlyList<Account> accounts, CancellationToken cancellation = default)
    {
        var wanted = accounts.Where(account => account.Enabled)
            .SelectMany(account => new (string Account, SyncKind Kind, string? Cron)[]
            {
                (account.Name, SyncKind.Sync, account.Schedule), (account.Name, SyncKind.Sweep, account.Sweep),
            })
            .Where(schedule => schedule.Cron is not null)
            .ToDictionary(schedule => (schedule.Account, schedule.Kind), schedule => schedule.Cron!);
        if (store.Read(unit => IsInLine(unit, wanted)))
        {
            return Task.CompletedTask;
        }

        return store.WriteAsync(
            unit =>
            {
                var known = unit.Sync.Schedules().ToDictionary(schedule => (schedule.Account, schedule.Kind));
                foreach (var gone in known.Keys.Except(wanted.Keys))
                {
                    unit.Sync.RemoveSchedule(gone.Account, gone.Kind);
                }

                foreach (var (key, expression) in wanted)
                {
                    if ((!known.TryGetValue(key, out var before) || before.Cron != expression) && cron.Next(expression, unit.Now) is { } due)
                    {
                        unit.Sync.SaveSchedule(new SyncSchedule(key.Account, key.Kind, expression, due, before?.LastDue, before?.Misfires ?? 0));
                    }
                }

                return true;
            },
            cancellation);
    }

    /// <summary>Requests what is due; returns how many requests were made.</summary>
    public Task<int> TickAsync(CancellationToken cancellation = default) =>
        store.Read(unit => unit.Sync.Schedules().Any(schedule => schedule.NextDue <= unit.Now || IsBeyond(schedule, unit.Now)))
            ? store.WriteAsync(unit => Request(unit, unit.Now), cancellation)
            : Task.FromResult(0);

    // A time that never comes is in no table.
    private bool IsInLine(IUnitOfWork unit, Dictionary<(string Account, SyncKind Kind), string> wanted)
    {
        var known = unit.Sync.Schedules().ToDictionary(schedule => (schedule.Account, schedule.Kind), schedule => schedule.Cron);
        return known.Keys.All(wanted.ContainsKey)
            && wanted.All(schedule => known.TryGetValue(schedule.Key, out var cronKnown) ? cronKnown == schedule.Value : cron.Next(schedule.Value, unit.Now) is null);
    }

    /// <summary>Whether the due time was computed while the clock was ahead, and due times would pass unseen before it comes.</summary>
    private bool IsBeyond(SyncSchedule schedule, DateTimeOffset now) => cron.Next(schedule.Cron, now + SetBack) is { } sooner && sooner < schedule.NextDue;

    private int Request(IUnitOfWork unit, DateTimeOffset now)
    {
        foreach (var beyond in unit.Sync.Schedules().Where(schedule => IsBeyond(schedule, now)))
        {
            unit.Sync.SaveSchedule(beyond with { NextDue = cron.Next(beyond.Cron, now) ?? beyond.NextDue });
        }

        var due = unit.Sync.Schedules().Where(schedule => schedule.NextDue <= now).ToList();
        foreach (var schedule in due)
        {
            var missed = cron.Next(schedule.Cron, schedule.NextDue) is { } second && second <= now;
            unit.Send("sync-requests", Message(schedule));
            if (cron.Next(schedule.Cron, now) is { } next)
            {
                unit.Sync.SaveSchedule(schedule with { NextDue = next, LastDue = schedule.NextDue, Misfires = schedule.Misfires + (missed ? 1 : 0) });
            }
            else
            {
                unit.Sync.RemoveSchedule(schedule.Account, schedule.Kind);
            }
        }

        return due.Count;
    }

    private static BusMessage Message(SyncSchedule schedule) => new()
    {
        MessageId = string.Create(CultureInfo.InvariantCulture, $"{schedule.Kind}:{schedule.Account}@{schedule.NextDue:yyyyMMddTHHmmssZ}"),
        Subject = schedule.Kind.ToString(),
        Key = schedule.Account,
        Body = System.Text.Encoding.UTF8.GetBytes($"{schedule.Kind} {schedule.Account}"),
    };
}
