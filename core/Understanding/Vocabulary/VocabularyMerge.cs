namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Lays the user's vocabularies over the shipped ones.</summary>
internal static class VocabularyMerge
{
    public static List<LanguageVocabulary> Join(IReadOnlyList<LanguageVocabulary> shipped, IReadOnlyList<LanguageVocabulary> user)
    {
        var joined = shipped.ToList();
        foreach (var file in user)
        {
            var at = joined.FindIndex(v => string.Equals(v.Language, file.Language, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                joined.Add(file);
            }
            else
            {
                joined[at] = file.Replace ? file : Over(joined[at], file);
            }
        }

        return joined;
    }

    /// <summary>The user's word wins: where it is listed under another key in the shipped file, that meaning is gone, unless the user calls his weak.</summary>
    private static LanguageVocabulary Over(LanguageVocabulary below, LanguageVocabulary above)
    {
        var removed = above.Remove.Select(HeaderText.KeyOf).ToHashSet(StringComparer.Ordinal);
        var claimed = above.Words
            .Where(w => w.Strength == WordStrength.Strong && VocabularyKeys.HasKeys(w.Section))
            .Select(w => (w.Section, KeyOf(w)))
            .ToHashSet();
        var restated = above.Words.Select(w => (w.Section, w.Target, KeyOf(w))).ToHashSet();
        var kept = below.Words.Where(w =>
        {
            var key = KeyOf(w);
            return !removed.Contains(HeaderText.KeyOf(w.Text))
                && !restated.Contains((w.Section, w.Target, key))
                && !(claimed.Contains((w.Section, key)) && w.Strength == WordStrength.Strong);
        });

        return below with
        {
            DecimalSeparator = above.DecimalSeparator ?? below.DecimalSeparator,
            DateOrder = above.DateOrder ?? below.DateOrder,
            HeadFirst = above.HeadFirst || below.HeadFirst,
            Words = [.. kept, .. above.Words],
        };
    }

    /// <summary>What two words of a section are compared by: codes keep their signs, ✓ is a word for yes, and courtesies stand as written.</summary>
    internal static string KeyOf(VocabularyWord word) => word.Section switch
    {
        VocabularySection.Units or VocabularySection.Currencies => CodeKey.Of(word.Text),
        VocabularySection.Yes or VocabularySection.No => AnswerKey.Of(word.Text),
        VocabularySection.Honorifics => word.Text.ToLowerInvariant(),
        _ => HeaderText.KeyOf(word.Text),
    };
}
