using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Core.Sync.Schedules;
using Microsoft.Extensions.Logging;
using Quartz;

namespace IntegrationHub.Functions.Sync;

/// <summary>Quartz ticks; what is due stands in the hub's own table, so that any other clock may tick instead.</summary>
internal sealed class SyncTicks(AccountDesk desk, SyncScheduler scheduler, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private string _files = "";
    private IReadOnlyList<Account> _accounts = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        var quartz = await QuartzSchedulerBuilder.Create(_ => { }).BuildScheduler(stopping).ConfigureAwait(false);
        var job = JobBuilder.Create<Tick>().UsingJobData(new JobDataMap { [nameof(SyncTicks)] = this }).Build();
        var trigger = TriggerBuilder.Create().StartNow().WithSimpleSchedule(every => every.WithInterval(Interval).RepeatForever()).Build();
        await quartz.ScheduleJob(job, trigger, cancellationToken: stopping).ConfigureAwait(false);
        await quartz.Start(stopping).ConfigureAwait(false);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await quartz.Shutdown(true, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Requests what is due; faults are logged, and what was due stays due.</summary>
    public async Task TickAsync(CancellationToken cancellation)
    {
        try
        {
            // Account files count as soon as they are saved.
            if (desk.Files() is var files && files != _files)
            {
                var book = desk.Book();
                foreach (var violation in book.Violations)
                {
                    log.LogWarning("{Path}: {Problem}", violation.Path, violation.En);
                }

                (_files, _accounts) = (files, book.Accounts);
            }

            await scheduler.ReconcileAsync(_accounts, cancellation).ConfigureAwait(false);
            await scheduler.TickAsync(cancellation).ConfigureAwait(false);
        }
        catch (StoreUnavailableException fault)
        {
            // It may pass; what was due stays due.
            log.LogWarning("schedules: {Problem}", fault.Message);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Quartz would keep it to itself.
            log.LogError(bug, "schedules");
        }
    }

    [DisallowConcurrentExecution]
    private sealed class Tick : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await ((SyncTicks)context.MergedJobDataMap[nameof(SyncTicks)]!).TickAsync(cancellationToken).ConfigureAwait(false);
    }
}
