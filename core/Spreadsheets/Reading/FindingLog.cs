using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Spreadsheets.Reading;

/// <summary>Remarks while reading. Of each code only the first few are kept: a column of ten thousand errors needs no ten thousand sentences.</summary>
internal sealed class FindingLog
{
    private const int KeptPerCode = 20;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>True while a further remark of this code would be kept; lets hot paths skip building it.</summary>
    public bool Wants(FindingCode code) => _counts.GetValueOrDefault(code.Code) < KeptPerCode;

    public void Add(FindingCode code, string? where, params ReadOnlySpan<object?> args)
    {
        var count = _counts.GetValueOrDefault(code.Code);
        _counts[code.Code] = count + 1;
        if (count < KeptPerCode)
        {
            _findings.Add(code.At(where, null, args));
        }
    }

    /// <summary>Remarks on a cell; the cell's place is the finding's and the sentence's first argument.</summary>
    public void AddAt(FindingCode code, string sheet, int column, int row, object? argument = null)
    {
        if (Wants(code))
        {
            var where = CellName.Of(sheet, column, row);
            Add(code, where, where, argument);
        }
    }
}
