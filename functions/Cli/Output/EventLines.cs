using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>An order's log for a person: when, what, who and why.</summary>
internal sealed class EventLines(Terminal terminal, BusinessTime times)
{
    public void Write(IReadOnlyList<OrderEvent> events)
    {
        foreach (var happened in events)
        {
            var body = EventBody.Read(happened.Data);
            var outcome = body.Outcome is { } became ? $" → {new ImportReport(terminal).OutcomeName(became)}" : "";
            var other = body.DuplicateOf is { } original ? $" ({original})" : "";
            var lines = body.Lines.Count > 0 ? $" (+{body.Lines.Count})" : "";
            var reason = string.IsNullOrWhiteSpace(body.Reason) ? "" : terminal.Say(":", ": ") + body.Reason;
            terminal.Out.WriteLine(TextTable.Printable(
                $"  {happened.Sequence}  {times.At(happened.At, "yyyy-MM-dd HH:mm:ss")}  {Name(happened.Type)}{lines}{outcome}{other}  {happened.Actor}{reason}"));
            foreach (var overridden in body.Overridden)
            {
                terminal.Out.WriteLine($"       {(body.Outcome == Outcome.Held ? terminal.Say("原因", "because of") : terminal.Say("不顾", "in spite of"))}: "
                    + TextTable.Printable($"{terminal.Say(overridden.MessageZh, overridden.Message)} ({overridden.Code})"));
            }
        }
    }

    private string Name(string type) => type switch
    {
        OrderEventTypes.Received => terminal.Say("收到", "received"),
        OrderEventTypes.LinesAdded => terminal.Say("补充明细", "lines added"),
        OrderEventTypes.Checked => terminal.Say("检查", "checked"),
        OrderEventTypes.Revised => terminal.Say("来源更新", "revised by its source"),
        OrderEventTypes.Outdated => terminal.Say("收到旧版本,未改动", "an older version came, nothing changed"),
        OrderEventTypes.Released => terminal.Say("放行", "released"),
        OrderEventTypes.Rejected => terminal.Say("拒绝", "rejected"),
        OrderEventTypes.Linked => terminal.Say("关联为重复", "linked"),
        OrderEventTypes.Unlinked => terminal.Say("解除关联", "unlinked"),
        _ => type,
    };
}
