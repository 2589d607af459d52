using YamlDotNet.Core;

namespace IntegrationHub.Core.Yaml;

/// <summary>Reads a YAML file that a person is editing: whatever is wrong with it is a <see cref="YamlException"/> with its place.</summary>
public static class YamlText
{
    /// <summary>The events of a text.</summary>
    public static IParser Parser(TextReader text) => new ShallowParser(text);
}
