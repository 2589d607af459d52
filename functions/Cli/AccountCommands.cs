using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Sync;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub accounts list | check [ACCOUNT] | certificate ACCOUNT --day D</c></summary>
internal static class AccountCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("accounts", context.Say("外部系统的账户(DATA/accounts/*.yaml)", "accounts of outside systems (DATA/accounts/*.yaml)"));
        command.Subcommands.Add(List(context));
        command.Subcommands.Add(Check(context));
        command.Subcommands.Add(Certificate(context));
        return command;
    }

    private static Command List(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON" };
        var command = new Command("list", context.Say("账户、下次同步与最近一次结果", "accounts, when they are due, how their last run ended")) { json };
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var accounts = await hub.AccountsAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(accounts, HubJson.Wire.IReadOnlyListAccountEntry));
            }
            else
            {
                Table(context, accounts, context.Times(parsed));
            }

            Complain(context, accounts);
            return accounts.Any(account => account.Problems.Count > 0) ? ExitCode.Configuration : ExitCode.Ok;
        });
        return command;
    }

    private static Command Check(CliContext context)
    {
        var name = new Argument<string?>("ACCOUNT") { Description = context.Say("账户名,默认全部", "name of the account; all of them otherwise"), Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = context.Say("每个账户一行 JSON", "one line of JSON for each account") };
        var command = new Command("check", context.Say("检查账户的地址、凭证与权限", "address, credential and permission of accounts")) { name, json };
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var exit = ExitCode.Ok;
            IReadOnlyList<string> names = parsed.GetValue(name) is { } one ? [one] : [];
            if (names.Count == 0)
            {
                var accounts = await hub.AccountsAsync(cancellation).ConfigureAwait(false);
                Complain(context, accounts);
                exit = accounts.Any(account => account.Problems.Count > 0) ? ExitCode.Configuration : exit;
                names = [.. accounts.Where(account => account.Problems.Count == 0).Select(account => account.Name)];
            }

            foreach (var account in names)
            {
                var health = await hub.CheckAccountAsync(account, cancellation).ConfigureAwait(false);
                exit = Math.Max(exit, health.Healthy ? ExitCode.Ok : ExitCode.CheckFailed);
                context.Terminal.Out.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(health, HubJson.Wire.AccountHealth)
                    : $"{(health.Healthy ? "✓" : "✗")} {account}  {(health.Fault is { } fault ? $"{context.Say(fault.MessageZh, fault.Message)} ({fault.Code})" : "")}".TrimEnd());
            }

            return exit;
        });
        return command;
    }

    private static Command Certificate(CliContext context)
    {
        var name = new Argument<string>("ACCOUNT") { Description = context.Say("账户名", "name of the account") };
        var day = new Option<string>("--day") { Description = context.Say("业务日 YYYY-MM-DD", "business day, YYYY-MM-DD"), HelpName = "D", Required = true };
        var json = new Option<bool>("--json") { Description = "JSON" };
        var command = new Command("certificate", context.Say("与平台逐小时核对,补取缺口,给出完整性凭证", "compare with the platform hour by hour, fetch the gaps, certify the day")) { name, day, json };
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var account = parsed.GetValue(name)!;
            if (!DateOnly.TryParseExact(parsed.GetValue(day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var which))
            {
                throw new BadParameterException("--day", "a date such as 2026-11-20", "日期,例如 2026-11-20");
            }

            var exit = ExitCode.Ok;
            var certificate = await hub.CertificateAsync(account, which, cancellation).ConfigureAwait(false);
            if (!certificate.Complete)
            {
                // Hours that were not compared yet, and gaps that may have been closed since.
                var open = certificate.Uncompared.Concat(certificate.Hours.Where(hour => !hour.Complete).Select(hour => hour.Hour)).Order().ToList();
                var run = await hub.SyncAsync(account, new SyncOrder(SyncKind.Sweep, open[0], open[^1].AddHours(1)), cancellation).ConfigureAwait(false);
                exit = SyncCommand.ExitOf(run);
                if (run.Fault is { } fault)
                {
                    context.Terminal.Complain(fault.MessageZh, $"{fault.Message} ({fault.Code})");
                }

                if (run.Shortfall is { } shortfall)
                {
                    context.Terminal.Complain(shortfall.MessageZh, $"{shortfall.Message} ({shortfall.Code})");
                }

                certificate = await hub.CertificateAsync(account, which, cancellation).ConfigureAwait(false);
            }

            Print(context, certificate, context.Times(parsed), parsed.GetValue(json));
            return Math.Max(exit, certificate.Complete ? ExitCode.Ok : ExitCode.CheckFailed);
        });
        return command;
    }

    private static void Print(CliContext context, CertificateAnswer certificate, BusinessTime times, bool json)
    {
        if (json)
        {
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(certificate, HubJson.Wire.CertificateAnswer));
            return;
        }

        var table = new TextTable(
            context.Say("数据", "stream"), times.Caption(context.Say("小时", "hour")), context.Say("平台", "platform"), context.Say("枢纽", "hub"), context.Say("补取", "recovered"),
            context.Say("拒收", "rejected"), context.Say("缺失", "missing"));
        foreach (var hour in certificate.Hours)
        {
            table.Add(
                hour.Stream, times.At(hour.Hour, "MM-dd HH:mm"), Text(hour.Expected), Text(hour.Present),
                Text(hour.Recovered), Text(hour.Rejected), string.Join(", ", hour.Missing.Take(3)));
        }

        table.Write(context.Terminal.Out, context.Terminal.Width);
        context.Terminal.Out.WriteLine(certificate.Complete
            ? context.Say($"{certificate.Account} {certificate.Day:yyyy-MM-dd}:完整", $"{certificate.Account} {certificate.Day:yyyy-MM-dd}: complete")
            : context.Say(
                $"{certificate.Account} {certificate.Day:yyyy-MM-dd}:不完整,{certificate.Uncompared.Count} 个小时尚未核对",
                $"{certificate.Account} {certificate.Day:yyyy-MM-dd}: not complete, {certificate.Uncompared.Count} hours not compared yet"));
    }

    private static void Table(CliContext context, IReadOnlyList<AccountEntry> accounts, BusinessTime times)
    {
        var table = new TextTable(
            TextColumn.Whole(context.Say("账户", "account")), context.Say("连接器", "connector"), TextColumn.Spare(context.Say("计划", "schedule")),
            TextColumn.Spare(context.Say("下次", "next")), TextColumn.Spare(context.Say("最近一次", "last run")), context.Say("结果", "result"));
        foreach (var account in accounts)
        {
            table.Add(
                account.Name, account.Connector ?? "-", account.Enabled ? account.Schedule ?? "-" : context.Say("停用", "off"), times.At(account.NextDue) ?? "-", times.At(account.LastRun?.StartedAt) ?? "-",
                account.Problems.Count > 0 ? context.Say("文件有误", "file is wrong") : account.LastRun is { } run ? $"{SyncCommand.Ended(run.State, context.Terminal)} {(run.Fault ?? run.Shortfall)?.Code}".Trim() : "-");
        }

        table.Write(context.Terminal.Out, context.Terminal.Width);
        context.Terminal.Out.WriteLine(times.Note(context.Terminal));
    }

    private static void Complain(CliContext context, IReadOnlyList<AccountEntry> accounts)
    {
        foreach (var problem in accounts.SelectMany(account => account.Problems))
        {
            context.Terminal.Error.WriteLine($"{problem.Path}: {context.Say(problem.MessageZh, problem.Message)}");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
