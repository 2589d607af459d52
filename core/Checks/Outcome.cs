namespace IntegrationHub.Core.Checks;

/// <summary>What became of an order or a document.</summary>
public enum Outcome
{
    /// <summary>Passed every check; flows on by itself.</summary>
    Accepted,

    /// <summary>Waits for a person, with findings that say why.</summary>
    Held,

    /// <summary>Refused; the sender is told.</summary>
    Rejected,

    /// <summary>The same as an order already known; linked to it, not processed twice.</summary>
    Duplicate,

    /// <summary>The input as a whole could not be read (documents only).</summary>
    Failed,
}
