using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Reference;

/// <summary>Collects remarks on a reference file; each code is listed a hundred times at most.</summary>
internal sealed class ReferenceReport
{
    private const int MaxPerCode = 100;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Rows that were left out.</summary>
    public int Dropped { get; set; }

    /// <summary>The remarks, and how many more there were.</summary>
    public IReadOnlyList<Finding> Findings =>
    [
        .. _findings,
        .. _counts.Where(c => c.Value > MaxPerCode).Select(c => ReferenceFindings.More.At(null, null, c.Key, c.Value - MaxPerCode)),
    ];

    public void Add(FindingCode code, string? where, string? field, params ReadOnlySpan<object?> args)
    {
        var count = _counts.GetValueOrDefault(code.Code) + 1;
        _counts[code.Code] = count;
        if (count <= MaxPerCode)
        {
            _findings.Add(code.At(where, field, args));
        }
    }

    public void Add(Finding finding) => _findings.Add(finding);
}
