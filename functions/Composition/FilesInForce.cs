using IntegrationHub.Core.Checks;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Understanding;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Functions.Composition;

/// <summary>IT's own rules, mappings and vocabularies as they are in force, read when first asked for and again when they change.</summary>
internal sealed class FilesInForce
{
    private readonly HubOptions _options;
    private readonly WatchedFolder<RuleReading> _rules;
    private readonly WatchedFolder<LoadedVocabularies> _vocabularies;
    private readonly MappingCatalogue _mappings;
    private Words? _words;
    private Edition? _edition;

    public FilesInForce(HubOptions options, TimeProvider clock)
    {
        _options = options;
        _rules = new WatchedFolder<RuleReading>(MappingFolders.Rules(options), before => RuleFiles.Load(MappingFolders.Rules(options), before), clock);
        _vocabularies = new WatchedFolder<LoadedVocabularies>(
            MappingFolders.Vocabulary(options), before => VocabularyLoader.Load(MappingFolders.Vocabulary(options), before), clock);
        _mappings = new MappingCatalogue(MappingFolders.Shipped, MappingFolders.Root(options), () => WordsOf(_vocabularies.Current), clock);
    }

    /// <summary>The vocabularies; verbs that only look at the store need none.</summary>
    public Lexicon Lexicon => _vocabularies.Current.Lexicon;

    /// <summary>The checks by the rules.</summary>
    public OrderChecks Checks => new(Book(_rules.Current));

    /// <summary>Everything that a document is read and checked by.</summary>
    public Knowledge Knowledge()
    {
        var (rules, vocabularies) = (_rules.Current, _vocabularies.Current);
        if (Volatile.Read(ref _edition) is not { } edition || edition.Rules != rules || edition.Vocabularies != vocabularies)
        {
            var understanding = new SpreadsheetReader(vocabularies.Lexicon);
            var book = Book(rules);
            edition = new Edition(
                rules, vocabularies, new Knowledge(new MappingPort(new MappingSelector(_mappings), understanding), understanding, new OrderChecks(book), book.AcceptAt));
            Volatile.Write(ref _edition, edition);
        }

        return edition.Knowledge;
    }

    /// <summary>What is wrong with the files: left out where never seen sound, at work as they were where they broke meanwhile.</summary>
    public IReadOnlyList<Finding> Problems()
    {
        var (rules, vocabularies) = (_rules.Current, _vocabularies.Current);
        IEnumerable<Finding> problems =
        [
            .. rules.Lints.Where(lint => lint.IsError).Select(lint => Broken(lint.Finding, lint.Place, rules.Kept.Contains(lint.File) ? FileFindings.Kept : FileFindings.LeftOut)),
            .. vocabularies.Findings.Where(finding => finding.Severity == Severity.Error)
                .Select(finding => Broken(finding, "mappings/vocabulary/" + finding.Where, Standing(vocabularies, finding))),
            .. _mappings.Broken,
            .. FileFindings.AcceptAt(_options, rules),
        ];
        return [.. problems.Select(Short)];
    }

    private RuleBook Book(RuleReading rules) => rules.Book with { AcceptAt = _options.AcceptAt ?? rules.Book.AcceptAt };

    private static FindingCode Standing(LoadedVocabularies vocabularies, Finding finding) =>
        vocabularies.Kept.Any(file => IsIn(finding, file)) ? FileFindings.Kept
        : vocabularies.LeftOut.Any(file => IsIn(finding, file)) ? FileFindings.LeftOut
        : FileFindings.PartLeftOut;

    private static Finding Broken(Finding problem, string? place, FindingCode standing) =>
        standing.At(place, null, problem.Message, problem.MessageZh, problem.Code);

    private static bool IsIn(Finding finding, string file) => finding.Where == file || finding.Where?.StartsWith(file + ":", StringComparison.Ordinal) == true;

    // Below the data folder; health is told to everybody, who need not know where that is.
    private Finding Short(Finding finding)
    {
        var folder = _options.Data + Path.DirectorySeparatorChar;
        string Below(string text) => text.Replace(folder, "", StringComparison.Ordinal);
        return finding with { Where = finding.Where is { } place ? Below(place) : null, Message = Below(finding.Message), MessageZh = Below(finding.MessageZh) };
    }

    private MappingWords WordsOf(LoadedVocabularies vocabularies)
    {
        if (Volatile.Read(ref _words) is not { } words || words.Of != vocabularies)
        {
            words = new Words(vocabularies, MappingWords.From(vocabularies.Lexicon));
            Volatile.Write(ref _words, words);
        }

        return words.Mapping;
    }

    private sealed record Words(LoadedVocabularies Of, MappingWords Mapping);

    private sealed record Edition(RuleReading Rules, LoadedVocabularies Vocabularies, Knowledge Knowledge);
}
