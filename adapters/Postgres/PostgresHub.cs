using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Postgres;

/// <summary>The store on a PostgreSQL server (14 or newer), shared by all instances of the hub that open the same database.</summary>
public sealed class PostgresHub : StoreHub
{
    private PostgresHub(PostgresEngine engine, PostgresHubOptions options)
        : base(engine, options)
    {
    }

    /// <summary>Opens a database for writing; creates and migrates what is absent.</summary>
    /// <exception cref="StoreUnavailableException">Not reachable, refused, or written by a hub that this one cannot work beside.</exception>
    public static PostgresHub Open(PostgresHubOptions options) => Open(options, reading: false);

    /// <summary>Opens a database for questions and dry runs. One in which no hub wrote is an empty store; nothing is created.</summary>
    /// <exception cref="StoreUnavailableException">As with <see cref="Open(PostgresHubOptions)"/>.</exception>
    public static PostgresHub OpenReadOnly(PostgresHubOptions options)
    {
        var hub = Open(options, reading: true);
        try
        {
            hub.Probe();
            return hub;
        }
        catch
        {
            hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>What the server says of itself.</summary>
    /// <exception cref="StoreUnavailableException">As with <see cref="Open(PostgresHubOptions)"/>.</exception>
    public static PostgresServer Ask(PostgresHubOptions options)
    {
        using var engine = new PostgresEngine(options, null);
        return engine.Server();
    }

    /// <summary>Writes a consistent copy of the database to a file with pg_dump, while others work on.</summary>
    /// <param name="options">The database.</param>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="cancellation">Ends the copy; the incomplete file is removed.</param>
    /// <exception cref="StoreUnavailableException">No tool, one of an older version than the server's, or the server refuses.</exception>
    public static Task BackUpAsync(PostgresHubOptions options, string path, CancellationToken cancellation) =>
        new PostgresArchive(options).DumpAsync(path, cancellation);

    /// <summary>Puts a backup into an empty database with pg_restore, in one transaction. Projections are as they were in the backup.</summary>
    /// <param name="options">The empty database.</param>
    /// <param name="path">The backup.</param>
    /// <param name="cancellation">Ends the restore; the database stays empty.</param>
    /// <exception cref="StoreUnavailableException">As with <see cref="BackUpAsync"/>; or the database is not empty, or the file is no backup.</exception>
    public static Task RestoreAsync(PostgresHubOptions options, string path, CancellationToken cancellation) =>
        new PostgresArchive(options).RestoreAsync(path, cancellation);

    private static PostgresHub Open(PostgresHubOptions options, bool reading)
    {
        PostgresEngine? engine = null;
        var taken = reading ? null : DataFolderLock.Take(options.Folder);
        try
        {
            engine = new PostgresEngine(options, taken);
            return new PostgresHub(engine, options);
        }
        catch
        {
            ((IDisposable?)engine ?? taken)?.Dispose();
            throw;
        }
    }
}

/// <summary>A server as the doctor sees it.</summary>
/// <param name="Place">Host, port and database.</param>
/// <param name="Version">As the server states it.</param>
/// <param name="Clock">Its time, UTC; locks, leases and due times of all instances are by it.</param>
/// <param name="Durable">False where a commit is confirmed before it is on disk.</param>
public sealed record PostgresServer(string Place, string Version, DateTimeOffset Clock, bool Durable);
