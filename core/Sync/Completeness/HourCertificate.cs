namespace IntegrationHub.Core.Sync.Completeness;

/// <summary>What a comparison of the platform with the hub gave for one hour.</summary>
public sealed record HourCertificate
{
    /// <summary>Most keys that are named in <see cref="Missing"/>.</summary>
    public const int MostNamed = 100;

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The stream.</summary>
    public required string Stream { get; init; }

    /// <summary>Start of the hour, UTC.</summary>
    public required DateTimeOffset Hour { get; init; }

    /// <summary>When it was compared, UTC.</summary>
    public required DateTimeOffset ComparedAt { get; init; }

    /// <summary>Records that the platform has in the hour.</summary>
    public required long Expected { get; init; }

    /// <summary>Of those, in the hub.</summary>
    public required long Present { get; init; }

    /// <summary>Fetched by this comparison because they were missing.</summary>
    public long Recovered { get; init; }

    /// <summary>Refused because they cannot be read; each is a dead letter.</summary>
    public long Rejected { get; init; }

    /// <summary>Keys that are still missing.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>True where nothing is missing.</summary>
    public bool Complete => Expected == Present;

    /// <summary>The full hour that a moment lies in, UTC.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);
}
