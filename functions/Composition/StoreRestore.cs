using System.Globalization;
using IntegrationHub.Adapters.Postgres;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using IntegrationHub.Functions.Client;

namespace IntegrationHub.Functions.Composition;

/// <summary>Puts a backup in the store's place. The backup is proved sound first, and the present store is kept beside it.</summary>
internal static class StoreRestore
{
    private const string Name = "hub.db";

    /// <returns>What became of it.</returns>
    /// <exception cref="RefusedException">The backup does not hold; nothing was changed in a data folder.</exception>
    /// <exception cref="StoreUnavailableException">The folder is held by another process, or the backup is no store.</exception>
    public static async Task<Restored> RunAsync(HubOptions options, string backup, CancellationToken cancellation)
    {
        if (options.Store.Kind == StoreKind.Postgres)
        {
            return new Restored(null, await IntoDatabaseAsync(options, backup, cancellation).ConfigureAwait(false));
        }

        return IntoFolder(options, backup, cancellation);
    }

    // The projections are made anew, so that what people see is what the events say, and every chain is checked before anyone works on it.
    private static async Task<VerifyProblem?> IntoDatabaseAsync(HubOptions options, string backup, CancellationToken cancellation)
    {
        var server = StoreOpening.Server(options);
        await PostgresHub.RestoreAsync(server, backup, cancellation).ConfigureAwait(false);
        var hub = PostgresHub.Open(server);
        await using (hub.ConfigureAwait(false))
        {
            await hub.Maintenance.RebuildAsync(null, cancellation).ConfigureAwait(false);
            return Prove(hub, options.Data, cancellation);
        }
    }

    private static Restored IntoFolder(HubOptions options, string backup, CancellationToken cancellation)
    {
        using var held = DataFolderLock.Take(options.Data);
        var trial = Path.Combine(options.Data, "restore");
        var key = Path.Combine(options.Data, SqliteHub.CheckpointKey);
        var keyOfTrial = Path.Combine(trial, SqliteHub.CheckpointKey);
        Directory.CreateDirectory(trial);
        try
        {
            File.Copy(backup, Path.Combine(trial, Name), overwrite: true);
            using (var copied = new FileStream(Path.Combine(trial, Name), FileMode.Open, FileAccess.ReadWrite))
            {
                copied.Flush(flushToDisk: true);
            }

            // The folder's own key is trusted more than one that lies beside a file from elsewhere.
            var known = File.Exists(key) ? key : backup + SqliteHub.BackupKeySuffix;
            if (File.Exists(known))
            {
                CopyForOwner(known, keyOfTrial);
            }

            var unproven = Prove(trial, options.Data, cancellation);
            var kept = SetAside(options.Data);
            if (File.Exists(keyOfTrial))
            {
                File.Move(keyOfTrial, key, overwrite: true);
            }

            File.Move(Path.Combine(trial, Name), Path.Combine(options.Data, Name));
            return new Restored(kept, unproven);
        }
        finally
        {
            Directory.Delete(trial, recursive: true);
        }
    }

    private static void CopyForOwner(string key, string to)
    {
        File.Copy(key, to, overwrite: true);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static VerifyProblem? Prove(string trial, string data, CancellationToken cancellation)
    {
        var hub = SqliteHub.OpenReadOnly(trial);
        try
        {
            return Prove(hub, data, cancellation);
        }
        finally
        {
            hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    // That a key is missing says nothing against the backup; one that does not fit does.
    private static VerifyProblem? Prove(StoreHub hub, string data, CancellationToken cancellation)
    {
        var problems = hub.Maintenance.Verify(cancellation).Problems;
        if (problems.FirstOrDefault(problem => problem.Code != VerifyProblem.CheckpointUnproven) is { } found)
        {
            var key = Path.Combine(data, SqliteHub.CheckpointKey);
            var isSignature = found.Code == "checkpoint-differs";
            throw new RefusedException(
                "backup-unsound",
                $"the backup does not hold: {found.Code} {found.Detail}"
                    + (isSignature ? $"; where it was made with another key, put that key in the place of {key} first" : ""),
                $"备份未通过校验:{found.Code} {found.Detail}" + (isSignature ? $";若备份时使用的是另一把密钥,请先将其放到 {key}" : ""), Cli.ExitCode.Store);
        }

        return problems is [var unproven, ..] ? unproven : null;
    }

    // The log belongs to the file: whoever looks at the old store later needs both.
    private static string? SetAside(string data)
    {
        var store = Path.Combine(data, Name);
        if (!File.Exists(store))
        {
            return null;
        }

        var kept = store + ".before-restore-" + TimeProvider.System.GetUtcNow().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        foreach (var suffix in new[] { "-wal", "" })
        {
            if (File.Exists(store + suffix))
            {
                File.Move(store + suffix, kept + suffix);
            }
        }

        File.Delete(store + "-shm");
        return kept;
    }
}

/// <summary>What became of a restore.</summary>
/// <param name="Kept">Where the store before went; null where there was none.</param>
/// <param name="Unproven">What could not be proven of the backup; null where all was.</param>
internal sealed record Restored(string? Kept, VerifyProblem? Unproven);
