using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Mapping.Trying;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_a_mapping_is_selected : IDisposable
{
    private static readonly ExampleWorkbook Order = new ExampleWorkbook().Sheet("Bestellung 1", ["Titel"], ["Artikel", "Menge"], ["A", 1]);

    private readonly TemporaryFolder _shipped = new();
    private readonly TemporaryFolder _data = new();
    private readonly StillClock _clock = new();
    private readonly MappingCatalogue _catalogue;

    public When_a_mapping_is_selected() => _catalogue = new MappingCatalogue(_shipped.Path, _data.Path, MappingWords.BuiltIn, _clock);

    [Fact]
    public void A_fixture_put_beside_a_mapping_later_is_noticed()
    {
        _data.Write("m.yaml", "mapping: m\nversion: 1\ntarget: order/v1\nfields:\n  - {to: \"lines[].itemCode\", from: Item}\n  - {to: \"lines[].quantity\", from: Qty}\n"
            + "tests: [{name: t, fixture: later.xlsx, expect: {}}]\n");
        _catalogue.Find("m").ShouldBeNull();

        _data.Write("later.xlsx", "");
        _clock.Advance(TimeSpan.FromSeconds(2));

        _catalogue.Find("m").ShouldNotBeNull();
        _catalogue.Broken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{sender: a@dealer.example}", "a@dealer.example", true)]
    [InlineData("{sender: A@Dealer.Example}", "a@dealer.example", true)]
    [InlineData("{sender: dealer.example}", "x@dealer.example", true)]
    [InlineData("{sender: \"@dealer.example\"}", "x@dealer.example", true)]
    [InlineData("{sender: \"*@*.dealer.example\"}", "x@mail.dealer.example", true)]
    [InlineData("{sender: dealer.example}", "x@otherdealer.example", false)]
    [InlineData("{sender: dealer.example}", null, false)]
    [InlineData("{file: \"best*.xlsx\"}", null, true)]
    [InlineData("{file: \"*.csv\"}", null, false)]
    [InlineData("{headers: [Menge, artikel]}", null, true)]
    [InlineData("{headers: [Menge, Preis]}", null, false)]
    [InlineData("{headers: [Menge], sheet: \"Best*\"}", null, true)]
    [InlineData("{headers: [Menge], sheet: \"Order*\"}", null, false)]
    [InlineData("{headers: [Menge], channel: mail}", null, true)]
    [InlineData("{headers: [Menge], channel: ftp}", null, false)]
    public void All_stated_criteria_must_hold(string match, string? sender, bool chosen)
    {
        Ship("one", match);

        (Select(sender).Mapping?.Name == "one").ShouldBe(chosen);
    }

    [Fact]
    public void The_more_specific_match_wins()
    {
        Ship("domain", "{sender: dealer.example}");
        Ship("address", "{sender: a@dealer.example}");
        Ship("words", "{headers: [Menge]}");

        Select("a@dealer.example").Mapping!.Name.ShouldBe("address");
        Select("b@dealer.example").Mapping!.Name.ShouldBe("domain");
        Select(null).Mapping!.Name.ShouldBe("words");
    }

    [Fact]
    public void Two_that_fit_equally_well_are_a_finding_and_none_is_used()
    {
        Ship("one", "{headers: [Menge]}");
        Ship("two", "{headers: [Artikel]}");

        var selection = Select(null);

        selection.Mapping.ShouldBeNull();
        var finding = selection.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity).ShouldBe(("mapping-ambiguous", Severity.Hold));
        finding.Message.ShouldContain("one, two");
    }

    [Fact]
    public void The_data_folder_wins_over_the_shipped_mapping_of_the_same_name()
    {
        Ship("one", "{headers: [Menge]}");
        _data.Write("one.yaml", Yaml("one", "{headers: [Menge]}", version: 2));

        Select(null).Mapping!.Version.ShouldBe("2");
    }

    [Fact]
    public void A_mapping_without_match_is_only_used_by_name()
    {
        _shipped.Write("one.yaml", "mapping: one\nversion: 1\ntarget: order/v1\nfields:\n  - {to: \"lines[].itemCode\", from: A}\n");

        Select("a@b.example").Mapping.ShouldBeNull();
        new MappingSelector(_catalogue).SelectByName("one").Mapping.ShouldNotBeNull();
        new MappingSelector(_catalogue).SelectByName("two").Findings.ShouldHaveSingleItem().Code.ShouldBe("mapping-not-found");
    }

    [Fact]
    public void A_broken_file_is_named_to_the_documents_it_concerns_and_harms_no_other()
    {
        Ship("good", "{sender: good.example}");
        _data.Write("bad.yaml", Yaml("bad", "{sender: bad.example}", 1).Replace("itemCode", "itemKode"));
        _data.Write("worse.yaml", "mapping: [");

        var selection = Select("a@bad.example");
        selection.Mapping.ShouldBeNull();
        selection.Findings.Select(finding => (finding.Code, finding.Severity)).ShouldBe(
            [("mapping-broken", Severity.Warning), ("mapping-reach-unknown", Severity.Warning)], "the other may have been meant for it as well");
        selection.Findings[0].Where!.ShouldEndWith("bad.yaml:6:10");

        var other = Select("a@good.example");
        other.Mapping!.Name.ShouldBe("good");
        other.Findings.ShouldBeEmpty();
        _catalogue.Broken.Count.ShouldBe(2);
    }

    [Fact]
    public void A_file_of_which_nothing_can_be_read_is_named_to_every_document_that_no_mapping_fits()
    {
        Ship("good", "{sender: good.example}");
        _data.Write("closed.yaml", Yaml("closed", "{sender: dealer.example}", 1));
        _data.Write("byname.yaml", Yaml("byname", "{}", 1).Replace("itemCode", "itemKode"));
        using (new FileStream(Path.Combine(_data.Path, "closed.yaml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var finding = Select("a@dealer.example").Findings.ShouldHaveSingleItem();
            (finding.Code, finding.Severity).ShouldBe(("mapping-reach-unknown", Severity.Warning));
            finding.MessageZh.ShouldContain("closed");
            new MappingSelector(_catalogue).SelectJson(new MappingQuestion("taobao", null, "1")).Findings.ShouldHaveSingleItem().Code.ShouldBe("mapping-reach-unknown");
            Select("a@good.example").Findings.ShouldBeEmpty();
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        Select("a@dealer.example").Mapping!.Name.ShouldBe("closed");
    }

    [Fact]
    public void The_workbook_is_not_opened_where_the_sender_decides()
    {
        Ship("one", "{sender: dealer.example}");

        new MappingSelector(_catalogue).Select(new MappingQuestion("mail", "a@dealer.example", "x"), () => throw new InvalidOperationException("opened"))
            .Mapping!.Name.ShouldBe("one");
        new MappingSelector(_catalogue).Select(new MappingQuestion("mail", "a@else.example", "x"), () => throw new InvalidOperationException("opened"))
            .Mapping.ShouldBeNull();
    }

    [Fact]
    public void A_change_of_the_file_is_seen_a_second_later_and_unchanged_files_are_not_compiled_again()
    {
        Ship("one", "{headers: [Menge]}");
        Ship("two", "{headers: [Preis]}");
        var first = Select(null).Mapping!;
        var other = _catalogue.Find("two");

        _shipped.Write("one.yaml", Yaml("one", "{headers: [Menge]}", 22));
        _clock.Advance(TimeSpan.FromMilliseconds(900));
        Select(null).Mapping.ShouldBeSameAs(first);
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Select(null).Mapping!.Version.ShouldBe("22");
        _catalogue.Find("two").ShouldBeSameAs(other);
    }

    [Fact]
    public void A_json_mapping_is_chosen_by_channel()
    {
        _shipped.Write("shop.yaml", "mapping: shop\nversion: 1\ntarget: order/v1\nmatch: {channel: taobao}\njson: {}\nfields:\n  - {to: \"lines[].itemCode\", from: sku}\n");
        var selector = new MappingSelector(_catalogue);

        selector.SelectJson(new MappingQuestion("taobao", null, "1")).Mapping!.Name.ShouldBe("shop");
        selector.SelectJson(new MappingQuestion("jd", null, "1")).Mapping.ShouldBeNull();
        Select(null).Mapping.ShouldBeNull();
    }

    [Theory]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbd", false)]
    [InlineData("*", "", true)]
    [InlineData("?b", "AB", true)]
    [InlineData("a**b*", "axxbyy", true)]
    [InlineData("", "a", false)]
    public void Patterns_match_as_people_expect(string pattern, string text, bool matches) => Glob.Matches(pattern, text).ShouldBe(matches);

    [Fact]
    public void A_hostile_pattern_cannot_stall() =>
        Glob.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 5_000)).ShouldBeFalse();

    public void Dispose()
    {
        _shipped.Dispose();
        _data.Dispose();
    }

    private MappingSelection Select(string? sender) => new MappingSelector(_catalogue).Select(new MappingQuestion("mail", sender, "Bestellung 7.xlsx"), Order.Open);

    private void Ship(string name, string match) => _shipped.Write(name + ".yaml", Yaml(name, match, 1));

    private static string Yaml(string name, string match, int version) =>
        $"mapping: {name}\nversion: {version}\ntarget: order/v1\nmatch: {match}\nfields:\n  - {{to: \"lines[].itemCode\", from: Artikel}}\n";
}
