using IntegrationHub.Core.Understanding.Vocabulary;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Vocabulary;

public sealed class UserVocabularyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vocabulary").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_users_word_joins_the_shipped_ones()
    {
        var lexicon = Load("language: de\nfields:\n  orderNumber: [Schneckennummer]");

        lexicon.Match("Schneckennummer")[0].Concept.ShouldBe(Concept.OrderNumber);
        lexicon.Match("Menge")[0].Concept.ShouldBe(Concept.Quantity);
    }

    [Fact]
    public void A_users_word_takes_the_place_of_the_shipped_meaning()
    {
        var matches = Load("language: de\nfields:\n  itemCode: [Bestellnummer]").Match("Bestellnummer").Where(m => m.Language == "de").ToArray();

        matches[0].Concept.ShouldBe(Concept.ItemCode);
        matches.ShouldNotContain(m => m.Concept == Concept.OrderNumber && m.Strength == WordStrength.Strong);
    }

    [Fact]
    public void A_user_takes_a_word_out() =>
        Load("language: de\nremove: [Menge]").Match("Menge").ShouldNotContain(m => m.Language == "de" && m.Score > 0.97);

    [Fact]
    public void A_user_replaces_a_language_as_a_whole()
    {
        var lexicon = Load("language: de\nreplace: true\nfields:\n  quantity: [Zahl der Dinge]");

        lexicon.Match("Zahl der Dinge")[0].Concept.ShouldBe(Concept.Quantity);
        lexicon.Match("Stückzahl").ShouldNotContain(m => m.Language == "de" && m.Score > 0.97);
    }

    [Fact]
    public void A_user_brings_a_language_of_his_own()
    {
        var lexicon = Load("language: nl\ndecimalSeparator: \",\"\ndateOrder: DMY\nfields:\n  quantity: [Hoeveelheid]\nunits:\n  C62: [stuks]");

        lexicon.Match("HOEVEELHEID")[0].ShouldBe(new ConceptMatch(Concept.Quantity, "nl", WordStrength.Strong, 1));
        lexicon.Units("stuks")[0].Code.ShouldBe("C62");
        lexicon.Language("nl")!.DecimalSeparator.ShouldBe(',');
    }

    [Fact]
    public void A_broken_file_is_reported_and_the_others_count()
    {
        File.WriteAllText(Path.Combine(_folder, "a.yaml"), "language: de\nfields: [");
        File.WriteAllText(Path.Combine(_folder, "b.yaml"), "language: nl\nfields:\n  quantity: [Hoeveelheid]");

        var loaded = VocabularyLoader.Load(_folder);

        loaded.Findings.ShouldContain(f => f.Code == "vocabulary-unreadable");
        loaded.Findings.ShouldAllBe(f => f.Where!.StartsWith("a.yaml:", StringComparison.Ordinal));
        loaded.Lexicon.Match("Hoeveelheid").ShouldNotBeEmpty();
        loaded.Lexicon.Match("Menge").ShouldNotBeEmpty();
    }

    [Fact]
    public void No_folder_means_the_shipped_ones_alone() =>
        VocabularyLoader.Load(Path.Combine(_folder, "absent")).Findings.ShouldBeEmpty();

    private Lexicon Load(string yaml)
    {
        File.WriteAllText(Path.Combine(_folder, "mine.yaml"), yaml);
        var loaded = VocabularyLoader.Load(_folder);
        loaded.Findings.ShouldBeEmpty();
        return loaded.Lexicon;
    }
}
