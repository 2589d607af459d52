using IntegrationHub.Core.Findings;
using System.Globalization;
using IntegrationHub.Core.Orders.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Language;

/// <summary>Holds YAML against the declaration, so that whoever binds it afterwards meets only what is declared.</summary>
internal sealed class DeclarationCheck(LintSink lints)
{
    /// <summary>The object's values by key; whatever does not fit is remarked on and left out.</summary>
    public YamlObject Object(YamlNode node, DeclaredKey declared)
    {
        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode mapping)
        {
            lints.Raise(MappingLints.BadValue, node, declared.Name, Describe(node), new Said("an object", "键值对"));
            return new YamlObject(node.Start, values);
        }

        foreach (var (keyNode, value) in mapping.Children)
        {
            var name = (keyNode as YamlScalarNode)?.Value ?? "";
            var key = declared.Keys.FirstOrDefault(k => k.Name == name);
            if (key is null)
            {
                var near = Nearness.Nearest(name, declared.Keys.Select(k => k.Name));
                lints.Raise(MappingLints.UnknownField, keyNode, name, near is null ? "" : $" ({near}?)");
                continue;
            }

            if (key.DeprecatedFor is { } successor)
            {
                lints.Raise(MappingLints.Deprecated, keyNode, name, successor);
                name = successor;
            }

            if (Fits(value, key) && !values.TryAdd(name, value))
            {
                lints.Raise(MappingLints.DuplicateField, keyNode, name);
            }
        }

        foreach (var key in declared.Keys)
        {
            if (key.Required && !mapping.Children.Keys.Any(k => IsNamed(k, key, declared)))
            {
                lints.Raise(MappingLints.MissingRequired, node.Start, key.Name);
            }
        }

        return new YamlObject(node.Start, values);
    }

    private static bool IsNamed(YamlNode node, DeclaredKey key, DeclaredKey parent) =>
        node is YamlScalarNode { Value: { } name }
        && (name == key.Name || parent.Keys.Any(k => k.Name == name && k.DeprecatedFor == key.Name));

    private bool Fits(YamlNode node, DeclaredKey key)
    {
        var fits = key.Kind switch
        {
            DeclaredKind.Text => IsText(node),
            DeclaredKind.Number => IsText(node) && int.TryParse(Value(node), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
            DeclaredKind.Flag => Value(node) is "true" or "false",
            DeclaredKind.Word => key.Words.Contains(Value(node)),
            DeclaredKind.Texts => IsText(node) || (node is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(IsText)),
            DeclaredKind.Object => node is YamlMappingNode,
            DeclaredKind.Objects => node is YamlSequenceNode { Children.Count: > 0 },
            DeclaredKind.Maps => node is YamlMappingNode,
            _ => true,
        };
        if (!fits)
        {
            lints.Raise(MappingLints.BadValue, node, key.Name, Describe(node), Expected(key));
        }

        return fits;
    }

    private static bool IsText(YamlNode node) => node is YamlScalarNode scalar && !IsNull(scalar) && !string.IsNullOrWhiteSpace(scalar.Value);

    private static string Value(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    /// <summary>True where a plain scalar is YAML's null.</summary>
    public static bool IsNull(YamlScalarNode node) =>
        node.Style == ScalarStyle.Plain && node.Value is null or "" or "~" or "null";

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "null",
        YamlSequenceNode => "[…]",
        _ => "{…}",
    };

    private static object Expected(DeclaredKey key) => key.Kind switch
    {
        DeclaredKind.Word => string.Join(" | ", key.Words),
        DeclaredKind.Flag => "true | false",
        DeclaredKind.Number => "1, 2, 3 …",
        DeclaredKind.Texts => new Said("a text or a list of texts", "文本或文本列表"),
        DeclaredKind.Objects => new Said("a list of objects", "列表"),
        DeclaredKind.Object or DeclaredKind.Maps => new Said("an object", "键值对"),
        _ => new Said("a text", "文本"),
    };
}

/// <summary>An object of the file after the check: only declared keys, each of its declared kind.</summary>
internal sealed record YamlObject(Mark Mark, IReadOnlyDictionary<string, YamlNode> Values)
{
    public YamlNode? Node(string key) => Values.GetValueOrDefault(key);

    public string? Text(string key) => (Values.GetValueOrDefault(key) as YamlScalarNode)?.Value;

    public bool Flag(string key) => Text(key) == "true";

    public int? Number(string key) => Text(key) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The scalars of a text or list of texts.</summary>
    public IReadOnlyList<YamlScalarNode> Scalars(string key) => Values.GetValueOrDefault(key) switch
    {
        YamlScalarNode scalar => [scalar],
        YamlSequenceNode list => [.. list.Children.OfType<YamlScalarNode>()],
        _ => [],
    };

    public IReadOnlyList<string> Texts(string key) => [.. Scalars(key).Select(s => s.Value!)];
}
