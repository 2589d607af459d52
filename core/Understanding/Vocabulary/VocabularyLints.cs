using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>What only shows when a file is seen as a whole: words listed twice, sure words with two meanings.</summary>
internal static class VocabularyLints
{
    public static void Check(LanguageVocabulary vocabulary, List<Finding> findings)
    {
        var first = new Dictionary<(VocabularySection, string Target, string Key), VocabularyWord>();
        var sure = new Dictionary<(VocabularySection, string Key), VocabularyWord>();
        foreach (var word in vocabulary.Words)
        {
            var key = VocabularyMerge.KeyOf(word);
            var where = Place(vocabulary, word);
            var path = $"{VocabularyKeys.NameOf(word.Section)}.{word.Target}".TrimEnd('.');
            if (key.Length == 0)
            {
                findings.Add(VocabularyFindings.Empty.At(where, path, $"\"{word.Text}\""));
            }
            else if (!first.TryAdd((word.Section, word.Target, key), word))
            {
                var earlier = first[(word.Section, word.Target, key)];
                findings.Add(VocabularyFindings.DuplicateWord.At(where, path, word.Text, path, $"{earlier.Line}:{earlier.Column}"));
            }
            else if (word.Strength == WordStrength.Strong && VocabularyKeys.HasKeys(word.Section) && !sure.TryAdd((word.Section, key), word))
            {
                var other = sure[(word.Section, key)];
                findings.Add(VocabularyFindings.AmbiguousWord.At(where, path, word.Text, other.Target, word.Target, $"{other.Line}:{other.Column}"));
            }
        }
    }

    private static string Place(LanguageVocabulary vocabulary, VocabularyWord word) => $"{vocabulary.File}:{word.Line}:{word.Column}";
}
