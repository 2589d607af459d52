using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary>Files below <c>infra/</c>.</summary>
internal static partial class InfraFile
{
    public static string Folder { get; } = Path.Combine(GeneratedFile.Root, "infra");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    /// <summary>The documents of a YAML file.</summary>
    public static IReadOnlyList<YamlMappingNode> Yaml(params string[] path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(path)));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    /// <summary>What lies at a path of keys, e.g. <c>services hub environment</c>.</summary>
    public static YamlNode At(this YamlNode node, params string[] keys) => keys.Aggregate(node, (at, key) => ((YamlMappingNode)at)[key]);

    public static bool Has(this YamlNode node, string key) => node is YamlMappingNode mapping && mapping.Children.ContainsKey(key);

    public static string Text(this YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<YamlNode> Items(this YamlNode node) => ((YamlSequenceNode)node).Children;

    public static Dictionary<string, string> Map(this YamlNode node) =>
        ((YamlMappingNode)node).Children.ToDictionary(pair => pair.Key.Text(), pair => pair.Value is YamlScalarNode scalar ? scalar.Value ?? "" : "");

    /// <summary>Instructions of a container file, continued lines joined.</summary>
    public static IReadOnlyList<(string Word, string Text)> Instructions(string name) =>
        [.. Continued().Replace(Comment().Replace(Read("container", name), ""), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1]))];

    /// <summary>Directives of the unit, in order; a name may come more than once.</summary>
    public static IReadOnlyList<(string Name, string Value)> Unit() =>
        [.. Read("systemd", "integration-hub.service").Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
            .Select(line => line.Split('=', 2)).Select(parts => (parts[0], parts[1]))];

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
