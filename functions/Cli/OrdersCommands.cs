using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Cli.Output;
using IntegrationHub.Functions.Client;
using IntegrationHub.Functions.Wire;

namespace IntegrationHub.Functions.Cli;

/// <summary><c>hub orders list | show | release | reject | link | unlink</c></summary>
internal static class OrdersCommands
{
    public static Command Create(CliContext context)
    {
        var command = new Command("orders", context.Say("查看与处理订单", "look at orders and decide on them"));
        command.Subcommands.Add(List(context));
        command.Subcommands.Add(Show(context));
        command.Subcommands.Add(Decide(context, "release", "放行待处理订单", "let a held order go on"));
        command.Subcommands.Add(Decide(context, "reject", "拒绝订单", "refuse an order"));
        command.Subcommands.Add(Decide(context, "link", "关联为重复订单", "declare it the same as another"));
        command.Subcommands.Add(Decide(context, "unlink", "解除关联", "take a link back"));
        return command;
    }

    private static Command List(CliContext context)
    {
        var document = new Option<string?>("--document") { Description = context.Say("某文档的订单", "of this document"), HelpName = "ID" };
        var number = new Option<string?>("--number") { Description = context.Say("订单号", "order number") };
        var customer = new Option<string?>("--customer") { Description = context.Say("客户代码或名称片段", "customer's code or part of its name") };
        var outcome = new Option<string?>("--outcome") { Description = "accepted|held|rejected|duplicate" };
        var count = new Option<bool>("--count") { Description = context.Say("只输出数量", "print the number only") };
        var limit = new Option<int?>("--limit") { Description = context.Say("最新的若干张,新的在前;与 --document 同用则为最前的若干张", "the newest so many, newest first; with --document its first") };
        var json = new Option<bool>("--json") { Description = context.Say("每行一个 JSON(输出到管道时的默认)", "one JSON per line (default when piped)") };
        outcome.AcceptOnlyFromAmong("accepted", "held", "rejected", "duplicate");
        var command = new Command("list", context.Say("列出订单,按收到的先后,文档内按出现的先后", "list orders as they came, those of a document as they stand in it")) { document, number, customer, outcome, count, limit, json };
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            if (parsed.GetValue(limit) < 1)
            {
                throw new BadParameterException("--limit", "a whole number from 1", "应为 1 以上的整数");
            }

            if (parsed.GetValue(document) is { } named && !DocumentKey.TryParse(named, out _))
            {
                throw new BadParameterException("--document", $"'{named}' is not the id of a document", $"“{named}”不是文档 id");
            }

            var query = new OrderQuery
            {
                Document = parsed.GetValue(document),
                OrderNumber = parsed.GetValue(number),
                Customer = parsed.GetValue(customer),
                Outcome = QueryText.OneOf<Outcome>("--outcome", parsed.GetValue(outcome)),
            };
            if (parsed.GetValue(count))
            {
                context.Terminal.Out.WriteLine(await hub.CountOrdersAsync(query, cancellation).ConfigureAwait(false));
                return ExitCode.Ok;
            }

            var most = parsed.GetValue(limit) ?? int.MaxValue;

            // All of them are a stream that may be continued; a few of many are the last ones.
            query = query with { Limit = Math.Clamp(most, 1, 500), NewestFirst = parsed.GetValue(limit) is not null && query.Document is null };
            var times = context.Times(parsed);
            var table = parsed.GetValue(json) || Console.IsOutputRedirected ? null : new TextTable(
                TextColumn.Spare(context.Say("收到", "received")), TextColumn.Whole(context.Say("订单号", "order")), context.Say("客户", "customer"),
                TextColumn.Spare(context.Say("行数", "lines")), context.Say("结果", "outcome"), "id");
            var report = new ImportReport(context.Terminal);
            var written = 0;
            await foreach (var entry in hub.OrdersAsync(query, all: true, cancellation).ConfigureAwait(false))
            {
                if (table is null)
                {
                    context.Terminal.Out.WriteLine(JsonSerializer.Serialize(entry, HubJson.Wire.OrderEntry));
                }
                else
                {
                    table.Add(
                        times.At(entry.ReceivedAt, "MM-dd HH:mm"), entry.Order.OrderNumber,
                        entry.Order.Customer?.Name ?? entry.CustomerCode, entry.Order.Lines.Count.ToString(CultureInfo.InvariantCulture),
                        report.OutcomeName(entry.Outcome), entry.Order.Id.ToString());
                }

                if (++written >= most)
                {
                    break;
                }
            }

            table?.Write(context.Terminal.Out, context.Terminal.Width);
            if (table is not null)
            {
                context.Terminal.Out.WriteLine(times.Note(context.Terminal));
            }

            if (table is not null && query is { Document: null, OrderNumber: null, Customer: null, Outcome: null or Outcome.Held })
            {
                var waiting = await hub.DocumentsAsync(new DocumentFilter(100, WithoutOrders: true, Outcome.Held), cancellation).ConfigureAwait(false);
                var many = waiting.Count == 100 ? "100+" : waiting.Count.ToString(CultureInfo.InvariantCulture);
                if (waiting.Count > 0)
                {
                    context.Terminal.Out.WriteLine();
                    context.Terminal.Out.WriteLine(context.Say(
                        $"另有 {many} 份文档待处理而没有读出订单:hub documents list --held", $"{many} document(s) are held without an order: hub documents list --held"));
                }
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var order = OrderArgument(context);
        var json = new Option<bool>("--json") { Description = "JSON" };
        var command = new Command("show", context.Say("一张订单卡及其事件", "one order card with its events")) { order, json };
        context.OnHub(command, HubAccess.Read, async (hub, parsed, cancellation) =>
        {
            var id = await FindAsync(hub, parsed.GetValue(order)!, cancellation).ConfigureAwait(false);
            var entry = await hub.OrderAsync(id, cancellation).ConfigureAwait(false) ?? throw NoSuchOrder(id.ToString());
            if (parsed.GetValue(json) || Console.IsOutputRedirected)
            {
                context.Terminal.Out.WriteLine(JsonSerializer.Serialize(entry, HubJson.Wire.OrderEntry));
            }
            else
            {
                new OrderReport(context.Terminal, context.Times(parsed)).Write(entry);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Decide(CliContext context, string verb, string zh, string en)
    {
        var order = OrderArgument(context);
        var reason = new Option<string?>("--reason") { Description = context.Say("原因,写入事件", "why; goes into the order's log") };
        var actor = new Option<string?>("--actor") { Description = context.Say("谁,默认当前用户", "who; the current user by default") };
        var command = new Command(verb, context.Say(zh, en)) { order };
        var original = new Argument<string>("ORIGINAL") { Description = context.Say("原订单 id 或订单号", "the original order's id or number") };
        if (verb == "link")
        {
            command.Arguments.Add(original);
        }

        var force = new Option<bool>("--force") { Description = context.Say("超过信用额度也放行,须说明原因", "release it beyond the credit limit as well; needs a reason") };
        if (verb == "release")
        {
            command.Options.Add(force);
        }

        command.Options.Add(reason);
        command.Options.Add(actor);
        context.OnHub(command, HubAccess.Write, async (hub, parsed, cancellation) =>
        {
            var forced = verb == "release" && parsed.GetValue(force);
            if (forced && string.IsNullOrWhiteSpace(parsed.GetValue(reason)))
            {
                throw new RefusedException("reason-missing", "--force needs a --reason", "--force 须以 --reason 说明原因", ExitCode.Usage);
            }

            var id = await FindAsync(hub, parsed.GetValue(order)!, cancellation).ConfigureAwait(false);
            Guid? other = verb == "link" ? await FindAsync(hub, parsed.GetValue(original)!, cancellation).ConfigureAwait(false) : null;
            if (id == other)
            {
                throw new RefusedException("link-to-itself", "an order cannot be linked to itself; name the order that it repeats", "订单不能关联到它自己;请给出它所重复的订单", ExitCode.Usage);
            }

            var what = new OrderVerb(parsed.GetValue(actor) ?? Actor.CommandLine, parsed.GetValue(reason), other, forced ? true : null);
            var answer = await hub.DecideAsync(verb, id, what, cancellation).ConfigureAwait(false);
            switch (answer.Result)
            {
                case VerbResult.Refused:
                    foreach (var more in answer.Against.Skip(1))
                    {
                        context.Terminal.Complain(more.MessageZh, $"{more.Message} ({more.Code})");
                    }

                    var against = answer.Against[0];
                    throw new RefusedException(
                        against.Code, $"{against.Message} To release it all the same: --force --reason WHY", $"{against.MessageZh}仍要放行:--force --reason 原因");
                case VerbResult.Unknown:
                    throw NoSuchOrder(id.ToString());
                case VerbResult.NotAllowed when answer.Against is [var state, ..]:
                    throw new RefusedException(Decisions.NotAllowed, state.Message, state.MessageZh);
                case VerbResult.NotAllowed:
                    throw new RefusedException("not-allowed", $"the state of order {id} does not allow '{verb}'", $"订单 {id} 的当前状态不允许“{zh}”");
                default:
                    var now = await hub.OrderAsync(id, cancellation).ConfigureAwait(false) ?? throw NoSuchOrder(id.ToString());
                    context.Terminal.Out.WriteLine($"{context.Say(zh, en)}: {OrderName.Of(now, context.Terminal)}");
                    return ExitCode.Ok;
            }
        });
        return command;
    }

    private static Argument<string> OrderArgument(CliContext context) =>
        new("ORDER") { Description = context.Say("订单 id 或订单号", "the order's id or number") };

    /// <summary>The order that a person means: by id, or by its number where that is unique.</summary>
    private static async Task<Guid> FindAsync(IHub hub, string text, CancellationToken cancellation)
    {
        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        var found = new List<Guid>();
        await foreach (var entry in hub.OrdersAsync(new OrderQuery { OrderNumber = text, Limit = 10 }, all: false, cancellation).ConfigureAwait(false))
        {
            found.Add(entry.Order.Id);
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw NoSuchOrder(text),
            _ => throw new RefusedException(
                "order-ambiguous", $"several orders have the number {text}; name the id: {string.Join(", ", found)}",
                $"订单号 {text} 对应多张订单,请改用 id:{string.Join("、", found)}", ExitCode.Usage),
        };
    }

    private static RefusedException NoSuchOrder(string text) =>
        new("order-unknown", $"there is no order {text}", $"没有订单 {text}");
}
