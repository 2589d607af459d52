using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks;

/// <summary>Findings on one order: nothing is said twice about one field, and a code that fills a page is cut short.</summary>
internal sealed class FoundFindings(IReadOnlyList<Finding> before)
{
    /// <summary>Findings of one code on one order beyond this are counted, not listed.</summary>
    public const int MaxPerCode = 100;

    private List<Finding>? _list;
    private HashSet<(string Code, string? Field)>? _said;
    private Dictionary<string, int>? _perCode;

    /// <summary>Findings so far.</summary>
    public int Count => _list?.Count ?? 0;

    /// <summary>The gravest severity so far.</summary>
    public Severity Gravest { get; private set; }

    /// <summary>True where the code was not yet said about the field and is not cut short.</summary>
    public bool MayAdd(string code, string? field)
    {
        if (_said is null)
        {
            _said = [];
            foreach (var finding in before)
            {
                _said.Add((finding.Code, finding.Field));
            }
        }

        if (!_said.Add((code, field)))
        {
            return false;
        }

        _perCode ??= new Dictionary<string, int>(StringComparer.Ordinal);
        _perCode.TryGetValue(code, out var count);
        _perCode[code] = count + 1;
        return count < MaxPerCode;
    }

    /// <summary>Adds a finding for which <see cref="MayAdd"/> said yes.</summary>
    public void Add(Finding finding)
    {
        (_list ??= []).Add(finding);
        Gravest = finding.Severity > Gravest ? finding.Severity : Gravest;
    }

    /// <summary>Appends what was found, and how much of it is not listed.</summary>
    public void AppendTo(List<Finding> all)
    {
        if (_list is null)
        {
            return;
        }

        all.AddRange(_list);
        foreach (var (code, count) in _perCode!)
        {
            if (count > MaxPerCode)
            {
                all.Add(CheckFindings.FindingsOmitted.At(null, null, code, count - MaxPerCode));
            }
        }
    }
}
