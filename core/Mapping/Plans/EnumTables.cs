using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Mapping.Converters;
using IntegrationHub.Core.Mapping.Language;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Plans;

/// <summary>The file's tables of values.</summary>
internal sealed class EnumTables(LintSink lints)
{
    /// <summary>Text in the source → value, by table.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, string>> Tables { get; } = new(StringComparer.Ordinal);

    /// <summary>Where each table stands.</summary>
    public Dictionary<string, YamlNode> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the section.</summary>
    public EnumTables Read(YamlMappingNode? section)
    {
        if (section is null)
        {
            return this;
        }

        foreach (var (key, value) in section.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            Nodes[name] = key;
            Tables[name] = Table(name, key, value);
        }

        return this;
    }

    private Dictionary<string, string> Table(string name, YamlNode key, YamlNode value)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value is not YamlMappingNode { Children.Count: > 0 } pairs)
        {
            lints.Raise(MappingLints.BadEnum, key, name, "it holds no pairs", "没有任何对应项");
            return table;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (from, to) in pairs.Children)
        {
            if (from is not YamlScalarNode { Value: { } text } || to is not YamlScalarNode { Value: { Length: > 0 } result })
            {
                lints.Raise(MappingLints.BadEnum, from, name, "a pair is text: value", "每项应为 文本: 值");
            }
            else if (!keys.Add(TextKey.Of(text)))
            {
                lints.Raise(MappingLints.BadEnum, from, name, $"“{text}” is listed twice", $"“{text}”重复");
            }
            else
            {
                table[text] = result;
            }
        }

        return table;
    }
}
