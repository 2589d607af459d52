namespace IntegrationHub.Functions.Triggers;

/// <summary>A request to a trigger's path that the Functions host, set up as the hub's files say, would not make.</summary>
internal sealed class EnvelopeException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where it is of a trigger that hands bodies over as text.</summary>
    public bool IsText { get; init; }
}
