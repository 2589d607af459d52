using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub deadletters summary | list | show | replay | edit | discard</c></summary>
internal static class DeadLetterCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("deadletters", context.Say("死信:停下来等人处理的工作", "work that stopped and waits for a person"));
        command.Subcommands.Add(Summary(context));
        command.Subcommands.Add(List(context));
        command.Subcommands.Add(Show(context));
        command.Subcommands.Add(Many(context, "replay", "重放", "put back on their queues"));
        command.Subcommands.Add(Edit(context));
        command.Subcommands.Add(Many(context, "discard", "弃置,须说明原因", "close without effect, with a reason"));
        return command;
    }

    private static Command Summary(CliContext context)
    {
        var query = new QueryOptions(context);
        var json = Json();
        var command = query.AddTo(new Command("summary", context.Say("按原因分组", "grouped by cause")));
        command.Options.Add(json);
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            var groups = await hub.DeadLetterSummaryAsync(query.Read(parsed), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(groups, HubJson.Wire.IReadOnlyListDeadLetterGroup));
                return ExitCode.Ok;
            }

            var table = new TextTable(
                TextColumn.Number(context.Say("数量", "count")), TextColumn.Whole(context.Say("代码", "code")), TextColumn.Spare(context.Say("步骤", "stage")),
                TextColumn.Whole(context.Say("指纹", "fingerprint")), context.Say("说明", "message"));
            foreach (var group in groups)
            {
                table.Add(group.Count.ToString(CultureInfo.InvariantCulture), group.FaultCode, group.Stage, group.Fingerprint, context.Say(group.MessageZh, group.Message));
            }

            table.Write(context.Terminal.Out, context.Terminal.Width);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List(CliContext context)
    {
        var query = new QueryOptions(context);
        var json = Json();
        var command = query.AddTo(new Command("list", context.Say("逐条列出", "one by one")));
        command.Options.Add(json);
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            var letters = await hub.DeadLettersAsync(query.Read(parsed), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(letters, HubJson.Wire.IReadOnlyListDeadLetter));
                return ExitCode.Ok;
            }

            var times = context.Times(parsed);
            var table = new TextTable(
                "#", TextColumn.Spare(context.Say("时间", "parked")), TextColumn.Spare(context.Say("队列", "queue")), TextColumn.Whole(context.Say("代码", "code")),
                TextColumn.Spare(context.Say("状态", "state")), context.Say("说明", "message"));
            foreach (var letter in letters)
            {
                table.Add(
                    letter.Id.ToString(CultureInfo.InvariantCulture), times.At(letter.ParkedAt),
                    letter.Queue, letter.FaultCode, context.Say(StateZh(letter.State), letter.State), context.Say(letter.MessageZh, letter.Message));
            }

            table.Write(context.Terminal.Out, context.Terminal.Width);
            context.Terminal.Out.WriteLine(times.Note(context.Terminal));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var id = new Argument<long>("ID") { Description = context.Say("死信编号", "number of the dead letter") };
        var command = new Command("show", context.Say("一条死信的全部内容(JSON)", "all of one dead letter (JSON)")) { id };
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            var letter = await hub.DeadLetterAsync(parsed.GetValue(id), cancellation).ConfigureAwait(false) ?? throw Unknown(parsed.GetValue(id));
            context.Terminal.Out.WriteLine(JsonSerializer.Serialize(letter, HubJson.Wire.DeadLetter));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Many(CliContext context, string verb, string zh, string en)
    {
        var ids = new Argument<long[]>("ID") { Description = context.Say("死信编号", "numbers of dead letters"), Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = context.Say("全部", "all of them") };
        var reason = new Option<string?>("--reason") { Description = context.Say("原因", "why"), Required = verb == "discard" };
        var query = new QueryOptions(context);
        var command = query.AddTo(new Command(verb, context.Say(zh, en)) { ids, all, reason });
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var which = query.Read(parsed) with { Limit = int.MaxValue };
            if (parsed.GetValue(ids) is { Length: > 0 } numbers)
            {
                which = which with { Ids = numbers };
            }
            else if (!parsed.GetValue(all) && which is { Queue: null, FaultCode: null, Fingerprint: null, Document: null })
            {
                throw new RefusedException("which-missing", "say which: numbers, --fingerprint, --code, --document, or --all", "请指明:编号、--fingerprint、--code、--document 或 --all", ExitCode.Usage);
            }

            var what = new DeadLetterVerb(which, Actor.CommandLine, parsed.GetValue(reason), null);
            var count = verb == "replay"
                ? await hub.ReplayAsync(what, cancellation).ConfigureAwait(false)
                : await hub.DiscardAsync(what, cancellation).ConfigureAwait(false);
            context.Terminal.Out.WriteLine(context.Say($"{zh}:{count} 条", $"{verb}: {count}"));
            if (which.Ids is { } asked && count < asked.Count)
            {
                context.Terminal.Complain(
                    $"所指的 {asked.Count} 条中有 {asked.Count - count} 条不存在或已关闭", $"{asked.Count - count} of the {asked.Count} dead letters named do not exist or are closed already");
                return ExitCode.CheckFailed;
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Edit(CliContext context)
    {
        var id = new Argument<long>("ID") { Description = context.Say("死信编号", "number of the dead letter") };
        var file = new Option<string?>("--file") { Description = context.Say("改正后的消息体", "file with the corrected body") };
        var body = new Option<string?>("--body") { Description = context.Say("改正后的消息体(文本)", "the corrected body as text") };
        var reason = new Option<string>("--reason") { Description = context.Say("原因", "why"), Required = true };
        var command = new Command("edit", context.Say("改正后重发", "send a corrected message in its place")) { id, file, body, reason };
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var number = parsed.GetValue(id);
            byte[]? corrected = parsed.GetValue(body) is { } text ? Encoding.UTF8.GetBytes(text) : null;
            if (parsed.GetValue(file) is { } path)
            {
                corrected = File.Exists(path)
                    ? await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false)
                    : throw new RefusedException("file-missing", $"no such file: {path}", $"没有这个文件:{path}", ExitCode.Usage);
            }

            if (corrected is null)
            {
                throw new RefusedException("body-missing", "give the corrected body with --file or --body", "请用 --file 或 --body 给出改正后的消息体", ExitCode.Usage);
            }

            _ = await hub.DeadLetterAsync(number, cancellation).ConfigureAwait(false) ?? throw Unknown(number);
            var what = new DeadLetterVerb(null, Actor.CommandLine, parsed.GetValue(reason), corrected);
            if (!await hub.EditAsync(number, what, cancellation).ConfigureAwait(false))
            {
                throw new RefusedException("not-open", $"dead letter {number} is closed already", $"死信 {number} 已关闭");
            }

            context.Terminal.Out.WriteLine(context.Say($"已重发:{number}", $"sent in place of {number}"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "JSON" };

    private static string StateZh(string state) => state switch
    {
        "open" => "待处理",
        "replayed" => "已重放",
        "edited" => "已改发",
        "discarded" => "已弃置",
        _ => state,
    };

    private static RefusedException Unknown(long id) =>
        new("dead-letter-unknown", $"there is no dead letter {id}", $"没有死信 {id}");

    /// <summary>The one query of all verbs, as options.</summary>
    private sealed class QueryOptions(CliContext context)
    {
        private readonly Option<string?> _queue = new("--queue") { Description = context.Say("队列", "queue") };
        private readonly Option<string?> _code = new("--code") { Description = context.Say("故障代码", "fault code") };
        private readonly Option<string?> _fingerprint = new("--fingerprint") { Description = context.Say("分组指纹", "group") };
        private readonly Option<string?> _document = new("--document") { Description = context.Say("文档 id", "document id") };
        private readonly Option<string> _state = new("--state") { Description = "open|replayed|edited|discarded|all", DefaultValueFactory = _ => "open" };

        public Command AddTo(Command command)
        {
            _state.AcceptOnlyFromAmong("open", "replayed", "edited", "discarded", "all");
            foreach (var option in new Option[] { _queue, _code, _fingerprint, _document, _state })
            {
                command.Options.Add(option);
            }

            return command;
        }

        public DeadLetterQuery Read(ParseResult parsed) => new()
        {
            Queue = parsed.GetValue(_queue),
            FaultCode = parsed.GetValue(_code),
            Fingerprint = parsed.GetValue(_fingerprint),
            Document = parsed.GetValue(_document),
            State = parsed.GetValue(_state) is "all" ? null : parsed.GetValue(_state),
        };
    }
}
