using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks.Rules;

public sealed class RuleLayers
{
    [Fact]
    public void The_shipped_file_says_what_the_program_assumes_without_it()
    {
        var shipped = RuleFiles.Load(null);
        var assumed = new RuleBook();

        shipped.Lints.ShouldBeEmpty();
        (shipped.Book with { Attributes = assumed.Attributes, Severities = assumed.Severities, Complete = assumed.Complete, Routing = assumed.Routing })
            .ShouldBe(assumed);
        shipped.Book.Severities.ShouldBeEmpty();
        shipped.Book.Complete.ShouldBeEmpty();
        shipped.Book.Attributes.Keys.ShouldBe(["signedSample", "flameRetardant", "packaging", "plating", "colour", "material"], ignoreOrder: true);
    }

    [Fact]
    public void The_schema_for_editors_is_current() => GeneratedFile.ShouldBeCurrent("mappings/schema/rules.schema.json", RuleSchema.Write());

    [Fact]
    public void A_companys_files_replace_values_and_rules_of_one_name_and_go_first()
    {
        var book = RuleFiles.Read(
            [
                new("1.yaml", "rules: a\nconfidence: { acceptAt: 0.9 }\nseverities: { price-zero: hold, no-route: off }\nrouting: [{ name: x, when: { urgent: true }, route: p1 }, { name: y, route: p2 }]"),
                new("2.yaml", "rules: b\nseverities: { price-zero: info }\nrouting: [{ name: x, when: { urgent: false }, route: p3 }]\nduplicates: { window: 36h }"),
            ]).Book;

        book.AcceptAt.ShouldBe(0.9m);
        book.Severities["price-zero"].ShouldBe(Severity.Info);
        book.Severities["no-route"].ShouldBeNull();
        book.Routing.Select(r => r.Route).ShouldBe(["p3", "p2"]);
        book.Duplicates.Window.ShouldBe(TimeSpan.FromHours(36));
        book.Duplicates.Lines.ShouldBe(0.8m);
    }

    [Fact]
    public void A_file_with_an_error_is_left_out_as_a_whole_and_the_others_hold()
    {
        var reading = RuleFiles.Read([new("1.yaml", "rules: a\nconfidence: { acceptAt: 0.9 }"), new("2.yaml", "rules: b\nconfidence: { acceptAt: 0.1 }\nnonsense: 1")]);

        reading.HasErrors.ShouldBeTrue();
        reading.Book.AcceptAt.ShouldBe(0.9m);
    }

    [Fact]
    public void Files_of_a_folder_are_read_by_name()
    {
        var folder = Directory.CreateTempSubdirectory("rules").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "b.yaml"), "rules: b\nconfidence: { acceptAt: 0.7 }");
            File.WriteAllText(Path.Combine(folder, "a.yaml"), "rules: a\nconfidence: { acceptAt: 0.6 }");

            RuleFiles.Load(folder).Book.AcceptAt.ShouldBe(0.7m);
            RuleFiles.Load(Path.Combine(folder, "absent")).Book.AcceptAt.ShouldBe(0.85m);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
