using System.Text.Json;
using IntegrationHub.Core.Connectors;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Sync;
using IntegrationHub.Core.Sync.Completeness;
using IntegrationHub.Core.Sync.Credentials;
using IntegrationHub.Core.Sync.Runs;
using IntegrationHub.Core.Sync.Schedules;

namespace IntegrationHub.Adapters.Store;

/// <summary>Rows of the sync runtime. Instants are ticks of 100 ns, UTC: a watermark must come back exactly.</summary>
internal sealed class SyncRows(StoreDatabase database, Func<DateTimeOffset> now) : ISyncRows
{
    private const string RunColumns =
        """
        id, account, kind, started_at, ended_at, state, fetched, unchanged, emitted, rejected, dropped, pending, calls, windows,
        fault_class, fault_code, message, message_zh, detail
        """;

    public SyncProgress? FindProgress(string account, string stream, string job)
    {
        using var query = database.Query(
            "select watermark, window_from, window_to, cursor_version, cursor, narrowed from sync_cursors where account = ?1 and stream = ?2 and job = ?3");
        if (!query.Bind(1, account).Bind(2, stream).Bind(3, job).Step())
        {
            return null;
        }

        return new SyncProgress
        {
            Watermark = At(query.Long(0)),
            Window = query.IsNull(1) ? null : new TimeWindow(At(query.Long(1)), At(query.Long(2))),
            Cursor = query.Text(4) is { } position ? new Cursor(query.Int(3), position) : null,
            Narrowed = query.IsNull(5) ? null : TimeSpan.FromTicks(query.Long(5)),
        };
    }

    public void SaveProgress(string account, string stream, string job, SyncProgress progress)
    {
        using var save = database.Query(
            Upsert.Into("sync_cursors", "account, stream, job", "account, stream, job, watermark, window_from, window_to, cursor_version, cursor, narrowed"));
        save.Bind(1, account).Bind(2, stream).Bind(3, job).Bind(4, progress.Watermark.UtcTicks)
            .Bind(5, progress.Window?.From.UtcTicks).Bind(6, progress.Window?.To.UtcTicks)
            .Bind(7, (long?)progress.Cursor?.Version).Bind(8, progress.Cursor?.Position).Bind(9, progress.Narrowed?.Ticks).Run();
    }

    public void SaveRun(SyncRun run)
    {
        // A fault ends a run as failed, and only then; in every other state the same columns hold what the run could not reach.
        var told = run.State == SyncRunState.Failed ? run.Fault : run.Shortfall;
        using var save = database.Query(
            Upsert.Into("sync_runs", "id", RunColumns));
        save.Bind(1, run.Id).Bind(2, run.Account).Bind(3, (long)run.Kind).Bind(4, run.StartedAt.UtcTicks).Bind(5, run.EndedAt?.UtcTicks)
            .Bind(6, (long)run.State).Bind(7, run.Counts.Fetched).Bind(8, run.Counts.Unchanged).Bind(9, run.Counts.Emitted)
            .Bind(10, run.Counts.Rejected).Bind(11, JsonSerializer.Serialize(run.Counts.Dropped, StoreJson.Default.IReadOnlyDictionaryStringInt64))
            .Bind(12, run.Counts.Pending).Bind(13, run.Calls).Bind(14, run.Windows).Bind(15, (long?)told?.Class).Bind(16, told?.Code)
            .Bind(17, told?.Message).Bind(18, told?.MessageZh).Bind(19, told?.Detail).Run();
    }

    public SyncRun? FindRun(Guid id)
    {
        using var query = database.Query($"select {RunColumns} from sync_runs where id = ?1");
        return query.Bind(1, id).Step() ? Run(query) : null;
    }

    public IReadOnlyList<SyncRun> Runs(string? account, int limit)
    {
        using var query = database.Query($"select {RunColumns} from sync_runs where ?1 is null or account = ?1 order by id desc limit ?2");
        query.Bind(1, account).Bind(2, (long)limit);
        var runs = new List<SyncRun>();
        while (query.Step())
        {
            runs.Add(Run(query));
        }

        return runs;
    }

    public int CloseInterrupted()
    {
        // Where other processes work on the same rows, a run goes on as long as somebody holds its lease.
        if (!database.IsShared)
        {
            database.Execute("delete from leases where name like 'sync:%'");
        }

        using var close = database.Query(
            """
            update sync_runs set state = ?1 where state = ?2
            and not exists (select 1 from leases where leases.name = 'sync:' || sync_runs.account and leases.until > ?3)
            """);
        return close.Bind(1, (long)SyncRunState.Interrupted).Bind(2, (long)SyncRunState.Running).Bind(3, now().ToUnixTimeMilliseconds()).RunCounted();
    }

    public StoredCredential? FindCredential(string account)
    {
        using var query = database.Query("select access, refresh, expires_at, seed, rotated_at from sync_credentials where account = ?1");
        if (!query.Bind(1, account).Step())
        {
            return null;
        }

        var credential = new Credential
        {
            AccessToken = query.Text(0)!,
            RefreshToken = query.Text(1),
            ExpiresAt = query.IsNull(2) ? null : At(query.Long(2)),
        };
        return new StoredCredential(credential, query.Bytes(3)!, At(query.Long(4)));
    }

