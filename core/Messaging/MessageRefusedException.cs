using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Messaging;

/// <summary>The bus will never take this message as it is; others pass.</summary>
public sealed class MessageRefusedException(Finding finding) : Exception(finding.Message)
{
    /// <summary>The reason for people, in two languages.</summary>
    public Finding Finding { get; } = finding;
}
