using IntegrationHub.Core.Findings;

namespace IntegrationHub.Functions.Cli.Output;

/// <summary>The most severe of many findings, those of one severity in order of appearance.</summary>
internal sealed class MostSevere(int most)
{
    private readonly List<(int? Order, Finding Finding)> _kept = [];

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them, with the zero-based position of their order.</summary>
    public IReadOnlyList<(int? Order, Finding Finding)> Kept => _kept;

    /// <summary>Keeps the finding if it is grave enough; one that is kept already, or for the whole document, counts once.</summary>
    public void Add(int? order, Finding finding)
    {
        if (_kept.Exists(kept => (kept.Order is null || kept.Order == order) && kept.Finding == finding))
        {
            return;
        }

        Count++;
        var at = _kept.Count;
        while (at > 0 && _kept[at - 1].Finding.Severity < finding.Severity)
        {
            at--;
        }

        if (at == most)
        {
            return;
        }

        _kept.Insert(at, (order, finding));
        if (_kept.Count > most)
        {
            _kept.RemoveAt(most);
        }
    }
}