    public void SaveCredential(string account, StoredCredential credential)
    {
        using var save = database.Query(
            Upsert.Into("sync_credentials", "account", "account, access, refresh, expires_at, seed, rotated_at"));
        save.Bind(1, account).Bind(2, credential.Credential.AccessToken).Bind(3, credential.Credential.RefreshToken)
            .Bind(4, credential.Credential.ExpiresAt?.UtcTicks).Bind(5, credential.Seed).Bind(6, credential.RotatedAt.UtcTicks).Run();
    }

    public IReadOnlyList<SyncSchedule> Schedules()
    {
        using var query = database.Query("select account, kind, cron, next_due, last_due, misfires from sync_schedules order by account, kind");
        var schedules = new List<SyncSchedule>();
        while (query.Step())
        {
            schedules.Add(new SyncSchedule(
                query.Text(0)!, (SyncKind)query.Int(1), query.Text(2)!, At(query.Long(3)), query.IsNull(4) ? null : At(query.Long(4)), query.Long(5)));
        }

        return schedules;
    }

    public void SaveSchedule(SyncSchedule schedule)
    {
        using var save = database.Query(
            Upsert.Into("sync_schedules", "account, kind", "account, kind, cron, next_due, last_due, misfires"));
        save.Bind(1, schedule.Account).Bind(2, (long)schedule.Kind).Bind(3, schedule.Cron).Bind(4, schedule.NextDue.UtcTicks)
            .Bind(5, schedule.LastDue?.UtcTicks).Bind(6, schedule.Misfires).Run();
    }

    public void RemoveSchedule(string account, SyncKind kind)
    {
        using var remove = database.Query("delete from sync_schedules where account = ?1 and kind = ?2");
        remove.Bind(1, account).Bind(2, (long)kind).Run();
    }

    public void SaveCertificate(HourCertificate certificate)
    {
        using var save = database.Query(
            Upsert.Into("sync_certificates", "account, stream, hour", "account, stream, hour, compared_at, expected, present, recovered, rejected, missing"));
        save.Bind(1, certificate.Account).Bind(2, certificate.Stream).Bind(3, certificate.Hour.UtcTicks).Bind(4, certificate.ComparedAt.UtcTicks)
            .Bind(5, certificate.Expected).Bind(6, certificate.Present).Bind(7, certificate.Recovered).Bind(8, certificate.Rejected)
            .Bind(9, JsonSerializer.Serialize(certificate.Missing, StoreJson.Default.IReadOnlyListString)).Run();
    }

    public IReadOnlyList<HourCertificate> Certificates(string account, DateTimeOffset from, DateTimeOffset to)
    {
        using var query = database.Query(
            """
            select stream, hour, compared_at, expected, present, recovered, rejected, missing from sync_certificates
            where account = ?1 and hour >= ?2 and hour < ?3 order by stream, hour
            """);
        query.Bind(1, account).Bind(2, from.UtcTicks).Bind(3, to.UtcTicks);
        var certificates = new List<HourCertificate>();
        while (query.Step())
        {
            certificates.Add(new HourCertificate
            {
                Account = account,
                Stream = query.Text(0)!,
                Hour = At(query.Long(1)),
                ComparedAt = At(query.Long(2)),
                Expected = query.Long(3),
                Present = query.Long(4),
                Recovered = query.Long(5),
                Rejected = query.Long(6),
                Missing = JsonSerializer.Deserialize(query.Text(7)!, StoreJson.Default.IReadOnlyListString)!,
            });
        }

        return certificates;
    }

    public bool NoteRejected(string account, string stream, ReadOnlySpan<byte> sha256)
    {
        using var note = database.Query("insert into sync_rejects (account, stream, sha256) values (?1, ?2, ?3) on conflict (account, stream, sha256) do nothing");
        return note.Bind(1, account).Bind(2, stream).Bind(3, sha256).RunCounted() == 1;
    }

    private static SyncRun Run(StoreStatement row) => new()
    {
        Id = row.Guid(0),
        Account = row.Text(1)!,
        Kind = (SyncKind)row.Int(2),
        StartedAt = At(row.Long(3)),
        EndedAt = row.IsNull(4) ? null : At(row.Long(4)),
        State = (SyncRunState)row.Int(5),
        Counts = new SyncCounts
        {
            Fetched = row.Long(6),
            Unchanged = row.Long(7),
            Emitted = row.Long(8),
            Rejected = row.Long(9),
            Dropped = JsonSerializer.Deserialize(row.Text(10)!, StoreJson.Default.IReadOnlyDictionaryStringInt64)!,
            Pending = row.Long(11),
        },
        Calls = row.Long(12),
        Windows = row.Long(13),
        Fault = (SyncRunState)row.Int(5) == SyncRunState.Failed ? Told(row) : null,
        Shortfall = (SyncRunState)row.Int(5) == SyncRunState.Failed ? null : Told(row),
    };

    private static RunFault? Told(StoreStatement row) => row.IsNull(14)
        ? null
        : new RunFault((FaultClass)row.Int(14), row.Text(15)!, row.Text(16)!, row.Text(17)!, row.Text(18));

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
