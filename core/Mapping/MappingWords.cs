using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Mapping;

/// <summary>How converters recognise units and currencies: by the vocabulary first, by the words built in otherwise.</summary>
public sealed class MappingWords
{
    private readonly Lexicon? _lexicon;

    private MappingWords(Lexicon? lexicon) => _lexicon = lexicon;

    /// <summary>Only what is built in.</summary>
    public static MappingWords BuiltIn { get; } = new(null);

    /// <summary>The vocabulary's words count first, so that mapped and understood orders carry the same codes.</summary>
    public static MappingWords From(Lexicon lexicon) => new(lexicon);

    /// <summary>UN/ECE Recommendation 20 code; null when unknown or ambiguous.</summary>
    internal string? Unit(string text, NumberLocale locale) => Only(_lexicon?.Units(text, Language(locale))) ?? Units.Find(text);

    /// <summary>ISO 4217; null when unknown or ambiguous.</summary>
    internal string? Currency(string text, NumberLocale locale) => Currencies.Find(text, locale) ?? Only(_lexicon?.Currencies(text, Language(locale)));

    /// <summary>The language that most of the captions are words of; null where two are level, or none is known.</summary>
    internal string? LanguageOf(IEnumerable<string> captions)
    {
        var votes = captions.SelectMany(caption => (_lexicon?.Match(caption) ?? []).Where(match => match.Score >= 1).Select(match => match.Language).Distinct())
            .GroupBy(language => language).Select(group => (Language: group.Key, Count: group.Count())).OrderByDescending(vote => vote.Count).Take(2).ToList();
        return votes.Count == 0 || (votes.Count == 2 && votes[0].Count == votes[1].Count) ? null : votes[0].Language;
    }

    private static string? Only(IReadOnlyList<CodeMatch>? matches) =>
        matches is { Count: > 0 } && matches.All(m => m.Code == matches[0].Code) ? matches[0].Code : null;

    private static string? Language(NumberLocale locale) => locale.Name switch
    {
        "auto" => null,
        "zh" => "zh-Hans",
        "zh-TW" => "zh-Hant",
        _ => locale.Name.Split('-')[0],
    };
}
