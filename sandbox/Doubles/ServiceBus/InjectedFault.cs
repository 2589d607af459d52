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

    /// <summary>The answer's status; null to do the work and then cut the connection, so that nobody learns of it, unless it is only to be slow.</summary>
    public int? Status { get; init; }

    /// <summary>How long the answer takes beyond the work, in real time: the work is done at once. With no <see cref="Status"/> it is the answer as it should be.</summary>
    public TimeSpan? Slow { get; init; }

    /// <summary>The pause to be asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
