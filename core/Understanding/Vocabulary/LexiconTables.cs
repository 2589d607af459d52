namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>The indexes of a lexicon, filled once by <see cref="LexiconBuilder"/> and not changed after.</summary>
internal sealed class LexiconTables(IReadOnlyList<LanguageVocabulary> vocabularies)
{
    private readonly List<string> _codes = [];
    private readonly Dictionary<string, int> _codeNumbers = new(StringComparer.Ordinal);

    public IReadOnlyList<LanguageVocabulary> Vocabularies { get; } = vocabularies;

    public IReadOnlyList<LanguageProfile> Profiles { get; } =
        [.. vocabularies.Select(v => new LanguageProfile(v.Language, v.DecimalSeparator ?? '.', v.DateOrder ?? DateOrder.DMY))];

    public bool[] HeadFirst { get; } = [.. vocabularies.Select(v => v.HeadFirst)];

    public WordIndex Concepts { get; } = new(vocabularies.Sum(v => v.Words.Count));

    public WordIndex Documents { get; } = new();

    public WordIndex Rows { get; } = new();

    public WordIndex Units { get; } = new();

    public WordIndex Currencies { get; } = new();

    /// <summary>Units and currencies by header keys: what may follow a header word, as in "Price EUR".</summary>
    public WordIndex Codes { get; } = new();

    public WordIndex Months { get; } = new();

    public WordIndex Placeholders { get; } = new();

    public WordIndex Answers { get; } = new();

    public WordIndex Urgent { get; } = new();

    public List<string> Honorifics { get; } = [];

    public string Tag(int language) => Vocabularies[language].Language;

    public string Code(int number) => _codes[number];

    public int NumberOf(string code)
    {
        if (!_codeNumbers.TryGetValue(code, out var number))
        {
            number = _codes.Count;
            _codes.Add(code);
            _codeNumbers.Add(code, number);
        }

        return number;
    }
}
