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

    /// <returns>Where the present store went; null where there was none.</returns>
    /// <exception cref="StoreUnavailableException">The folder is held by another process, or the backup is no store.</exception>
    public static async Task<string?> RunAsync(HubOptions options, string backup, CancellationToken cancellation)
    {
        if (options.Store.Kind == StoreKind.Postgres)
        {
            await IntoDatabaseAsync(StoreOpening.Server(options), backup, cancellation).ConfigureAwait(false);
            return null;
        }

        return IntoFolder(options, backup, cancellation);
    }

    // The projections are made anew, so that what people see is what the events say, and every chain is checked before anyone works on it.
    private static async Task IntoDatabaseAsync(PostgresHubOptions server, string backup, CancellationToken cancellation)
    {
        await PostgresHub.RestoreAsync(server, backup, cancellation).ConfigureAwait(false);
        var hub = PostgresHub.Open(server);
        await using (hub.ConfigureAwait(false))
        {
            await hub.Maintenance.RebuildAsync(null, cancellation).ConfigureAwait(false);
            Prove(hub, cancellation);
        }
    }

    private static string? IntoFolder(HubOptions options, string backup, CancellationToken cancellation)
    {
        using var held = DataFolderLock.Take(options.Data);
        var trial = Path.Combine(options.Data, "restore");
        Directory.CreateDirectory(trial);
        try
        {
            File.Copy(backup, Path.Combine(trial, Name), overwrite: true);
            using (var copied = new FileStream(Path.Combine(trial, Name), FileMode.Open, FileAccess.ReadWrite))
            {
                copied.Flush(flushToDisk: true);
            }

            Prove(trial, cancellation);
            var kept = SetAside(options.Data);
            File.Move(Path.Combine(trial, Name), Path.Combine(options.Data, Name));
            return kept;
        }
        finally
        {
            Directory.Delete(trial, recursive: true);
        }
    }

    private static void Prove(string folder, CancellationToken cancellation)
    {
        var hub = SqliteHub.OpenReadOnly(folder);
        try
        {
            Prove(hub, cancellation);
        }
        finally
        {
            hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Prove(StoreHub hub, CancellationToken cancellation)
    {
        if (hub.Maintenance.Verify(cancellation) is { Sound: false, Problems: [var problem, ..] })
        {
            throw new RefusedException(
                "backup-unsound", $"the backup does not hold: {problem.Code} {problem.Detail}", $"备份未通过校验:{problem.Code} {problem.Detail}", Cli.ExitCode.Store);
        }
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
