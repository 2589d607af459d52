namespace IntegrationHub.Functions.Composition;

/// <summary>One thing wrong with the configuration.</summary>
/// <param name="Path">The setting, e.g. <c>hub.yaml:3:7 port</c> or <c>HUB_PORT</c>.</param>
/// <param name="En">What is wrong and what is allowed.</param>
/// <param name="Zh">The same in Chinese.</param>
internal sealed record OptionsViolation(string Path, string En, string Zh);

/// <summary>The configuration cannot be used; all that is wrong with it at once.</summary>
internal sealed class InvalidOptionsException(IReadOnlyList<OptionsViolation> violations)
    : Exception(string.Join("; ", violations.Select(v => $"{v.Path}: {v.En}")))
{
    public IReadOnlyList<OptionsViolation> Violations { get; } = violations;
}
