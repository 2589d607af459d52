using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Findings;

/// <summary>Whoever meets a fault code in a run or a dead letter finds it explained.</summary>
public sealed partial class Fault_code_pages
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Name_every_code_that_the_sync_runtime_and_the_connectors_can_raise(string language)
    {
        var folder = Path.Combine(GeneratedFile.Root, "docs", "connectors");
        var common = File.ReadAllText(Path.Combine(folder, $"faults.{language}.md"));
        var codes = Codes("core/Sync").Concat(Codes("core/Connectors")).ToList();
        codes.Count.ShouldBeGreaterThan(15);
        codes.Where(code => !common.Contains($"`{code}`", StringComparison.Ordinal)).ShouldBeEmpty();

        foreach (var connector in new[] { "Taobao", "Jd" })
        {
            var page = File.ReadAllText(Path.Combine(folder, $"{connector.ToLowerInvariant()}.{language}.md")) + common;
            Codes("connectors/" + connector).Where(code => !page.Contains($"`{code}`", StringComparison.Ordinal)).ShouldBeEmpty(connector);
        }
    }

    private static IEnumerable<string> Codes(string folder) => Directory
        .EnumerateFiles(Path.Combine(GeneratedFile.Root, folder), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Raised().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["code"].Value)
        .Distinct();

    [GeneratedRegex("""(?:\bCode = |\bBug\(\s*|FaultClass\.\w+,\s*|\b(?:Config|RateLimited|Transient|RecordRejected|OutcomeUnknown|Bug), )"(?<code>[a-z][a-z-]+)"[,;\s]""")]
    private static partial Regex Raised();
}
