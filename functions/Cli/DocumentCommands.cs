using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub documents list | dismiss</c></summary>
internal static class DocumentCommands
{
    private const int Most = 1000;

    public static Command Create(CliContext context)
    {
        var command = new Command("documents", context.Say("收到的文档", "documents as they came"));
        command.Subcommands.Add(List(context));
        command.Subcommands.Add(Dismiss(context));
        return command;
    }

    private static Command List(CliContext context)
    {
        var held = new Option<bool>("--held") { Description = context.Say("待处理而没有读出订单、尚未了结的", "held ones of which no order came and which nobody dismissed") };
        var without = new Option<bool>("--without-orders") { Description = context.Say("没有读出订单、尚未了结的,不论结果", "those of which no order came and which nobody dismissed, whatever the outcome") };
        var limit = new Option<int?>("--limit") { Description = context.Say($"最多条数,默认 100,至多 {Most}", $"at most so many, 100 by default, {Most} at most") };
        var json = new Option<bool>("--json") { Description = context.Say("每行一个 JSON(输出到管道时的默认)", "one JSON per line (default when piped)") };
        var command = new Command("list", context.Say("列出文档,最新的在前", "list documents, newest first")) { held, without, limit, json };
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            if (parsed.GetValue(limit) is < 1 or > Most)
            {
                throw new BadParameterException("--limit", $"a whole number from 1 to {Most}", $"应为 1 至 {Most} 的整数");
            }

            var filter = new DocumentFilter(
                parsed.GetValue(limit) ?? 100, parsed.GetValue(held) || parsed.GetValue(without), parsed.GetValue(held) ? Outcome.Held : null);
            var documents = await hub.DocumentsAsync(filter, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json) || Console.IsOutputRedirected)
            {
                foreach (var document in documents)
                {
                    context.Terminal.Out.WriteLine(JsonSerializer.Serialize(document, HubJson.Wire.DocumentEntry));
                }
            }
            else
            {
                Print(context, documents, context.Times(parsed), filter.WithoutOrders);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Dismiss(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = context.Say("文档 id,见 hub documents list", "the document's id, see hub documents list") };
        var reason = new Option<string?>("--reason") { Description = context.Say("原因,随文档保存", "why; stays with the document") };
        var actor = new Option<string?>("--actor") { Description = context.Say("谁,默认当前用户", "who; the current user by default") };
        var command = new Command("dismiss", context.Say("了结一份没有读出订单的文档:不再列为待办", "dismiss a document of which no order came: it waits no more")) { id, reason, actor };
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var document = parsed.GetValue(id)!;
            return await hub.DismissAsync(document, new DocumentVerb(parsed.GetValue(actor) ?? Actor.CommandLine, parsed.GetValue(reason)), cancellation).ConfigureAwait(false) switch
            {
                VerbResult.Unknown => throw new RefusedException("document-unknown", $"there is no document {document}", $"没有文档 {document}"),
                VerbResult.NotAllowed => throw await NotAllowedAsync(hub, document, cancellation).ConfigureAwait(false),
                _ => Done(),
            };

            int Done()
            {
                context.Terminal.Out.WriteLine($"{context.Say("已了结", "dismissed")}: {document}");
                return ExitCode.Ok;
            }
        });
        return command;
    }

    private static async Task<RefusedException> NotAllowedAsync(IHub hub, string document, CancellationToken cancellation)
    {
        var letters = await hub.DeadLettersAsync(new DeadLetterQuery { Document = document, State = null }, cancellation).ConfigureAwait(false);
        if (letters.FirstOrDefault(letter => letter.State == "open") is { } letter)
        {
            return new RefusedException(
                "document-parked",
                $"document {document} is parked after a fault, and its work is not done; once the fault is mended: hub deadletters replay {letter.Id}, see hub deadletters show {letter.Id}",
                $"文档 {document} 因故障搁置,尚未处理完;排除故障后重放:hub deadletters replay {letter.Id},详情见 hub deadletters show {letter.Id}");
        }

        if (letters.MaxBy(each => each.Id) is { State: "discarded" } discarded)
        {
            return new RefusedException(
                "not-allowed", $"the work on document {document} was discarded with dead letter {discarded.Id}; nothing of it waits",
                $"文档 {document} 的处理已随死信 {discarded.Id} 弃置;没有待办");
        }

        return await hub.CountOrdersAsync(new OrderQuery { Document = document }, cancellation).ConfigureAwait(false) > 0
            ? new RefusedException(
                "not-allowed", $"orders came of document {document}; decide on those: hub orders list --document {document}",
                $"文档 {document} 已读出订单;请处理其订单:hub orders list --document {document}")
            : new RefusedException("not-allowed", $"document {document} is still at work; try again when it is done", $"文档 {document} 仍在处理;处理完后再试");
    }

    private static void Print(CliContext context, IReadOnlyList<DocumentEntry> documents, BusinessTime times, bool explain)
    {
        var report = new ImportReport(context.Terminal);
        var table = new TextTable(
            TextColumn.Spare(context.Say("收到", "received")), context.Say("名称", "name"), TextColumn.Spare(context.Say("订单", "orders")),
            context.Say("结果", "outcome"), "id");
        foreach (var document in documents)
        {
            table.Add(
                times.At(document.ReceivedAt, "MM-dd HH:mm"), document.Name, document.OrderCount.ToString(CultureInfo.InvariantCulture),
                document.State == "parked" ? context.Say("已搁置", "parked")
                : document.Outcome is { } outcome ? report.OutcomeName(outcome) + (document.Dismissal is null ? "" : context.Say(",已了结", ", dismissed")) : context.Say("处理中", "at work"),
                document.DocumentId);
        }

        table.Write(context.Terminal.Out, context.Terminal.Width);
        context.Terminal.Out.WriteLine(times.Note(context.Terminal));
        foreach (var document in explain ? documents : [])
        {
            context.Terminal.Out.WriteLine();
            context.Terminal.Out.WriteLine(TextTable.Printable(document.Name));

            // Each document is dismissed by its own id: what to do is said for each.
            var lines = new FindingLines(context.Terminal);
            foreach (var finding in document.Findings)
            {
                lines.Write(null, finding, new RemedyTargets(Document: document.DocumentId));
            }
        }
    }
}
