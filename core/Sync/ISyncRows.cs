using IntegrationHub.Core.Sync.Completeness;
using IntegrationHub.Core.Sync.Credentials;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Core.Sync.Schedules;

namespace IntegrationHub.Core.Sync;

/// <summary>What the sync runtime keeps, as rows of one transaction of the hub's own store. Not thread-safe; not to be kept.</summary>
public interface ISyncRows
{
    /// <summary>How far a stream is; null before its first run.</summary>
    /// <param name="account">Account.</param>
    /// <param name="stream">Stream.</param>
    /// <param name="job">Empty for the running sync, else the name of a backfill.</param>
    SyncProgress? FindProgress(string account, string stream, string job);

    /// <summary>Records how far a stream is; in the same transaction as the documents that it covers.</summary>
    void SaveProgress(string account, string stream, string job, SyncProgress progress);

    /// <summary>Adds a run or puts its newer state in its place.</summary>
    void SaveRun(SyncRun run);

    /// <summary>The run; null when unknown.</summary>
    SyncRun? FindRun(Guid id);

    /// <summary>Runs, newest first.</summary>
    IReadOnlyList<SyncRun> Runs(string? account, int limit);

    /// <summary>
    /// Ends the runs that a killed process left, and gives their leases back. Only to be called by the one process that holds the store,
    /// before it starts any run.
    /// </summary>
    /// <returns>How many runs were left.</returns>
    int CloseInterrupted();

    /// <summary>The rotated token of an account; null where none was rotated yet.</summary>
    StoredCredential? FindCredential(string account);

    /// <summary>Puts the token in the place of the one before.</summary>
    void SaveCredential(string account, StoredCredential credential);

    /// <summary>When each account is due.</summary>
    IReadOnlyList<SyncSchedule> Schedules();

    /// <summary>Adds a schedule or puts it in the place of the one before.</summary>
    void SaveSchedule(SyncSchedule schedule);

    /// <summary>Takes a schedule away.</summary>
    void RemoveSchedule(string account, SyncKind kind);

    /// <summary>Puts an hour's certificate in the place of the one before.</summary>
    void SaveCertificate(HourCertificate certificate);

    /// <summary>Certificates of the hours in the span, by stream and hour.</summary>
    IReadOnlyList<HourCertificate> Certificates(string account, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Remembers a record that was parked; false where it was remembered before.</summary>
    bool NoteRejected(string account, string stream, ReadOnlySpan<byte> sha256);
}
