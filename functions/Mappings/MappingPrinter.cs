using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Mappings;

/// <summary>Prints for people: Chinese unless English was asked for.</summary>
internal sealed class MappingPrinter(TextWriter output, bool english)
{
    public void Lints(IReadOnlyList<Lint> lints)
    {
        foreach (var lint in lints)
        {
            output.WriteLine($"{lint.Place}: {(lint.IsError ? Say("error", "错误") : Say("warning", "警告"))} {lint.Finding.Code}: {Say(lint.Finding.Message, lint.Finding.MessageZh)}");
            output.WriteLine($"    {Say(lint.Fix, lint.FixZh)}");
        }
    }

    public void Findings(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            output.WriteLine($"{finding.Where ?? "-"}: {Name(finding.Severity)} {finding.Code}: {Say(finding.Message, finding.MessageZh)}");
        }
    }

    public void Finding(Finding finding) =>
        output.WriteLine($"{finding.Where ?? "-"}: {Name(finding.Severity)} {finding.Code}: {Say(finding.Message, finding.MessageZh)}");

    public void Line(string en, string zh) => output.WriteLine(Say(en, zh));

    public void Missing(string argument) =>
        Line($"“{argument}” is neither a file nor the name of a mapping.", $"“{argument}”既不是文件，也不是映射名。");

    private string Name(Severity severity) => severity switch
    {
        Severity.Info => Say("info", "提示"),
        Severity.Warning => Say("warning", "警告"),
        Severity.Hold => Say("hold", "待处理"),
        Severity.Reject => Say("reject", "拒绝"),
        _ => Say("error", "错误"),
    };

    private string Say(string en, string zh) => english ? en : zh;
}
