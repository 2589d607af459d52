using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class VocabularyLintTests
{
    [Theory]
    [InlineData("language: nl\nfelds:\n  orderNumber: [x]", "vocabulary-unknown-field", "nl.yaml:2:1", "fields")]
    [InlineData("language: nl\nfields:\n  orderNumbr: [x]", "vocabulary-unknown-field", "nl.yaml:3:3", "orderNumber")]
    [InlineData("language: nl\nfields:\n  orderNumber: { word: [x] }", "vocabulary-unknown-field", "nl.yaml:3:18", "words")]
    [InlineData("language: nl\nfields:\n  orderNumber: [Bestelnr, order, Bestel-nr]", "vocabulary-duplicate-word", "nl.yaml:3:34", "3:17")]
    [InlineData("language: nl\nfields:\n  amount: [Totaal]\n  payable: [Totaal]", "vocabulary-ambiguous-word", "nl.yaml:4:13", "amount")]
    [InlineData("language: nl\nfields:\n  amount: []", "vocabulary-empty", "nl.yaml:3:3", "amount")]
    [InlineData("language: nl\nplaceholders: [\"  \"]", "vocabulary-empty", "nl.yaml:2:16", "")]
    [InlineData("language: nl\nunits:\n  STUK: [stuk]", "vocabulary-bad-code", "nl.yaml:3:3", "UN/ECE")]
    [InlineData("language: nl\ncurrencies:\n  EURO: [euro]", "vocabulary-bad-code", "nl.yaml:3:3", "ISO 4217")]
    [InlineData("language: nl\nmonths:\n  13: [dertien]", "vocabulary-bad-code", "nl.yaml:3:3", "12")]
    [InlineData("language: nl\ndecimalSeparator: x", "vocabulary-bad-value", "nl.yaml:2:19", "decimalSeparator")]
    [InlineData("language: nl\ndateOrder: MYD", "vocabulary-bad-value", "nl.yaml:2:12", "DMY")]
    [InlineData("fields:\n  amount: [x]", "vocabulary-missing-language", "nl.yaml:1:1", "language")]
    [InlineData("language: nl\nfields:\n  amount: [x", "vocabulary-unreadable", "nl.yaml:", "YAML")]
    [InlineData("language: nl\nfields:\n  amount: [PO, # of order, y]\n  unit: [z]", "vocabulary-unreadable", "nl.yaml:", "YAML")]
    [InlineData("", "vocabulary-missing-language", "nl.yaml:1:1", "language")]
    public void A_mistake_is_named_with_its_line_and_column(string yaml, string code, string where, string says)
    {
        var findings = VocabularyLoader.Lint(yaml, "nl.yaml");

        findings.ShouldContain(f => f.Code == code && f.Where!.StartsWith(where, StringComparison.Ordinal) && (f.Message + f.Field).Contains(says, StringComparison.Ordinal), string.Join('\n', findings));
        findings.ShouldAllBe(f => f.MessageZh.Any(c => c > '\u4E00'));
    }

    [Fact]
    public void A_word_may_be_sure_in_one_concept_and_weak_in_another() =>
        VocabularyLoader.Lint("language: nl\nfields:\n  amount: [Totaal]\n  payable: { words: [Te betalen], weak: [Totaal] }", "nl.yaml").ShouldBeEmpty();

    [Fact]
    public void However_a_file_is_broken_the_reader_says_so_and_lives()
    {
        var text = File.ReadAllText(Shipped.PathOf("en.yaml"))[..6000];
        var random = new Random(7);
        const string Breakers = "[]{}:,#\"'&*!|>%@`-?\n\t \\";
        for (var i = 0; i < 1_000; i++)
        {
            var letters = text.ToCharArray();
            for (var hit = 0; hit < 3; hit++)
            {
                letters[random.Next(letters.Length)] = Breakers[random.Next(Breakers.Length)];
            }

            Should.NotThrow(() => VocabularyLoader.Lint(new string(letters, 0, random.Next(letters.Length)), "en.yaml"));
        }
    }
}
