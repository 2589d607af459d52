using IntegrationHub.Core.Checks.Rules;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Checks.Rules;

public sealed class RuleFileLints
{
    [Fact]
    public void Every_violation_is_named_at_once_with_its_place()
    {
        const string Yaml = """
            rules: own
            confidense: { acceptAt: 0.9 }
            confidence: { acceptAt: 1.5 }
            confidence: { acceptAt: 0.8 }
            duplicates: { window: 14 }
            severities: { stock-shortage: severe, no-such-code: hold }
            complete:
              - name: one
                require: [requestedDate, colour]
              - name: one
                require: lines[].attributes.unheardOf
              - require: []
            routing:
              - name: all
                route: plant-1
              - name: few
                when: { family: 注塑件, minQuantity: 9, maxQuantity: 1 }
                route: plant-2
            """;

        var reading = RuleFiles.Read([new RuleSource("own.yaml", Yaml)]);

        reading.HasErrors.ShouldBeTrue();
        reading.Lints.Select(l => $"{l.Line}:{l.Column} {l.Finding.Code}").ShouldBe(
            [
                "2:1 rules-unknown-field",
                "3:25 rules-bad-value",
                "4:1 rules-duplicate-field",
                "5:23 rules-bad-value",
                "6:31 rules-bad-value",
                "6:39 rules-unknown-finding",
                "9:30 rules-unknown-path",
                "10:11 rules-duplicate-rule",
                "12:5 rules-missing-required",
                "12:14 rules-bad-value",
                "16:5 rules-unreachable-rule",
                "17:11 rules-empty-range",
            ],
            ignoreOrder: true);
        reading.Lints.ShouldAllBe(l => l.Place.StartsWith("own.yaml:", StringComparison.Ordinal) && l.FixZh.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("just text")]
    [InlineData("rules: [1, 2")]
    [InlineData("rules: &a x\ncopy: *a")]
    [InlineData("rules: x\n--- \nrules: y")]
    [InlineData("rules: 'x\u0000'")]
    public void A_file_that_is_no_rule_file_is_a_lint_and_never_an_exception(string yaml)
    {
        var reading = RuleFiles.Read([new RuleSource("bad.yaml", yaml)]);

        reading.HasErrors.ShouldBeTrue();
        reading.Book.AcceptAt.ShouldBe(0.85m);
    }

    [Fact]
    public void A_file_nested_beyond_reason_is_a_lint() =>
        RuleFiles.Read([new RuleSource("deep.yaml", "rules: " + new string('[', 5000) + new string(']', 5000))]).HasErrors.ShouldBeTrue();

    [Fact]
    public void An_attribute_without_words_is_a_warning_only()
    {
        var reading = RuleFiles.Read([new RuleSource("own.yaml", "rules: own\ncomplete: [{ name: a, require: 'lines[].attributes.硬度' }]")]);

        reading.HasErrors.ShouldBeFalse();
        reading.Lints.Single().Finding.Code.ShouldBe("rules-undeclared-attribute");
        reading.Book.Complete.Single().Require.ShouldBe(["lines[].attributes.硬度"]);
    }
}
