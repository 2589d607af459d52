using System.CommandLine;
using System.Text.Json;
using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub store verify | rebuild | backup | restore</c></summary>
internal static class StoreCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("store", context.Say("校验、重建、备份、恢复", "verify, rebuild, back up, restore"));
        command.Subcommands.Add(Verify(context));
        command.Subcommands.Add(Rebuild(context));
        command.Subcommands.Add(Backup(context));
        command.Subcommands.Add(Restore(context));
        return command;
    }

    private static Command Verify(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON" };
        var command = new Command("verify", context.Say("校验每条事件链、每张卡与文件本身", "check every chain, every card and the file itself")) { json };
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            var report = await hub.VerifyAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(report, HubJson.Wire.VerifyReport));
            }
            else
            {
                context.Terminal.Out.WriteLine(context.Say(
                    $"订单 {report.Orders},事件 {report.Events},检查点 {report.Checkpoints},问题 {report.Problems.Count}",
                    $"{report.Orders} orders, {report.Events} events, {report.Checkpoints} checkpoints, {report.Problems.Count} problems"));
                foreach (var problem in report.Problems)
                {
                    context.Terminal.Out.WriteLine($"  {problem.Code} {problem.Order} {problem.Detail}");
                }
            }

            return report.Sound ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static Command Rebuild(CliContext context)
    {
        var command = new Command("rebuild", context.Say("由事件重建所有卡片,可与其他工作同时进行", "make every card again from the events, while work goes on"));
        context.OnHub(command, HubAccess.Write, async (hub, _, cancellation) =>
        {
            var count = await hub.RebuildAsync(new RebuildMeter(context.Terminal, TimeProvider.System), cancellation).ConfigureAwait(false);
            context.Terminal.Out.WriteLine(context.Say($"已重建 {count} 张订单卡", $"{count} cards rebuilt"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Backup(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = context.Say("备份文件,不得已存在", "where the copy goes; must not exist") };
        var command = new Command("backup", context.Say("不停机备份", "a consistent copy while work goes on")) { file };
        context.On(command, async (parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (Path.Exists(path) || Path.Exists(path + SqliteHub.BackupKeySuffix) || !Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new RefusedException(
                    "backup-target", $"{path} (or its {SqliteHub.BackupKeySuffix}) exists already, or its folder does not", $"{path}(或其 {SqliteHub.BackupKeySuffix} 文件)已存在,或其文件夹不存在", ExitCode.Usage);
            }

            await BackUpAsync(context.Options(parsed), path, cancellation).ConfigureAwait(false);
            context.Terminal.Out.WriteLine(context.Say($"已备份到 {path}", $"backed up to {path}"));
            if (File.Exists(path + SqliteHub.BackupKeySuffix))
            {
                context.Terminal.Out.WriteLine(context.Say(
                    $"检查点密钥在 {path + SqliteHub.BackupKeySuffix},在另一台机器上恢复时需要;请妥善保管",
                    $"the key of its checkpoints is {path + SqliteHub.BackupKeySuffix}; another machine needs it to restore, and nobody else should have it"));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    // A database on a server is copied by this process, however long it takes; a file by whoever has it open.
    private static async Task BackUpAsync(HubOptions options, string path, CancellationToken cancellation)
    {
        if (options.Store.Kind == StoreKind.Postgres)
        {
            await PostgresHub.BackUpAsync(StoreOpening.Server(options), path, cancellation).ConfigureAwait(false);
            return;
        }

        await using var hub = await HubConnection.OpenAsync(options, HubAccess.Read, cancellation).ConfigureAwait(false);
        await hub.BackupAsync(path, cancellation).ConfigureAwait(false);
    }

    private static Command Restore(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = context.Say("备份文件", "a backup") };
        var command = new Command("restore", context.Say("从备份恢复,现有存储保留在旁", "restore a backup; the present store is kept beside it")) { file };
        context.On(command, async (parsed, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            if (!File.Exists(path))
            {
                throw new RefusedException("file-missing", $"no such file: {path}", $"没有这个文件:{path}", ExitCode.Usage);
            }

            var options = context.Options(parsed);
            await using var running = await HubConnection.RunningAsync(options, cancellation).ConfigureAwait(false);
            if (running is not null)
            {
                throw new RefusedException("hub-running", "stop the running hub first", "请先停止正在运行的枢纽", ExitCode.Store);
            }

            var (kept, unproven) = await StoreRestore.RunAsync(options, path, cancellation).ConfigureAwait(false);
            context.Terminal.Out.WriteLine(context.Say($"已从 {path} 恢复", $"restored from {path}"));
            if (kept is not null)
            {
                context.Terminal.Out.WriteLine(context.Say($"原存储保留为 {kept}", $"the store before is kept as {kept}"));
            }

            if (unproven is not null)
            {
                var key = Path.Combine(options.Data, SqliteHub.CheckpointKey);
                context.Terminal.Complain(
                    $"警告:{unproven.Code}:缺少签署检查点的密钥,无法证明其签名。请在枢纽再次运行之前将该密钥放到 {key},然后运行 hub store verify;否则枢纽会生成新密钥,此后校验会指出原有检查点。",
                    $"warning: {unproven.Code}: {unproven.Detail}. Put that key at {key} before the hub runs again, then run 'hub store verify'; "
                        + "else the hub makes a new key, and the earlier checkpoints fail from then on.");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
