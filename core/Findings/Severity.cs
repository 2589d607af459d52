namespace IntegrationHub.Core.Findings;

/// <summary>What a finding does to the thing it was found on, mildest first.</summary>
public enum Severity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Info,

    /// <summary>Something in the source is odd; the order goes on.</summary>
    Warning,

    /// <summary>The order waits for a person.</summary>
    Hold,

    /// <summary>The order is refused and the sender is told.</summary>
    Reject,

    /// <summary>The input as a whole could not be read.</summary>
    Error,
}
