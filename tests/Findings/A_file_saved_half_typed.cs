using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Mapping;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Findings;

/// <summary>Whoever reads a file that a person edits says what is wrong with it, wherever it was cut, and lives.</summary>
public sealed class A_file_saved_half_typed
{
    private const string Breakers = "[]{}:,#\"'&*!|>%@`-?\n\t \\";

    private const string Rules = """
        rules: own
        complete:
          - name: parts
            when: { family: [a, b], itemPrefix: [M-, T-] }
            require: [remarks, "lines[].drawingRevision"]
            severity: warning
        routing:
          - { name: rest, route: second }
        """;

    private const string Mapping = """
        mapping: dealer
        version: 1
        target: order/v1
        match: { sender: "*@dealer.example", headers: [Artikel, Menge] }
        fields:
          - { to: "lines[].itemCode", from: [Artikel, Nr] }
          - to: lines[].quantity
            from: Menge
        """;

    [Theory]
    [InlineData("rules: own\ncomplete:\n  - name: a\n    require: [remarks, # of order, y]\n    severity: hold\n", 4)]
    [InlineData("rules: own\ncomplete:\n  - name: a\n    require: [remarks\n    severity: hold\n", 4)]
    public void Is_named_with_its_line_in_rules(string yaml, int line)
    {
        var lint = RuleFiles.Read([new RuleSource("own.yaml", yaml)]).Lints.ShouldHaveSingleItem();
        lint.Finding.Code.ShouldBe("rules-bad-yaml");
        lint.Place.ShouldStartWith($"own.yaml:{line}:");
        lint.Finding.MessageZh.ShouldContain("没有结束");
    }

    [Theory]
    [InlineData("mapping: dealer\nfields:\n  - to: orderNumber\n    from: [A, # b, c]\n    required: true\n", 4)]
    public void Is_named_with_its_line_in_a_mapping(string yaml, int line)
    {
        var lint = MappingCompiler.Compile(yaml, "dealer.yaml").Lints.ShouldHaveSingleItem();
        lint.Finding.Code.ShouldBe("bad-yaml");
        lint.Place.ShouldStartWith($"dealer.yaml:{line}:");
    }

    [Fact]
    public void Never_ends_its_reader()
    {
        var random = new Random(11);
        for (var i = 0; i < 1_000; i++)
        {
            var (rules, mapping) = (Broken(Rules, random), Broken(Mapping, random));
            Should.NotThrow(() => RuleFiles.Read([new RuleSource("own.yaml", rules)]), rules);
            Should.NotThrow(() => MappingCompiler.Compile(mapping, "dealer.yaml"), mapping);
        }
    }

    private static string Broken(string text, Random random)
    {
        var letters = text.ToCharArray();
        for (var hit = 0; hit < 3; hit++)
        {
            letters[random.Next(letters.Length)] = Breakers[random.Next(Breakers.Length)];
        }

        return new string(letters, 0, random.Next(letters.Length));
    }
}
