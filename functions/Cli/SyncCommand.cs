using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub sync ACCOUNT [--once] [--from T --to T]</c></summary>
internal static class SyncCommand
{
    public static Command Create(CliContext context)
    {
        var account = new Argument<string>("ACCOUNT") { Description = context.Say("账户名", "name of the account") };
        var once = new Option<bool>("--once") { Description = context.Say("同步一次后结束;否则按账户的计划继续,直到 Ctrl+C", "sync once and end; else go on by the account's schedule until Ctrl+C") };
        var from = new Option<string?>("--from") { Description = context.Say("补数起点,例如 2026-11-01 或 2026-11-01T08:00+08:00", "start of a span to fetch again, e.g. 2026-11-01 or 2026-11-01T08:00+08:00"), HelpName = "T" };
        var to = new Option<string?>("--to") { Description = context.Say("补数终点", "end of the span"), HelpName = "T" };
        var json = new Option<bool>("--json") { Description = context.Say("每次同步输出一行 JSON", "one line of JSON for each run") };
        var command = new Command("sync", context.Say("从外部系统同步订单", "fetch orders from an outside system")) { account, once, from, to, json };
        context.On(command, async (parsed, cancellation) =>
        {
            var options = context.Options(parsed);
            using var export = context.Telemetry();
            var span = (From: Instant("--from", parsed.GetValue(from), options.Zone), To: Instant("--to", parsed.GetValue(to), options.Zone));
            var backfill = span.From is not null || span.To is not null;
            var what = new SyncOrder(backfill ? SyncKind.Backfill : SyncKind.Sync, span.From, span.To ?? (backfill ? TimeProvider.System.GetUtcNow() : null));
            var name = parsed.GetValue(account)!;
            var exit = ExitCode.Ok;
            while (true)
            {
                await using var hub = await HubConnection.OpenAsync(options, HubAccess.Write, cancellation).ConfigureAwait(false);
                var run = await hub.SyncAsync(name, what, cancellation).ConfigureAwait(false);
                Print(context, run, parsed.GetValue(json));
                exit = Math.Max(exit, ExitOf(run));
                var schedule = (await hub.AccountsAsync(cancellation).ConfigureAwait(false)).FirstOrDefault(entry => entry.Name == name)?.Schedule;
                if (parsed.GetValue(once) || backfill || hub.KeepsSchedules || schedule is null || exit == ExitCode.Configuration)
                {
                    return exit;
                }

                await hub.DisposeAsync().ConfigureAwait(false);
                await UntilAsync(schedule, options.Zone, cancellation).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>One run, for people or as JSON.</summary>
    public static void Print(CliContext context, SyncRun run, bool json)
    {
        if (json)
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(run, HubJson.Wire.SyncRun));
            return;
        }

        var counts = run.Counts;
        context.Terminal.Out.WriteLine(context.Say(
            $"{run.Account}:{State(run.State).Zh};获取 {counts.Fetched},新增 {counts.Emitted},未变 {counts.Unchanged},拒收 {counts.Rejected},略过 {counts.Dropped.Values.Sum()},待取 {counts.Pending}(调用 {run.Calls} 次)",
            $"{run.Account}: {State(run.State).En}; {counts.Fetched} fetched, {counts.Emitted} new, {counts.Unchanged} unchanged, {counts.Rejected} rejected, {counts.Dropped.Values.Sum()} left out, {counts.Pending} pending ({run.Calls} calls)"));
        if (run.Fault is { } fault)
        {
            context.Terminal.Complain(fault.MessageZh, $"{fault.Message} ({fault.Code})");
        }

        if (run.Shortfall is { } shortfall)
        {
            context.Terminal.Complain(shortfall.MessageZh, $"{shortfall.Message} ({shortfall.Code})");
        }
    }

    /// <summary>What a run ends the command line with.</summary>
    public static int ExitOf(SyncRun run) => run switch
    {
        { Fault.Class: FaultClass.Config } => ExitCode.Configuration,
        { State: SyncRunState.Cancelled } => ExitCode.Cancelled,
        { State: not SyncRunState.Done } or { Counts.Rejected: > 0 } or { Shortfall: not null } => ExitCode.InputFailed,
        _ => ExitCode.Ok,
    };

    /// <summary>How a run ended, in a word.</summary>
    public static string Ended(SyncRunState state, Terminal terminal) => terminal.Say(State(state).Zh.Split(',')[0], State(state).En.Split(',')[0]);

    private static (string En, string Zh) State(SyncRunState state) => state switch
    {
        SyncRunState.Done => ("done", "完成"),
        SyncRunState.Failed => ("failed, the next run goes on", "失败,下次继续"),
        SyncRunState.Cancelled => ("cancelled, the next run goes on", "已取消,下次继续"),
        SyncRunState.Interrupted => ("interrupted, the next run goes on", "中断,下次继续"),
        _ => ("running", "进行中"),
    };

    private static async Task UntilAsync(string schedule, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var next = new CronTimes(zone).Next(schedule, now) ?? now.AddDays(1);
        await Task.Delay(next - now, TimeProvider.System, cancellation).ConfigureAwait(false);
    }

    private static DateTimeOffset? Instant(string option, string? text, TimeZoneInfo zone)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length >= 10 && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
        {
            return at.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(at, zone.GetUtcOffset(at)).ToUniversalTime() : new DateTimeOffset(at).ToUniversalTime();
        }

        throw new BadParameterException(option, $"'{text}' is not a date or instant such as 2026-11-01 or 2026-11-01T08:00+08:00", $"“{text}”不是日期或时刻,例如 2026-11-01 或 2026-11-01T08:00+08:00");
    }
}
