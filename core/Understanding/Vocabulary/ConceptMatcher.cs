namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>
/// From a header to the concepts it may mean. Cheap and sure ways first: the word itself, the word without its brackets, a header that says
/// it in two languages; then a known word inside a longer one; then typing errors.
/// </summary>
internal sealed class ConceptMatcher(WordIndex concepts, WordIndex codes, IReadOnlyList<LanguageVocabulary> languages, bool[] headFirst)
{
    private const double SameButAccents = 0.98;
    private const double BracketsLeftOut = 0.96;
    private const double UnitOrCurrencyAdded = 0.95;
    private const double BothLanguages = 0.94;
    private const double DigitsAdded = 0.93;
    private const double OneOfTwoPieces = 0.85;
    private const double OneEdit = 0.86;
    private const double TwoEdits = 0.76;
    private const double Doubtful = 0.8;
    private const int ShortWord = 4;

    private readonly Lazy<TypoIndex> _typos = new(() => new TypoIndex(concepts));

    public IReadOnlyList<ConceptMatch> Match(HeaderText header)
    {
        if (header.IsEmpty)
        {
            return [];
        }

        var found = new BestMatches();
        Exact(header.FullKey, header.PlainFullKey, 1, found);
        if (header.Key.Length != header.FullKey.Length && found.IsEmpty)
        {
            Exact(header.Key, header.PlainKey, BracketsLeftOut, found);
        }

        if (found.IsEmpty)
        {
            Pieces(header, found);
        }

        // A word that is known as it stands is not taken apart, also not a weak one: "Référence" is no misspelt "Referente".
        if (found.IsEmpty)
        {
            Inside(header, found);
            if (found.BestScore < Doubtful)
            {
                Typos(header.PlainKey, found);
            }
        }

        return found.Sorted();
    }

    private void Exact(string key, string plainKey, double score, BestMatches found)
    {
        foreach (var entry in concepts.Find(plainKey))
        {
            // "To" is no "Tổ": in so short a word the accents are half of it.
            found.Add(MatchOf(entry, entry.Key == key ? score : score * (key.Length < ShortWord ? Doubtful * 0.6 : SameButAccents)));
        }
    }

    private void Pieces(HeaderText header, BestMatches found)
    {
        if (header.Parts.Count < 2)
        {
            return;
        }

        var perPiece = header.Parts.Select(part =>
        {
            var matches = new BestMatches();
            Exact(part.FullKey, part.PlainFullKey, 1, matches);
            if (matches.IsEmpty)
            {
                Exact(part.Key, part.PlainKey, 1, matches);
            }

            return matches.Sorted();
        }).ToArray();

        for (var i = 0; i < perPiece.Length; i++)
        {
            foreach (var match in perPiece[i])
            {
                var agreed = perPiece.Where((other, j) => j != i && other.Any(o => o.Concept == match.Concept)).Any();
                var silent = perPiece.Where((other, j) => j != i && (other.Count == 0 || other.All(o => o.Concept == Concept.Unit))).Any();
                found.Add(match with { Score = agreed ? BothLanguages : silent ? OneOfTwoPieces + 0.05 : OneOfTwoPieces });
            }
        }
    }

    private void Inside(HeaderText header, BestMatches found)
    {
        foreach (var (entry, from, length, _) in TitleWords.Find(concepts, header))
        {
            if (length >= KeySpans.LeastLength(header.PlainKey[from]) && length < header.PlainKey.Length)
            {
                found.Add(MatchOf(entry, InsideScore(header, entry, from, length)));
            }
        }

        CompoundEnd(header, found);
    }

    private double InsideScore(HeaderText header, IndexEntry entry, int from, int length)
    {
        var total = header.PlainKey.Length;
        if (from == 0 && OnlyDigits(header.PlainKey.AsSpan(length)))
        {
            return DigitsAdded;
        }

        if (from == 0 && OnlyUnitOrCurrency(header, length))
        {
            return UnitOrCurrencyAdded;
        }

        // What a phrase is about stands last in Chinese, English, German, first in French, Polish, Vietnamese.
        var atHead = headFirst[entry.Language] ? from == 0 : from + length == total;
        var atEdge = from == 0 || from + length == total;
        var coverage = length / (double)total;
        return (atHead ? 0.55 : atEdge ? 0.45 : 0.35) + (0.4 * coverage);
    }

    private bool OnlyUnitOrCurrency(HeaderText header, int length)
    {
        var position = 0;
        var any = false;
        foreach (var token in header.Tokens)
        {
            if (position < length)
            {
                position += token.Length;
                continue;
            }

            var isCode = !codes.Find(token).IsEmpty;
            if (!isCode && token is not ("in" or "en" or "em" or "w" or "в" or "per" or "pro" or "je" or "par" or "por" or "za" or "за"))
            {
                return false;
            }

            any |= isCode;
        }

        return any && position == length;
    }

    /// <summary>Stahlmenge ends in Menge: German writes its compounds in one word.</summary>
    private void CompoundEnd(HeaderText header, BestMatches found)
    {
        if (header.Tokens.Count == 0)
        {
            return;
        }

        var last = header.Tokens[^1];
        for (var start = 3; start <= last.Length - 5; start++)
        {
            foreach (var entry in concepts.Find(last.AsSpan(start)))
            {
                if (languages[entry.Language].Language.StartsWith("de", StringComparison.Ordinal) && !entry.Weak)
                {
                    found.Add(MatchOf(entry, 0.5 + (0.35 * (last.Length - start) / header.PlainKey.Length)));
                }
            }
        }
    }

    private void Typos(string plainKey, BestMatches found)
    {
        foreach (var (key, edits) in _typos.Value.Near(plainKey))
        {
            foreach (var entry in concepts.Find(key))
            {
                found.Add(MatchOf(entry, edits <= 1 ? OneEdit : TwoEdits));
            }
        }
    }

    private static bool OnlyDigits(ReadOnlySpan<char> rest) => rest.Length is > 0 and <= 2 && rest.IndexOfAnyExceptInRange('0', '9') < 0;

    private ConceptMatch MatchOf(IndexEntry entry, double score) => new(
        (Concept)entry.Target,
        languages[entry.Language].Language,
        entry.Weak ? WordStrength.Weak : WordStrength.Strong,
        score);
}
