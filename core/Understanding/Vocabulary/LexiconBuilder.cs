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
            var target = string.Empty;
            var number = 0;
            foreach (var word in vocabularies[language].Words)
            {
                // Words of one list stand together and share their key: it is looked up once a list.
                if (!ReferenceEquals(word.Target, target))
                {
                    target = word.Target;
                    number = NumberOf(tables, word);
                }

                Add(tables, language, word, number, german);
            }
        }

        tables.Honorifics.Sort((a, b) => b.Length.CompareTo(a.Length));
        return new Lexicon(tables);
    }

    /// <summary>What the word's key stands for in the indexes.</summary>
    private static int NumberOf(LexiconTables tables, VocabularyWord word) => word.Section switch
    {
        VocabularySection.Fields => VocabularyKeys.Concepts[word.Target],
        VocabularySection.Documents => VocabularyKeys.Documents[word.Target],
        VocabularySection.Rows => VocabularyKeys.Rows[word.Target],
        VocabularySection.Units or VocabularySection.Currencies => tables.NumberOf(word.Target),
        VocabularySection.Months => int.Parse(word.Target, CultureInfo.InvariantCulture),
        _ => 0,
    };

    private static void Add(LexiconTables tables, int language, VocabularyWord word, int number, bool german)
    {
        switch (word.Section)
        {
            case VocabularySection.Fields:
                AddText(tables.Concepts, number, language, word, german);
                break;
            case VocabularySection.Documents:
                AddText(tables.Documents, number, language, word, german);
                break;
            case VocabularySection.Rows:
                AddText(tables.Rows, number, language, word, german);
                break;
            case VocabularySection.Units:
                AddCode(tables, tables.Units, number, language, word);
                break;
            case VocabularySection.Currencies:
                AddCode(tables, tables.Currencies, number, language, word);
                break;
            case VocabularySection.Months:
                AddText(tables.Months, number, language, word, german);
                break;
            case VocabularySection.Placeholders:
                AddText(tables.Placeholders, 0, language, word, german);
                break;
            case VocabularySection.Urgent:
                AddText(tables.Urgent, 0, language, word, german);
                break;
            case VocabularySection.Yes or VocabularySection.No:
                var yes = word.Section == VocabularySection.Yes ? 1 : 0;
                tables.Answers.Add(AnswerKey.Of(word.Text), new IndexEntry(yes, language, false, word.Text));
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

    private static void AddCode(LexiconTables tables, WordIndex index, int number, int language, VocabularyWord word)
    {
        var key = CodeKey.Of(word.Text);
        var entry = new IndexEntry(number, language, false, key);
        var plain = PlainLetters.Of(key);
        index.Add(plain, entry);
        tables.Codes.Add(plain, entry);
    }
}
