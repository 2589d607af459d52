using IntegrationHub.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IntegrationHub.Core.Mapping.Language;

/// <summary>Raises lints at places of a YAML document.</summary>
internal static class YamlLints
{
    public static void Raise(this LintSink lints, FindingCode code, YamlNode node, params ReadOnlySpan<object?> args) => lints.Raise(code, node.Start, args);

    public static void Raise(this LintSink lints, FindingCode code, Mark mark, params ReadOnlySpan<object?> args) => lints.Raise(code, mark.Line, mark.Column, args);
}
