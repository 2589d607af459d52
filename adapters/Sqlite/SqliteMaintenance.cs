using System.Globalization;
using IntegrationHub.Adapters.Sqlite.Journal;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Verify, rebuild, checkpoint, backup.</summary>
internal sealed class SqliteMaintenance(SqliteHub hub, StoreFile file) : IStoreMaintenance
{
    /// <inheritdoc/>
    public VerifyReport Verify(CancellationToken cancellation = default) =>
        hub.Ask(unit => new Verification(unit, CheckpointSigner.Of(file.Folder, create: false), cancellation).Run());

    /// <inheritdoc/>
    public Task<long> RebuildAsync(CancellationToken cancellation = default) => hub.RunAsync(
        unit =>
        {
            unit.Database.Execute("delete from orders; delete from reservations; delete from credit_used");
            unit.Keys.Clear();
            long orders = 0;
            foreach (var (place, record) in JournalRows.Walk(unit.Database, 0, long.MaxValue))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!record.IsEmpty && JournalRecord.Kind(record.Span) == RecordKind.Event)
                {
                    orders += JournalRecord.Sequence(record.Span) == 1 ? 1 : 0;
                    Put(unit, place, record.Span);
                }
            }

            return orders;
        },
        cancellation);

    /// <inheritdoc/>
    public async Task<long> CheckpointAsync(CancellationToken cancellation = default)
    {
        // The journal only grows and a row is never written again: it can be digested beside the writer.
        var next = hub.Ask(unit =>
        {
            var before = CheckpointRows.List(unit.Database) is [.., var last] ? last : null;
            var (first, end) = ((before?.Last ?? 0) + 1, unit.Database.Scalar("select max(id) from journal"));
            if (end < first)
            {
                return null;
            }

            var (events, digest) = CheckpointRows.Digest(unit.Database, first, end);
            var unsigned = new Checkpoint((before?.Id ?? 0) + 1, unit.Now, first, end, events, digest, []);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(unit.Now.ToUnixTimeMilliseconds());
            unsigned = unsigned with { At = at };
            return unsigned with { Signature = CheckpointSigner.Of(file.Folder, create: true).Sign(unsigned, before?.Signature ?? []) };
        });
        if (next is null)
        {
            return 0;
        }

        return await hub.RunAsync(
            unit =>
            {
                using var insert = unit.Database.Query(
                    "insert into checkpoints (id, at, first, last, events, digest, signature) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
                insert.Bind(1, next.Id).Bind(2, next.At.ToUnixTimeMilliseconds()).Bind(3, next.First).Bind(4, next.Last)
                    .Bind(5, next.Events).Bind(6, next.Digest).Bind(7, next.Signature).Run();
                return next.Events;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task BackupAsync(string path, CancellationToken cancellation = default) => Task.Run(
        () =>
        {
            if (File.Exists(path))
            {
                throw SqliteFaults.Unavailable(StoreFault.Inaccessible, SqliteFaults.Inaccessible, $"{path} exists");
            }

            var part = path + ".part";
            File.Delete(part);
            using (var source = file.OpenReader())
            {
                using var copy = source.Query("vacuum into ?1");
                copy.Bind(1, part).Run();
            }

            using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            StoreFile.OwnerOnly(part);
            File.Move(part, path);
        },
        cancellation);

    /// <summary>Puts a backup in the place of a folder's store; the store that was there is kept beside it.</summary>
    public static void Restore(string folder, string backup, SqliteHubOptions options)
    {
        using var taken = DataFolderLock.Take(folder);
        var file = new StoreFile(folder, options);
        Check(backup);
        var part = file.Path + ".restore";
        File.Copy(backup, part, overwrite: true);
        using (var copied = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            copied.Flush(flushToDisk: true);
        }

        var aside = string.Create(CultureInfo.InvariantCulture, $".before-{options.Clock.GetUtcNow():yyyyMMddHHmmss}");
        foreach (var ending in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(file.Path + ending))
            {
                File.Move(file.Path + ending, file.Path + aside + ending, overwrite: true);
            }
        }

        File.Move(part, file.Path);
    }

    private static void Check(string backup)
    {
        using var database = SqliteDatabase.OpenImmutable(Path.GetFullPath(backup));
        using var check = database.Query("pragma quick_check(1)");
        if (database.Scalar("pragma application_id") != Schema.ApplicationId || !check.Step() || check.Text(0) != "ok")
        {
            throw SqliteFaults.Unavailable(StoreFault.Corrupt, SqliteFaults.Corrupt, backup);
        }
    }

    // Each event puts the card as it stood then; the last one stays.
    private static void Put(SqliteUnit unit, long place, ReadOnlySpan<byte> record)
    {
        var fold = new OrderFold();
        if (JournalRecord.Sequence(record) == 1)
        {
            fold.Apply(JournalRecord.Event(record));
        }
        else
        {
            foreach (var entry in unit.Orders.EventsUpTo(place))
            {
                fold.Apply(entry);
            }
        }

        var card = fold.Card!;
        unit.Orders.PutCard(card, place);
        unit.Keys.Settle();
        unit.Keys.File(card.Id, OrderLog.Filed(fold.Keys, card.Outcome));
        unit.Reservations.Set(card.Id, fold.Reserved);
    }
}
