using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Completeness;
using IntegrationHub.Core.Sync.Runs;

namespace IntegrationHub.Functions.Sync;

/// <summary>An account as it stands.</summary>
internal sealed record AccountEntry
{
    public required string Name { get; init; }

    public string? Connector { get; init; }

    public string? Title { get; init; }

    public string? TitleZh { get; init; }

    public bool Enabled { get; init; }

    public string? Schedule { get; init; }

    public DateTimeOffset? NextDue { get; init; }

    public long Misfires { get; init; }

    public SyncRun? LastRun { get; init; }

    /// <summary>What is wrong with its file; empty for a sound one.</summary>
    public IReadOnlyList<AccountProblem> Problems { get; init; } = [];
}

/// <summary>One thing wrong with an account's file.</summary>
internal sealed record AccountProblem(string Path, string Message, string MessageZh);

/// <summary>Whether an account can be used.</summary>
internal sealed record AccountHealth(string Account, bool Healthy, RunFault? Fault);

/// <summary>What to sync.</summary>
internal sealed record SyncOrder(SyncKind Kind, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>The certificates of one business day.</summary>
/// <param name="Account">The account.</param>
/// <param name="Day">The day.</param>
/// <param name="Complete">True where every hour was compared and nothing is missing.</param>
/// <param name="Hours">What was compared.</param>
/// <param name="Uncompared">Hours that were not compared yet.</param>
internal sealed record CertificateAnswer(
    string Account, DateOnly Day, bool Complete, IReadOnlyList<HourCertificate> Hours, IReadOnlyList<DateTimeOffset> Uncompared);
