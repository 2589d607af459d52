namespace IntegrationHub.Core.Findings;

/// <summary>One remark on a file that IT edits.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column.</param>
/// <param name="Finding">Code and sentences; its place is <c>line:column</c>.</param>
/// <param name="Fix">What to do, English.</param>
/// <param name="FixZh">What to do, Chinese.</param>
public sealed record Lint(string File, int Line, int Column, Finding Finding, string Fix, string FixZh)
{
    /// <summary>True where the file cannot be used; warnings leave it usable.</summary>
    public bool IsError => Finding.Severity == Severity.Error;

    /// <summary><c>file:line:column</c></summary>
    public string Place => FormattableString.Invariant($"{File}:{Line}:{Column}");
}

/// <summary>Collects the remarks on one file.</summary>
internal sealed class LintSink(string file)
{
    private readonly List<Lint> _lints = [];

    public IReadOnlyList<Lint> Lints =>
        [.. _lints.OrderBy(l => l.Line).ThenBy(l => l.Column).ThenBy(l => l.Finding.Code, StringComparer.Ordinal)];

    public bool HasErrors => _lints.Any(l => l.IsError);

    public void Raise(FindingCode code, long line, long column, params ReadOnlySpan<object?> args)
    {
        var (row, place) = ((int)Math.Max(1, line), (int)Math.Max(1, column));
        _lints.Add(new Lint(file, row, place, code.At(FormattableString.Invariant($"{row}:{place}"), null, args), code.FixEn, code.FixZh));
    }
}
