using System.Reflection;
using IntegrationHub.Core.Findings;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Findings;

public sealed class FindingReferencePages
{
    internal static readonly IReadOnlyList<FindingReference.Entry> Entries = FindingReference.Collect(ProductAssemblies());

    [Fact]
    public void Every_finding_code_is_declared_once_in_kebab_case_and_in_both_languages() =>
        FindingReference.Problems(Entries).ShouldBeEmpty();

    [Fact]
    public void The_finding_pages_are_current()
    {
        GeneratedFile.ShouldBeCurrent("docs/findings.zh-CN.md", FindingReference.Chinese(Entries));
        GeneratedFile.ShouldBeCurrent("docs/findings.en.md", FindingReference.English(Entries));
    }

    [Fact]
    public void A_finding_code_declared_badly_is_named()
    {
        var good = new FindingCode("a-b", Severity.Info, "en", "中文", "fix", "处理");
        FindingReference.Entry[] entries =
        [
            new(good, "A.One"), new(good with { }, "A.Two"), new(good with { Code = "Not_Kebab" }, "A.Three"),
            new(good with { Code = "c", Zh = "" }, "A.Four"), new(good with { Code = "d", Zh = "English" }, "A.Five"),
            new(good with { Code = "e", FixZh = "do" }, "A.Six"), new(good with { Code = "f", En = "订单" }, "A.Seven"),
        ];

        var problems = FindingReference.Problems(entries);

        problems.ShouldContain("a-b is declared twice: A.One, A.Two");
        problems.ShouldContain("A.Three: \"Not_Kebab\" is not kebab-case");
        problems.ShouldContain("A.Four: Zh is empty");
        problems.ShouldContain("A.Five: Zh holds no Chinese");
        problems.ShouldContain("A.Six: FixZh holds no Chinese");
        problems.ShouldContain("A.Seven: En holds Chinese");
    }

    /// <summary>The product's own assemblies, whichever of them the tests refer to.</summary>
    private static IEnumerable<Assembly> ProductAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("IntegrationHub.", StringComparison.Ordinal) || name == "hub.dll") && !name.Contains("Tests", StringComparison.Ordinal)
                && !name.Contains("Sandbox", StringComparison.Ordinal))
            .Select(path => Assembly.Load(AssemblyName.GetAssemblyName(path)));
}
