using IntegrationHub.Core.Understanding.Vocabulary;

namespace IntegrationHub.Core.Understanding.Tables;

/// <summary>
/// Captions of one table are of one language, or of two that say the same: where a word means one thing in the language of the others
/// and, as surely or more, another thing elsewhere ("Firma" signs in Italian), the table's own language goes first.
/// </summary>
internal sealed class TableLanguage
{
    private const double Known = 0.85;
    private const double WeakWord = 0.55;
    private const double JustBelow = 0.95;
    private const int Least = 3;

    private readonly Words _words;
    private readonly Dictionary<string, int> _support = new(StringComparer.Ordinal);
    private readonly int _most;

    private TableLanguage(HeaderRow header, Words words)
    {
        _words = words;
        foreach (var language in header.Cells.SelectMany(c => c.Meanings.Where(m => m.Weight >= Known).SelectMany(m => words.LanguagesOf(c.Text, m.Concept, Known)).Distinct()))
        {
            _support[language] = _support.GetValueOrDefault(language) + 1;
        }

        _most = _support.Count == 0 ? 0 : _support.Values.Max();
    }

    public static HeaderRow Settle(HeaderRow header, Words words)
    {
        var language = new TableLanguage(header, words);
        return language._most < Least ? header : header with { Cells = [.. header.Cells.Select(language.Own)] };
    }

    private HeaderCell Own(HeaderCell cell)
    {
        var own = cell.Meanings.Where(m => m.Weight >= WeakWord && Support(cell, m) * 4 >= _most * 3).Select(m => m.Weight).DefaultIfEmpty(double.MaxValue).Max();
        bool Foreign(ConceptMatch match) => match.Weight >= own && Support(cell, match) is { } support && support * 3 <= _most;
        return cell.Meanings.Any(Foreign)
            ? cell with { Meanings = [.. cell.Meanings.Select(m => Foreign(m) ? SetBack(m, own) : m).OrderByDescending(m => m.Weight)] }
            : cell;
    }

    /// <summary>The foreign meaning counts again where the own one is taken by a better caption.</summary>
    private static ConceptMatch SetBack(ConceptMatch match, double own) =>
        match with { Score = own * JustBelow * (match.Strength == WordStrength.Strong ? 1 : match.Score / match.Weight) };

    /// <summary>How many captions the best of the languages has that know this meaning; null where the caption as a whole is no word of any.</summary>
    private int? Support(HeaderCell cell, ConceptMatch match) =>
        _words.LanguagesOf(cell.Text, match.Concept, WeakWord) is { Count: > 0 } known ? known.Max(l => _support.GetValueOrDefault(l)) : null;
}
