namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>Trouble to be made for the next requests that match.</summary>
internal sealed record InjectedFault
{
    /// <summary>How many requests.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Only requests with this method.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path ends so.</summary>
    public string? PathEnds { get; init; }

    /// <summary>The answer's status; null to do the work and then cut the connection, so that nobody learns of it.</summary>
    public int? Status { get; init; }

    /// <summary>The pause to be asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
