using System.Globalization;

namespace IntegrationHub.Core.Understanding.Vocabulary;

/// <summary>Joins the shipped vocabularies with the user's and fills the indexes.</summary>
internal static class LexiconBuilder
{
    public static Lexicon Build(IReadOnlyList<LanguageVocabulary> shipped, IReadOnlyList<LanguageVocabulary> user)
    {
        var vocabularies = VocabularyMerge.Join(shipped, user);
        var tables = new LexiconTables(vocabularies);
        for (var language = 0; language < vocabularies.Count; language++)
        {
            var german = vocabularies[language].Language.StartsWith("de", StringComparison.Ordinal);
            foreach (var word in vocabularies[language].Words)
            {
                Add(tables, language, word, german);
            }
        }

        tables.Honorifics.Sort((a, b) => b.Length.CompareTo(a.Length));
        return new Lexicon(tables);
    }

    private static void Add(LexiconTables tables, int language, VocabularyWord word, bool german)
    {
        switch (word.Section)
        {
            case VocabularySection.Fields:
                AddText(tables.Concepts, (int)VocabularyKeys.Concepts[word.Target], language, word, german);
                break;
            case VocabularySection.Documents:
                AddText(tables.Documents, (int)VocabularyKeys.Documents[word.Target], language, word, german);
                break;
            case VocabularySection.Rows:
                AddText(tables.Rows, (int)VocabularyKeys.Rows[word.Target], language, word, german);
                break;
            case VocabularySection.Units:
                AddCode(tables, tables.Units, language, word);
                break;
            case VocabularySection.Currencies:
                AddCode(tables, tables.Currencies, language, word);
                break;
            case VocabularySection.Months:
                AddText(tables.Months, int.Parse(word.Target, CultureInfo.InvariantCulture), language, word, german);
                break;
            case VocabularySection.Placeholders:
                AddText(tables.Placeholders, 0, language, word, german);
                break;
            case VocabularySection.Yes:
                tables.Answers.Add(AnswerKey.Of(word.Text), new IndexEntry(1, language, false, word.Text));
                break;
            case VocabularySection.No:
                tables.Answers.Add(AnswerKey.Of(word.Text), new IndexEntry(0, language, false, word.Text));
                break;
            case VocabularySection.Urgent:
                AddText(tables.Urgent, 0, language, word, german);
                break;
            case VocabularySection.Honorifics:
                tables.Honorifics.Add(word.Text);
                break;
        }
    }

    private static void AddText(WordIndex index, int target, int language, VocabularyWord word, bool german)
    {
        var key = HeaderText.KeyOf(word.Text);
        var entry = new IndexEntry(target, language, word.Strength == WordStrength.Weak, key);
        index.Add(PlainLetters.Of(key), entry);
        if (german && Umlauts.WithoutDots(key) is { } spelled)
        {
            index.Add(PlainLetters.Of(spelled), entry with { Key = spelled });
        }
    }

    private static void AddCode(LexiconTables tables, WordIndex index, int language, VocabularyWord word)
    {
        var number = tables.NumberOf(word.Target);
        var key = CodeKey.Of(word.Text);
        var entry = new IndexEntry(number, language, false, key);
        var plain = PlainLetters.Of(key);
        index.Add(plain, entry);
        tables.Codes.Add(plain, entry);
    }
}
