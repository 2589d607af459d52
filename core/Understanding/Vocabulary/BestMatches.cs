namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Keeps the best match per concept and language.</summary>
internal sealed class BestMatches
{
    private readonly List<ConceptMatch> _matches = [];

    public bool IsEmpty => _matches.Count == 0;

    public double BestScore => _matches.Count == 0 ? 0 : _matches.Max(m => m.Score);

    public void Add(ConceptMatch match)
    {
        var at = _matches.FindIndex(m => m.Concept == match.Concept && m.Language == match.Language);
        if (at < 0)
        {
            _matches.Add(match);
        }
        else if (_matches[at].Weight < match.Weight)
        {
            _matches[at] = match;
        }
    }

    public IReadOnlyList<ConceptMatch> Sorted()
    {
        _matches.Sort((a, b) => b.Weight != a.Weight
            ? b.Weight.CompareTo(a.Weight)
            : a.Concept != b.Concept
                ? a.Concept.CompareTo(b.Concept)
                : string.CompareOrdinal(a.Language, b.Language));
        return _matches;
    }
}
