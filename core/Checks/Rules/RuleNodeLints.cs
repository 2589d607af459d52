using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Checks.Rules;

/// <summary>Raises lints at places of a rule file.</summary>
internal static class RuleNodeLints
{
    public static void Raise(this LintSink lints, FindingCode code, RuleNode node, params ReadOnlySpan<object?> args) =>
        lints.Raise(code, node.Line, node.Column, args);
}
