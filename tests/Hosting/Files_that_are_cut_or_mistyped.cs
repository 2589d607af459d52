using System.Text;
using IntegrationHub.Core.Checks.Rules;
using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Understanding.Vocabulary;
using IntegrationHub.Functions.Composition;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Hosting;

public sealed class Files_that_are_cut_or_mistyped
{
    private static readonly string[] Slips =
    [
        "[", "]", "{", "}", ":", ": ", "#", " #", "- ", "? ", "&a ", "*a", "!", "!!int ", "|\n", ">\n", "'", "\"", "\\", "%", "@", "`", "\t", "\n", "\r", "\0", "\uFEFF", "---\n", "...\n", "<<: ", ",", "~", "1e999", "-", "\"\\uD83D\"", "\"\\uFFFE\"",
    ];

    [Theory]
    [InlineData("rules/default.yaml")]
    [InlineData("example-dealer.yaml")]
    [InlineData("vocabulary/de.yaml")]
    public void End_in_findings_wherever_it_happened(string file)
    {
        var text = File.ReadAllText(Path.Combine(MappingFolders.Shipped, file));
        var start = Math.Max(0, text.Length - 2_000);
        text = text[..Math.Min(text.Length, 2_000)] + (start > 2_000 ? text[start..] : "");
        var random = new Random(20261122);
        for (var i = 0; i < 1_500; i++)
        {
            var broken = new StringBuilder(text);
            for (var slips = random.Next(3); slips >= 0; slips--)
            {
                broken.Insert(random.Next(broken.Length + 1), Slips[random.Next(Slips.Length)]);
            }

            if (random.Next(2) == 0)
            {
                broken.Length = random.Next(broken.Length + 1);
            }

            Should.NotThrow(() => Read(file, broken.ToString()), broken.ToString());
        }
    }

    [Theory]
    [InlineData("rules/default.yaml", "rules: own\nconfidence: ")]
    [InlineData("example-dealer.yaml", "mapping: own\nversion: 1\nfields: ")]
    [InlineData("vocabulary/de.yaml", "language: de\nfields: ")]
    public void Nested_without_end_are_refused_at_once(string file, string start)
    {
        foreach (var more in new[] { "[", "{a: ", "- " })
        {
            Read(file, start + new StringBuilder().Insert(0, more, 100_000)).ShouldBeGreaterThan(0);
        }
    }

    private static int Read(string file, string text) => file switch
    {
        "rules/default.yaml" => RuleFiles.Read([new RuleSource("own.yaml", text)]).Lints.Count,
        "vocabulary/de.yaml" => VocabularyLoader.Lint(text, "own.yaml").Count,
        _ => MappingCompiler.Compile(text, "own.yaml").Lints.Count,
    };
}
