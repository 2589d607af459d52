using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>One remark on a rule file.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column.</param>
/// <param name="Finding">Code and sentences; its place is <c>line:column</c>.</param>
/// <param name="Fix">What to do, English.</param>
/// <param name="FixZh">What to do, Chinese.</param>
public sealed record RuleLint(string File, int Line, int Column, Finding Finding, string Fix, string FixZh)
{
    /// <summary>True where the file cannot be used; warnings leave it usable.</summary>
    public bool IsError => Finding.Severity == Severity.Error;

    /// <summary><c>file:line:column</c></summary>
    public string Place => FormattableString.Invariant($"{File}:{Line}:{Column}");
}

/// <summary>Collects the remarks on one file.</summary>
internal sealed class RuleLintSink(string file)
{
    private readonly List<RuleLint> _lints = [];

    public IReadOnlyList<RuleLint> Lints => [.. _lints.OrderBy(l => l.Line).ThenBy(l => l.Column)];

    public void Raise(FindingCode code, RuleNode node, params ReadOnlySpan<object?> args) => Raise(code, node.Line, node.Column, args);

    public void Raise(FindingCode code, int line, int column, params ReadOnlySpan<object?> args) => _lints.Add(new RuleLint(
        file, line, column, code.At(FormattableString.Invariant($"{line}:{column}"), null, args), code.FixEn, code.FixZh));
}
