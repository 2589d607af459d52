using System.CommandLine;
using IntegrationHub.Functions.Composition;
using IntegrationHub.Functions.Mappings;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub mappings list | lint | test | preview | draft | diff | promote | rollback | retire</c></summary>
internal static class MappingCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("mappings", context.Say("映射文件:列出、检查、试用、启用、回退、停用", "mapping files: list, check, try, promote, roll back, retire"));
        command.Subcommands.Add(List(context));
        command.Subcommands.Add(Lint(context));
        command.Subcommands.Add(Test(context));
        command.Subcommands.Add(Preview(context));
        command.Subcommands.Add(Draft(context));
        command.Subcommands.Add(Diff(context));
        command.Subcommands.Add(Promote(context));
        command.Subcommands.Add(Rollback(context));
        command.Subcommands.Add(Retire(context));
        return command;
    }

    private static Command List(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = context.Say("每个映射一行 JSON", "one JSON document per mapping") };
        var command = new Command("list", context.Say("生效的映射:适用于谁、版本、来自何处", "the mappings in force: for whom, which version, from where")) { json };
        On(context, command, (workspace, parsed, _) => new ListVerb(workspace).Run(
            new ListOptions(parsed.GetValue(json), context.Terminal.English, context.Terminal.Width), context.Terminal.Out));
        return command;
    }

    private static Command Lint(CliContext context)
    {
        var files = Files(context);
        var json = new Option<bool>("--json") { Description = context.Say("每个文件一行 JSON", "one JSON document per file") };
        var command = new Command("lint", context.Say("检查映射、规则与词汇文件", "check mapping, rule and vocabulary files")) { files, json };
        On(context, command, (workspace, parsed, _) => new LintVerb(workspace).Run(
            new LintOptions(parsed.GetValue(files)!, parsed.GetValue(json), context.Terminal.English), context.Terminal.Out, context.Terminal.Error));
        return command;
    }

    private static Command Test(CliContext context)
    {
        var files = Files(context);
        var command = new Command("test", context.Say("运行映射文件自带的测试", "run the tests that mapping files carry")) { files };
        On(context, command, (workspace, parsed, cancellation) => new TestVerb(workspace).Run(
            new TestOptions(parsed.GetValue(files)!, context.Terminal.English), context.Terminal.Out, context.Terminal.Error, cancellation));
        return command;
    }

    private static Command Preview(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = context.Say("单据", "a document") };
        var mapping = new Option<string?>("--mapping") { Description = context.Say("映射名、草稿名或文件", "name of a mapping or a draft, or a file"), HelpName = "NAME" };
        var sender = new Option<string?>("--sender") { Description = context.Say("发件人地址", "sender's address"), HelpName = "ADDR" };
        var command = new Command("preview", context.Say("每个字段来自何处", "what each field came from")) { file, mapping, sender };
        On(context, command, (workspace, parsed, cancellation) => new PreviewVerb(workspace).Run(
            new PreviewOptions(parsed.GetValue(file)!, parsed.GetValue(mapping), parsed.GetValue(sender), context.Terminal.English),
            context.Terminal.Out, context.Terminal.Error, cancellation));
        return command;
    }

    private static Command Draft(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = context.Say("单据", "a document") };
        var name = new Option<string?>("--name") { Description = context.Say("映射名", "name of the mapping") };
        var sender = new Option<string?>("--sender") { Description = context.Say("发件人地址", "sender's address"), HelpName = "ADDR" };
        var print = new Option<bool>("--print") { Description = context.Say("只输出,不存档", "print it instead of filing it") };
        var force = new Option<bool>("--force") { Description = context.Say("覆盖已有草稿", "replace an existing draft") };
        var command = new Command("draft", context.Say("由系统的理解草拟映射", "draft a mapping from what was understood")) { file, name, sender, print, force };
        On(context, command, (workspace, parsed, cancellation) => new DraftVerb(workspace).Run(
            new DraftOptions(
                parsed.GetValue(file)!, parsed.GetValue(name), parsed.GetValue(sender), parsed.GetValue(print), parsed.GetValue(force), context.Terminal.English),
            context.Terminal.Out, context.Terminal.Error, cancellation));
        return command;
    }

    private static Command Diff(CliContext context)
    {
        var name = Name(context);
        var files = new Argument<string[]>("FILE") { Description = context.Say("用来比较的单据,默认取自存档", "documents to compare over; the archive's by default"), Arity = ArgumentArity.ZeroOrMore };
        var draft = DraftOption(context);
        var command = new Command("diff", context.Say("新版本会改变哪些过去的订单", "which past orders a new version would change")) { name, files, draft };
        On(context, command, (workspace, parsed, cancellation) => new DiffVerb(workspace).Run(
            new DiffOptions(parsed.GetValue(name)!, parsed.GetValue(draft), parsed.GetValue(files), context.Terminal.English),
            context.Terminal.Out, context.Terminal.Error, cancellation));
        return command;
    }

    private static Command Promote(CliContext context)
    {
        var name = Name(context);
        var draft = DraftOption(context);
        var command = new Command("promote", context.Say("启用草稿", "make the draft live")) { name, draft };
        On(context, command, (workspace, parsed, cancellation) => new PromoteVerb(workspace).Run(
            new PromoteOptions(parsed.GetValue(name)!, parsed.GetValue(draft), context.Terminal.English), context.Terminal.Out, context.Terminal.Error, cancellation));
        return command;
    }

    private static Command Rollback(CliContext context)
    {
        var name = Name(context);
        var command = new Command("rollback", context.Say("回退到上一版本", "make the version before live again")) { name };
        On(context, command, (workspace, parsed, _) => new RollbackVerb(workspace).Run(
            new RollbackOptions(parsed.GetValue(name)!, context.Terminal.English), context.Terminal.Out, context.Terminal.Error));
        return command;
    }

    private static Command Retire(CliContext context)
    {
        var name = Name(context);
        var command = new Command("retire", context.Say("停用映射,文件保留在历史中", "take a mapping out of force; its file is kept in the history")) { name };
        On(context, command, (workspace, parsed, _) => new RetireVerb(workspace).Run(
            new RetireOptions(parsed.GetValue(name)!, context.Terminal.English), context.Terminal.Out, context.Terminal.Error));
        return command;
    }

    private static void On(CliContext context, Command command, Func<MappingWorkspace, ParseResult, CancellationToken, int> verb) =>
        context.On(command, (parsed, cancellation) =>
        {
            using var opener = HubComposition.Opener();
            return Task.FromResult(verb(HubComposition.Mappings(context.Options(parsed), opener), parsed, cancellation));
        });

    private static Argument<string[]> Files(CliContext context) => new("NAME|FILE")
    {
        Description = context.Say("映射名、文件或文件夹(draft、rules、vocabulary 指数据文件夹中的),默认全部", "names, files or folders (draft, rules, vocabulary: those of the data folder); all of them by default"),
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static Argument<string> Name(CliContext context) => new("NAME") { Description = context.Say("映射名", "name of the mapping") };

    private static Option<string?> DraftOption(CliContext context) =>
        new("--draft") { Description = context.Say("草稿文件,默认同名草稿", "the draft's file; the draft of that name by default"), HelpName = "FILE" };
}
