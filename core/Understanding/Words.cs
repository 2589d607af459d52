using IntegrationHub.Core.Understanding.Grouping;
using IntegrationHub.Core.Understanding.Values;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding;

/// <summary>The vocabularies as understanding asks them, with answers remembered: the same captions and units come again and again.</summary>
internal sealed class Words : IValueWords
{
    private const int LongestCurrency = 24;
    private const int LeastEnding = 3;
    private const int LongestEnding = 8;
    private const double WholeEnding = 0.95;
    private const int MaxRemembered = 20_000;
    private readonly Lexicon _lexicon;
    private readonly Dictionary<string, IReadOnlyList<ConceptMatch>> _concepts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ConceptMatch>> _matches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _currencies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _placeholders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowMatch?> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _months = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, string? TaxId)> _parties = new(StringComparer.Ordinal);

    public Words(Lexicon lexicon)
    {
        _lexicon = lexicon;
        Dates = new DateText(Month);
    }

    public IValueWords Values => this;

    public DateText Dates { get; }

    /// <summary>The document's language: of words that name several units or currencies (¥, $, kr) its own meaning comes first.</summary>
    public string? DocumentLanguage
    {
        get;
        set
        {
            if (value is not null && value != field)
            {
                field = value;
                _units.Clear();
                _currencies.Clear();
            }
        }
    }

    public LanguageProfile? Language(string tag) => _lexicon.Language(tag);

    /// <summary>What a caption or label may mean, best first; one entry per concept.</summary>
    public IReadOnlyList<ConceptMatch> Concepts(string text) => Remember(_concepts, text, static (words, t) => t.Length > 200 ? [] : OnePerConcept(words._lexicon.Match(t)));

    /// <summary>The languages in which a caption means this at least as surely as <paramref name="atLeast"/> says.</summary>
    public IReadOnlyList<string> LanguagesOf(string text, Concept concept, double atLeast)
    {
        var all = Remember(_matches, text, static (words, t) => t.Length > 200 ? [] : words._lexicon.Match(t));
        return [.. all.Where(m => m.Concept == concept && m.Weight >= atLeast).Select(m => m.Language).Distinct()];
    }

    /// <summary>What kind of sum or note a row that holds this text is.</summary>
    public RowMatch? Row(string text) => Remember(_rows, text, static (words, t) => t.Length <= 80 && words._lexicon.Rows(t) is [var first, ..] ? first : null);

    public DocumentMatch? Document(string text) => Documents(text) is [var first, ..] ? first : null;

    public IReadOnlyList<DocumentMatch> Documents(string text) => _lexicon.Documents(text);

    /// <summary>The document that a long Chinese or Japanese title names at its end: 某某学院2023年秋季教材订购明细表.</summary>
    public DocumentMatch? DocumentAtEnd(string title)
    {
        for (var length = Math.Min(LongestEnding, title.Length - 1); length >= LeastEnding; length--)
        {
            if (title[^length] > '\u2E80' && Document(title[^length..]) is { Score: >= WholeEnding } document)
            {
                return document;
            }
        }

        return null;
    }

    /// <summary>Name and tax number of a party as one cell writes them.</summary>
    public (string Name, string? TaxId) Party(string written) => Remember(_parties, written, static (words, w) => (PartyText.Clean(w, words._lexicon), PartyText.TaxId(w)));

    public string? UnitCode(string text) => text.Length is 0 or > 40 ? null : Remember(_units, text, static (words, t) => words._lexicon.Units(t, words.DocumentLanguage) is [var first, ..] ? first.Code : null);

    public string? CurrencyCode(string text) => Currency(text) is { } code && code != Iso4217.Open ? code : null;

    public bool IsCurrency(string text) => Currency(text) is not null;

    private string? Currency(string text) => text.Length is 0 or > LongestCurrency ? null : Remember(_currencies, text, static (words, t) => words.CurrencyOf(t) ?? words.InBrackets(t));

    private string? CurrencyOf(string text) => _lexicon.Currencies(text, DocumentLanguage) is [var first, ..] ? first.Code : null;

    /// <summary>SOLES (PEN), 人民币（CNY）: two words for one currency; null where they are of two.</summary>
    private string? InBrackets(string text)
    {
        var open = text.AsSpan().IndexOfAny('(', '（');
        return open > 0 && text[^1] is ')' or '）' && CurrencyOf(text[(open + 1)..^1].Trim()) is { } inner && (CurrencyOf(text[..open].Trim()) is not { } outer || outer == inner || outer == Iso4217.Open || inner == Iso4217.Open)
            ? inner
            : null;
    }

    public bool IsPlaceholder(string text) => Remember(_placeholders, text, static (words, t) => HasMarkers(t) || words._lexicon.IsPlaceholder(t));

    /// <summary>A reporting tool's placeholder that nobody replaced: <c>{{Name}}</c>, <c>${qty}</c>, <c>&lt;&lt;date&gt;&gt;</c>.</summary>
    private static bool HasMarkers(string text) =>
        text.Contains("{{", StringComparison.Ordinal) && text.Contains("}}", StringComparison.Ordinal)
        || text.Contains("${", StringComparison.Ordinal) && text.Contains('}')
        || text.Contains("<<", StringComparison.Ordinal) && text.Contains(">>", StringComparison.Ordinal)
        || text.Contains("<%", StringComparison.Ordinal)
        || text.Length > 2 && (text[0], text[^1]) is ('[', ']') or ('<', '>') or ('【', '】');

    private int Month(string word) => Remember(_months, word, static (words, w) => words._lexicon.Month(w) ?? 0);

    /// <summary>Where the vocabulary knows the very word, words that are merely alike or longer count for little.</summary>
    private static List<ConceptMatch> OnePerConcept(IReadOnlyList<ConceptMatch> matches)
    {
        var known = matches.Any(m => m.Score >= 0.999);
        var best = new List<ConceptMatch>(matches.Count);
        foreach (var match in matches.Select(m => known && m.Score < 0.999 ? m with { Score = m.Score * 0.62 } : m).OrderByDescending(m => m.Weight))
        {
            if (!best.Exists(b => b.Concept == match.Concept))
            {
                best.Add(match);
            }
        }

        return best;
    }

    private T Remember<T>(Dictionary<string, T> known, string text, Func<Words, string, T> find)
    {
        if (!known.TryGetValue(text, out var value))
        {
            value = find(this, text);
            if (known.Count < MaxRemembered)
            {
                known[text] = value;
            }
        }

        return value;
    }
}
