using System.ComponentModel.DataAnnotations;
using IntegrationHub.Connectors;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Sync.Accounts;
using IntegrationHub.Functions.Sync;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Tests.Contract;

/// <summary>Checks 1 to 3 and the catalogue: what a connector says of itself.</summary>
public sealed class Declarations
{
    private const int MostFiles = 5;
    private const int MostLines = 400;
    private static readonly IReadOnlySet<Type> Kinds = new HashSet<Type>
    {
        typeof(string), typeof(bool), typeof(int), typeof(decimal), typeof(TimeSpan), typeof(Uri), typeof(SecretRef), typeof(IReadOnlyList<string>),
    };

    public static TheoryData<string> Connectors => Connected.All;

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C01_The_descriptor_is_complete(string id) => Waivers.CheckAsync(id, 1, () =>
    {
        var it = ConnectorCatalogue.Find(id)!;
        it.TitleZh.Any(c => c is >= '\u4e00' and <= '\u9fff' || char.IsAsciiLetterUpper(c)).ShouldBeTrue("a Chinese title");
        it.TitleEn.ShouldNotBeNullOrWhiteSpace();
        foreach (var stream in it.Streams)
        {
            stream.DescriptionZh.Any(c => c is >= '\u4e00' and <= '\u9fff').ShouldBeTrue("a Chinese description");
            stream.DescriptionEn.ShouldNotBeNullOrWhiteSpace();
            stream.PageSize.ShouldBeInRange(1, stream.MaxPageSize);
            if (stream.Windows is { } rule)
            {
                rule.Overlap.ShouldBeLessThan(rule.Longest, "windows must get on");
                rule.Shortest.ShouldBeLessThanOrEqualTo(rule.Longest);
                rule.History.ShouldBeGreaterThan(rule.Longest);
            }
        }

        it.RateBudget.Calls.ShouldBePositive();
        it.RateBudget.Per.ShouldBeGreaterThan(TimeSpan.Zero);
        it.Faults.Rules.ShouldAllBe(r => r.En.Length > 10 && r.Zh.Any(c => c >= '\u4e00' && c <= '\u9fff') && r.Code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        var type = ConnectorCatalogue.Types.Single(t => t.GetProperty("Descriptor")!.GetValue(null)!.Equals(it));
        it.Capabilities.HasFlag(ConnectorCapabilities.Poll).ShouldBe(type.IsAssignableTo(typeof(IPoller)));
        it.Capabilities.HasFlag(ConnectorCapabilities.Push).ShouldBe(type.IsAssignableTo(typeof(IPusher)));
        it.Capabilities.HasFlag(ConnectorCapabilities.Submit).ShouldBe(type.IsAssignableTo(typeof(ISubmitter)));
        it.Capabilities.HasFlag(ConnectorCapabilities.ListKeys).ShouldBe(type.IsAssignableTo(typeof(IKeyLister)));
        return Task.CompletedTask;
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C02_Options_are_sealed_valid_by_default_and_hold_no_secret(string id) => Waivers.CheckAsync(id, 2, () =>
    {
        var type = ConnectorCatalogue.Find(id)!.OptionsType;
        type.IsSealed.ShouldBeTrue();
        var defaults = Activator.CreateInstance(type)!;
        foreach (var setting in OptionsBinder.Settings(type))
        {
            setting.Text.ShouldNotBeNull($"{setting.Name} is described");
            var kind = Nullable.GetUnderlyingType(setting.Property.PropertyType) ?? setting.Property.PropertyType;
            (Kinds.Contains(kind) || kind.IsEnum).ShouldBeTrue($"{setting.Name} is of a kind that a file can hold");
            if (new[] { "password", "secret", "token", "bearer" }.Any(word => setting.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase)))
            {
                kind.ShouldBe(typeof(SecretRef), $"{setting.Name} is a reference");
            }

            var rules = setting.Property.GetCustomAttributes(true).OfType<ValidationAttribute>().Where(rule => rule is not RequiredAttribute);
            rules.ShouldAllBe(rule => rule.IsValid(setting.Property.GetValue(defaults)), $"{setting.Name} is valid by default");
        }

        return Task.CompletedTask;
    });

    [Theory]
    [MemberData(nameof(Connectors))]
    public Task C03_Wrong_options_are_named_with_their_place(string id) => Waivers.CheckAsync(id, 3, () =>
    {
        using var reader = new StreamReader(Path.Combine(Connected.Fixtures(id), "accounts.invalid.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var samples = ((YamlSequenceNode)yaml.Documents[0].RootNode).Children;
        samples.Count.ShouldBeGreaterThan(1);
        foreach (var sample in samples)
        {
            using var folder = new TempFolder();
            File.WriteAllText(Path.Combine(folder.Path, "shop.yaml"), $"{sample["file"]}");
            var book = AccountBook.Load(folder.Path, ConnectorCatalogue.Find, [id], new CronTimes(TimeZoneInfo.Utc).Problem);
            book.Accounts.ShouldBeEmpty();
            foreach (var expected in (YamlSequenceNode)sample["violations"])
            {
                var text = $"{expected}";
                book.Violations.ShouldContain(v => $"{v.Path}: {v.En}".Contains(text, StringComparison.Ordinal) && v.Zh.Any(c => c >= '\u4e00'), $"{text}\n in \n{string.Join('\n', book.Violations)}");
            }

            book.Violations.Count.ShouldBe(((YamlSequenceNode)sample["violations"]).Children.Count, string.Join('\n', book.Violations));
        }

        return Task.CompletedTask;
    });

    [Fact]
    public void Folder_type_mapping_fixtures_and_double_stand_for_each_other()
    {
        var root = Path.Combine(GeneratedFile.Root, "connectors");
        var folders = Directory.EnumerateDirectories(root).Select(f => Path.GetFileName(f)).Where(f => f is not ("Protocols" or "bin" or "obj")).Select(Kebab).Order();
        var ids = ConnectorCatalogue.All.Select(c => c.Id).ToList();
        folders.ShouldBe(ids);
        Connected.Doubles.Select(d => d.Connector).Where(ids.Contains).Order().ShouldBe(ids);
        Directory.EnumerateDirectories(Path.Combine(GeneratedFile.Root, "tests", "Contract", "Fixtures")).Select(f => Path.GetFileName(f)).Order().ShouldBe(ids);
        foreach (var connector in ConnectorCatalogue.All)
        {
            connector.Streams.ShouldAllBe(s => File.Exists(Path.Combine(GeneratedFile.Root, "mappings", s.Mapping + ".yaml")));
            var files = Directory.GetFiles(Path.Combine(root, Pascal(connector.Id)), "*.cs", SearchOption.AllDirectories);
            files.Length.ShouldBeLessThanOrEqualTo(MostFiles, connector.Id);
            files.Sum(f => File.ReadLines(f).Count()).ShouldBeLessThanOrEqualTo(MostLines, connector.Id);
        }
    }

    [Fact]
    public void Waivers_name_connectors_and_checks_that_exist() =>
        Waivers.Named.ShouldAllBe(w => ConnectorCatalogue.Find(w.Connector) != null && w.Check >= 1 && w.Check <= 22);

    [Fact]
    public void The_suite_stays_small_enough_to_be_read() =>
        Directory.GetFiles(Path.Combine(GeneratedFile.Root, "tests", "Contract"), "*.cs").Sum(f => File.ReadLines(f).Count()).ShouldBeLessThanOrEqualTo(1500);

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Pascal(string id) => string.Concat(id.Split('-').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
