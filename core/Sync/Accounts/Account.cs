using IntegrationHub.Core.Connectors;

namespace IntegrationHub.Core.Sync.Accounts;

/// <summary>One account of an outside system, as its file describes it.</summary>
public sealed record Account
{
    /// <summary>Its name, which is the file's.</summary>
    public required string Name { get; init; }

    /// <summary>Its connector.</summary>
    public required ConnectorDescriptor Connector { get; init; }

    /// <summary>Its settings, of the connector's options type.</summary>
    public required object Options { get; init; }

    /// <summary>Where its token is; null where it needs none.</summary>
    public TokenSeed? Token { get; init; }

    /// <summary>False keeps it from being synced on schedule.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Cron expression of the sync (Quartz: seconds first); null syncs only when asked.</summary>
    public string? Schedule { get; init; } = "0 */5 * * * ?";

    /// <summary>Cron expression of the completeness sweep; null sweeps only when asked.</summary>
    public string? Sweep { get; init; } = "0 40 2 * * ?";

    /// <summary>Where the first sync begins; null is a day back.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Mapping that reads its records; null is the stream's own.</summary>
    public string? Mapping { get; init; }

    /// <summary>Records of a page; null is the stream's own.</summary>
    public int? PageSize { get; init; }
}

/// <summary>Where the first token of an account is.</summary>
/// <param name="Access">The token.</param>
/// <param name="Refresh">What renews it.</param>
/// <param name="ExpiresAt">When it ends, UTC; null where unknown.</param>
public sealed record TokenSeed(SecretRef Access, SecretRef? Refresh, DateTimeOffset? ExpiresAt);
