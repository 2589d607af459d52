using System.Globalization;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Orders;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>Findings for a person: each once, and below the first of its kind what to do about it.</summary>
internal sealed class FindingLines(Terminal terminal)
{
    private readonly HashSet<(int? Order, Finding Finding)> _written = [];
    private readonly HashSet<string> _advised = new(StringComparer.Ordinal);

    /// <param name="order">Zero-based position of the order concerned; null where the whole document or the only order is.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="about">What it was found on: the remedy names it.</param>
    public void Write(int? order, Finding finding, RemedyTargets about = default)
    {
        // What holds for the document is not said again of each of its orders.
        if (_written.Contains((null, finding)) || !_written.Add((order, finding)))
        {
            return;
        }

        var number = order is { } index ? string.Create(CultureInfo.InvariantCulture, $"#{index + 1}") : null;
        var place = string.Join(" ", new[] { number, finding.Where, finding.Field is { } field ? terminal.Say(OrderTerms.Chinese(field), field) : null }.OfType<string>());
        terminal.Out.WriteLine($"  [{SeverityName(finding.Severity)}] {TextTable.Printable(place)}{(place.Length > 0 ? " " : "")}" +
            $"{TextTable.Printable(terminal.Say(finding.MessageZh, finding.Message))} ({finding.Code})");
        if (Remedies.Of(finding)?.For(about) is { } remedy && _advised.Add(finding.Code))
        {
            terminal.Out.WriteLine($"      → {terminal.Say(remedy.Zh, remedy.En)}");
        }
    }

    private string SeverityName(Severity severity) => severity switch
    {
        Severity.Info => terminal.Say("提示", "info"),
        Severity.Warning => terminal.Say("警告", "warning"),
        Severity.Hold => terminal.Say("待处理", "hold"),
        Severity.Reject => terminal.Say("拒绝", "reject"),
        _ => terminal.Say("错误", "error"),
    };
}
