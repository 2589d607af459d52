using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Connectors;

/// <summary>A vault did not give a secret.</summary>
/// <param name="finding">Why, for people; nothing of any secret.</param>
/// <param name="passing">True where it may pass by itself.</param>
/// <param name="inner">What was met.</param>
public sealed class SecretUnavailableException(Finding finding, bool passing, Exception? inner = null) : Exception(finding.Message, inner)
{
    /// <summary>Why.</summary>
    public Finding Finding { get; } = finding;

    /// <summary>True where it may pass by itself.</summary>
    public bool IsPassing { get; } = passing;
}
