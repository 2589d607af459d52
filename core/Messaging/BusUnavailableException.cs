using IntegrationHub.Core.Findings;

namespace IntegrationHub.Core.Messaging;

/// <summary>The bus cannot do what it was asked now: busy, out of reach, or wrongly configured. Nothing was lost; the same may be asked again.</summary>
public sealed class BusUnavailableException(Finding finding, TimeSpan retryAfter, Exception? inner = null) : Exception(finding.Message, inner)
{
    /// <summary>The reason for people, in two languages.</summary>
    public Finding Finding { get; } = finding;

    /// <summary>How long to wait before asking again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;

    /// <summary>The one queue, topic or subscription that cannot be used while the others can; null where it is the whole bus.</summary>
    public string? Entity { get; init; }
}
