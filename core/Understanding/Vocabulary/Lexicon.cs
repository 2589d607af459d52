namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// All vocabularies in use, indexed. Immutable and safe to share between threads. Get one from <see cref="VocabularyLoader"/>.
/// </summary>
public sealed class Lexicon
{
    private readonly LexiconTables _tables;
    private readonly ConceptMatcher _concepts;

    internal Lexicon(LexiconTables tables)
    {
        _tables = tables;
        _concepts = new ConceptMatcher(tables.Concepts, tables.Codes, tables.Vocabularies, tables.HeadFirst);
    }

    /// <summary>The languages in use, by tag.</summary>
    public IReadOnlyList<LanguageProfile> Languages => _tables.Profiles;

    /// <summary>What people of a language normally write; null for a language without a vocabulary.</summary>
    public LanguageProfile? Language(string tag) =>
        _tables.Profiles.FirstOrDefault(p => string.Equals(p.Language, tag, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a header or label may mean, best first, one entry per concept and language; empty where it says nothing known.</summary>
    public IReadOnlyList<ConceptMatch> Match(string? text) => Match(HeaderText.Normalise(text));

    /// <inheritdoc cref="Match(string)"/>
    public IReadOnlyList<ConceptMatch> Match(HeaderText header) => _concepts.Match(header);

    /// <summary>What kinds of document a title names, the most specific first.</summary>
    public IReadOnlyList<DocumentMatch> Documents(string? title)
    {
        var found = new List<DocumentMatch>();
        foreach (var (entry, _, length, total) in TitleWords.Find(_tables.Documents, HeaderText.Normalise(title)))
        {
            found.Add(new DocumentMatch((DocumentKind)entry.Target, _tables.Tag(entry.Language), length / (double)total, length));
        }

        found.Sort((a, b) => b.Length != a.Length ? b.Length.CompareTo(a.Length) : string.CompareOrdinal(a.Language, b.Language));
        return found;
    }

    /// <summary>Which kinds of row begin with this text, best first; empty for the first cell of an ordinary line.</summary>
    public IReadOnlyList<RowMatch> Rows(string? firstCell) => RowWords.Find(_tables, firstCell);

    /// <summary>UN/ECE Rec 20 codes that the text names as a whole; <paramref name="language"/> first where it is given.</summary>
    public IReadOnlyList<CodeMatch> Units(string? text, string? language = null) => Codes(_tables.Units, text, language);

    /// <summary>ISO 4217 codes that the text names as a whole, also the codes themselves; <paramref name="language"/> first where it is given.</summary>
    public IReadOnlyList<CodeMatch> Currencies(string? text, string? language = null)
    {
        var key = CodeKey.Of(text);
        return key.Length == 3 && Iso4217.Contains(key.ToUpperInvariant())
            ? [new CodeMatch(key.ToUpperInvariant(), language ?? string.Empty)]
            : Codes(_tables.Currencies, text, language);
    }

    /// <summary>The month 1 to 12 that the text names as a whole; null where it names none.</summary>
    public int? Month(string? text)
    {
        foreach (var entry in _tables.Months.Find(PlainLetters.Of(HeaderText.KeyOf(text))))
        {
            return entry.Target;
        }

        return null;
    }

    /// <summary>True for a hint or instruction of a form: the slot is empty.</summary>
    public bool IsPlaceholder(string? text) => PlaceholderWords.Contains(_tables, text);

    /// <summary>A name without the words of courtesy around it: 株式会社山田製作所 御中 → 株式会社山田製作所.</summary>
    public string WithoutHonorifics(string name) => Honorifics.Strip(_tables.Honorifics, name);

    /// <summary>True or false where the text is a word for yes or no; null for any other text.</summary>
    public bool? YesNo(string? text)
    {
        foreach (var entry in _tables.Answers.Find(AnswerKey.Of(text)))
        {
            return entry.Target == 1;
        }

        return null;
    }

    /// <summary>True where the text says urgent, alone or among other words (特急, "URGENT - ship today").</summary>
    public bool IsUrgent(string? text) => TitleWords.Find(_tables.Urgent, HeaderText.Normalise(text)).Count > 0;

    private List<CodeMatch> Codes(WordIndex index, string? text, string? language)
    {
        var key = CodeKey.Of(text);
        var entries = index.Find(PlainLetters.Of(key));
        if (entries.IsEmpty)
        {
            return [];
        }

        var found = Codes(entries, key, language, exact: true);
        return found.Count > 0 ? found : Codes(entries, key, language, exact: false);
    }

    /// <summary>tạ is a quintal and tá a dozen: the word with its accents goes before the word without.</summary>
    private List<CodeMatch> Codes(WordIndex.Chain entries, string key, string? language, bool exact)
    {
        var found = new List<CodeMatch>();
        foreach (var entry in entries)
        {
            if (exact && entry.Key != key)
            {
                continue;
            }

            var match = new CodeMatch(_tables.Code(entry.Target), _tables.Tag(entry.Language));
            var first = string.Equals(match.Language, language, StringComparison.OrdinalIgnoreCase);
            found.Insert(first ? 0 : found.Count, match);
        }

        return found;
    }
}
