using IntegrationHub.Core.Checks.Rules;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks.Rules;

public sealed class RuleGuides
{
    [Theory]
    [InlineData("docs/guides/rules.zh-CN.md")]
    [InlineData("docs/guides/rules.en.md")]
    public void The_example_of_the_guide_is_a_rule_file_without_a_remark(string guide)
    {
        var text = File.ReadAllText(Path.Combine(GeneratedFile.Root, guide)).ReplaceLineEndings("\n");
        var start = text.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var yaml = text[start..text.IndexOf("```", start, StringComparison.Ordinal)];

        var reading = RuleFiles.Read([.. RuleFiles.Defaults, new RuleSource(guide, yaml)]);

        reading.Lints.ShouldBeEmpty();
        reading.Book.Complete.Count.ShouldBe(3);
        reading.Book.Routing.Count.ShouldBe(4);
        reading.Book.AcceptAt.ShouldBe(0.9m);
    }

    [Theory]
    [InlineData("docs/guides/rules.zh-CN.md")]
    [InlineData("docs/guides/rules.en.md")]
    public void The_guide_names_every_declared_code_that_it_mentions_rightly(string guide)
    {
        var codes = Core.Findings.FindingReference.Collect(typeof(RuleFiles).Assembly).Select(e => e.Code.Code).ToHashSet();
        var text = File.ReadAllText(Path.Combine(GeneratedFile.Root, guide));

        var mentioned = System.Text.RegularExpressions.Regex.Matches(text, "`((?:rules|reference)-[a-z-]+)`").Select(m => m.Groups[1].Value).ToList();

        mentioned.Count.ShouldBeGreaterThan(3);
        mentioned.ShouldBeSubsetOf(codes);
    }
}
