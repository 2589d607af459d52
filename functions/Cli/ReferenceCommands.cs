using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Reference;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub reference import FILE | show</c></summary>
internal static class ReferenceCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("reference", context.Say("参考数据:客户、信用、价格、库存、物料", "reference tables: customers, credit, prices, stock, materials"));
        command.Subcommands.Add(Import(context));
        command.Subcommands.Add(Show(context));
        return command;
    }

    private static Command Import(CliContext context)
    {
        var files = new Argument<string[]>("FILE") { Description = context.Say("表格文件", "table files"), Arity = ArgumentArity.OneOrMore };
        var table = new Option<string?>("--table") { Description = context.Say("customers|credit|prices|stock|materials,默认由文件判断", "customers|credit|prices|stock|materials; told by the file otherwise") };
        var mode = new Option<string?>("--mode") { Description = context.Say("replace(整表替换,默认)或 upsert", "replace (the whole table, default) or upsert") };
        table.AcceptOnlyFromAmong("customers", "credit", "prices", "stock", "materials");
        mode.AcceptOnlyFromAmong("replace", "upsert");
        var command = new Command("import", context.Say("载入参考数据", "load a reference table")) { files, table, mode };
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var how = QueryText.OneOf<ReferenceMode>("--mode", parsed.GetValue(mode)) ?? ReferenceMode.Replace;
            var which = QueryText.OneOf<ReferenceTable>("--table", parsed.GetValue(table));
            var exit = ExitCode.Ok;
            foreach (var file in parsed.GetValue(files)!)
            {
                if (!File.Exists(file))
                {
                    MissingFile.Complain(context.Terminal, file);
                    exit = Math.Max(exit, ExitCode.Usage);
                    continue;
                }

                var answer = await hub.LoadReferenceAsync(which, how, Path.GetFullPath(file), cancellation).ConfigureAwait(false);
                Print(context, file, answer);
                exit = Math.Max(exit, answer.Findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.InputFailed
                    : answer.Dropped > 0 ? ExitCode.CheckFailed : ExitCode.Ok);
            }

            return exit;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON" };
        var command = new Command("show", context.Say("各表的行数与载入时间", "rows and time of load of each table")) { json };
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            var loaded = await hub.ReferenceAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(loaded, HubJson.Wire.IReadOnlyListReferenceStatus));
                return ExitCode.Ok;
            }

            var times = context.Times(parsed);
            var view = new TextTable(TextColumn.Whole(context.Say("表", "table")), context.Say("行数", "rows"), times.Caption(context.Say("载入时间", "loaded")), context.Say("版本", "version"));
            foreach (var table in Enum.GetValues<ReferenceTable>())
            {
                var status = loaded.FirstOrDefault(status => status.Table == table);
                view.Add(
                    context.Say($"{ReferenceNames.InChinese(table)} ({ReferenceNames.Of(table)})", ReferenceNames.Of(table)), status?.Rows.ToString(CultureInfo.InvariantCulture) ?? "-",
                    times.At(status?.LoadedAt, "yyyy-MM-dd HH:mm") ?? context.Say("从未载入,相应检查关闭", "never loaded, its check is off"),
                    status?.Version.ToString(CultureInfo.InvariantCulture));
            }

            view.Write(context.Terminal.Out, context.Terminal.Width);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(CliContext context, string file, ReferenceAnswer answer)
    {
        foreach (var load in answer.Loads)
        {
            context.Terminal.Out.WriteLine(context.Say(
                $"{ReferenceNames.InChinese(load.Table)}:新增 {load.Added},变更 {load.Changed},未变 {load.Unchanged},移除 {load.Removed}",
                $"{QueryText.Word<ReferenceTable>(load.Table)}: {load.Added} added, {load.Changed} changed, {load.Unchanged} unchanged, {load.Removed} removed"));
        }

        if (answer.Dropped > 0)
        {
            context.Terminal.Out.WriteLine(context.Say($"{answer.Dropped} 行未导入,原因见下", $"{answer.Dropped} row(s) were left out, as said below"));
        }

        // What was loaded stands before what was not, also where both go to one terminal.
        context.Terminal.Out.Flush();
        var advised = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in answer.Findings)
        {
            context.Terminal.Error.WriteLine($"{file} {finding.Where}: {TextTable.Printable(context.Say(finding.MessageZh, finding.Message))} ({finding.Code})");
            if (Remedies.Of(finding) is { } remedy && advised.Add(finding.Code))
            {
                context.Terminal.Error.WriteLine($"    → {context.Say(remedy.Zh, remedy.En)}");
            }
        }
    }
}
