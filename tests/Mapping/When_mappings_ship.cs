using IntegrationHub.Core.Mapping;
using IntegrationHub.Core.Mapping.Catalogue;
using IntegrationHub.Core.Mapping.Language;
using IntegrationHub.Core.Mapping.Plans;
using IntegrationHub.Core.Mapping.Trying;
using IntegrationHub.Core.Orders.Schema;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Mapping;

public sealed class When_mappings_ship
{
    public static TheoryData<string> Files => [.. MappingFiles.In(Path.Combine(GeneratedFile.Root, "mappings")).Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_lints_clean_and_its_tests_hold(string file)
    {
        var path = Path.Combine(GeneratedFile.Root, "mappings", file);
        var compilation = MappingCompiler.Compile(File.ReadAllText(path), path);

        compilation.Lints.Select(l => $"{l.Place} {l.Finding.Message}").ShouldBeEmpty();
        compilation.Mapping!.TestCount.ShouldBeGreaterThan(0);
        new MappingTests(new NoOpener(), MappingSamples.Context.Today).Run(compilation.Mapping, default)
            .SelectMany(r => r.Failures.Select(f => $"{r.Name}: {f.En}")).ShouldBeEmpty();
    }

    [Fact]
    public void The_schema_for_editors_is_the_generated_one() =>
        GeneratedFile.ShouldBeCurrent("mappings/schema/" + MappingSchema.FileName, MappingSchema.Generate());

    [Theory]
    [InlineData("docs/guides/mappings.zh-CN.md", true)]
    [InlineData("docs/guides/mappings.en.md", false)]
    public void The_guides_hold_the_generated_reference(string path, bool chinese)
    {
        var guide = File.ReadAllText(Path.Combine(GeneratedFile.Root, path));

        guide.ShouldContain(MappingReference.Begin);
        GeneratedFile.ShouldBeCurrent(path, MappingReference.Renew(guide, chinese));
    }

    [Fact]
    public void Every_member_of_order_v1_that_is_not_the_hubs_own_is_a_target()
    {
        var expected = Paths(OrderV1.Order, "").Where(p => !p.EndsWith("attributes", StringComparison.Ordinal)).Append("shipTo").Order();

        Targets.All.Select(t => t.Path).Order().ShouldBe(expected);
    }

    private static IEnumerable<string> Paths(OrderShape shape, string prefix) => shape.Members.Where(m => !m.OfTheHub).SelectMany(m => m.Kind switch
    {
        OrderMemberKind.Object => Paths(m.Shape!, prefix + m.Name + "."),
        OrderMemberKind.ObjectList => Paths(m.Shape!, prefix + m.Name + "[]."),
        _ => [prefix + m.Name],
    });
}
