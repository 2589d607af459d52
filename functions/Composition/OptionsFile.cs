using IntegrationHub.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Functions.Composition;

/// <summary>One value of <c>hub.yaml</c> with its place.</summary>
internal sealed record OptionsSetting(string Path, string Value, long Line, long Column);

/// <summary>Flattens <c>hub.yaml</c> into dotted paths.</summary>
internal static class OptionsFile
{
    public static IReadOnlyList<OptionsSetting> Read(string path, List<OptionsViolation> violations)
    {
        var settings = new List<OptionsSetting>();
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(YamlText.Parser(reader));
            if (yaml.Documents.Count > 0)
            {
                Flatten(yaml.Documents[0].RootNode, "", settings, violations);
            }
        }
        catch (YamlException broken)
        {
            violations.Add(new OptionsViolation($"hub.yaml:{broken.Start.Line}:{broken.Start.Column}", $"not YAML: {broken.Message}", $"不是有效的 YAML:{broken.Message}"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            violations.Add(new OptionsViolation(path, $"cannot be read: {unreadable.Message}", $"无法读取:{unreadable.Message}"));
        }

        return settings;
    }

    private static void Flatten(YamlNode node, string path, List<OptionsSetting> settings, List<OptionsViolation> violations)
    {
        switch (node)
        {
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    Flatten(value, path.Length == 0 ? $"{key}" : $"{path}.{key}", settings, violations);
                }

                break;
            case YamlScalarNode { Value: { Length: > 0 } text }:
                settings.Add(new OptionsSetting(path, text, node.Start.Line, node.Start.Column));
                break;
            case YamlScalarNode:
                break;
            default:
                violations.Add(new OptionsViolation($"hub.yaml:{node.Start.Line}:{node.Start.Column} {path}", "a list does not belong here", "此处不应是列表"));
                break;
        }
    }
}
