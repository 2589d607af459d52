using System.Globalization;
using IntegrationHub.Adapters.EmbeddedBus;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>The database file of a data folder: how connections to it are opened and its schema is brought up to date.</summary>
internal sealed class StoreFile(string folder, SqliteHubOptions options)
{
    public string Path { get; } = System.IO.Path.Combine(folder, "hub.db");

    public string Folder => folder;

    // From this version on documents have columns for their outcome.
    private const int DocumentsAnswered = 5;

    // It only copies pages from one place to another.
    private const long CopierCacheBytes = 64 << 10;

    /// <summary>The writing connection; creates the file and migrates it.</summary>
    public SqliteDatabase OpenWriter()
    {
        var database = SqliteDatabase.OpenWriter(Path);
        try
        {
            Common(database, options.CacheBytes);
            CheckOwner(database);
            OwnerOnly(Path);
            database.Execute("pragma journal_mode = wal; pragma synchronous = full;");
            var fullLog = options.CheckpointBytes / database.Scalar("pragma page_size");
            database.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"pragma wal_autocheckpoint = {fullLog}; pragma journal_size_limit = {options.CheckpointBytes * 2};"));
            Migrate(database);
            DocumentRows.Sweep(database, Guid.AllBitsSet);

            // The folder is this process's alone: whoever locked messages before, or rebuilt, is dead, and nobody needs to wait until the locks run out.
            QueueRows.FreeAll(database);
            database.Execute($"delete from leases where name = '{Rebuilding.Lease}'");
            var beside = SqliteDatabase.OpenWriter(Path);
            Common(beside, CopierCacheBytes);
            beside.Execute("pragma synchronous = full;");
            database.Copier = new LogCopier(beside, fullLog / 2);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A reading connection beside a writer.</summary>
    public SqliteDatabase OpenReader() => Readable(SqliteDatabase.OpenReader(Path));

    /// <summary>A reading connection of a process that must leave no trace; null where there is nothing to read.</summary>
    public SqliteDatabase? OpenUntouched()
    {
        if (!File.Exists(Path) || new FileInfo(Path).Length == 0)
        {
            return null;
        }

        // With a log beside it somebody writes or was killed: then the log must be read too, through the usual locks.
        var log = new FileInfo(Path + "-wal");
        return log is { Exists: true, Length: > 0 } ? OpenReader() : Readable(SqliteDatabase.OpenImmutable(Path));
    }

    /// <summary>An empty store in memory.</summary>
    public static SqliteDatabase OpenEmpty()
    {
        var database = SqliteDatabase.OpenMemory();
        Migrate(database);
        return database;
    }

    /// <summary>The store holds tokens of shops: nobody but its owner may read it. The log beside it gets the same rights from the engine.</summary>
    public static void OwnerOnly(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private SqliteDatabase Readable(SqliteDatabase database)
    {
        try
        {
            Common(database, options.ReaderCacheBytes);
            CheckOwner(database);
            if (database.Scalar("pragma user_version") is > 0 and < DocumentsAnswered)
            {
                // Whoever only reads leaves a store of an older program as it is.
                database.Execute(Schema.DocumentsBefore);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Common(SqliteDatabase database, long cacheBytes) => database.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"pragma busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}; pragma cache_size = {-cacheBytes / 1024}; pragma temp_store = memory;"));

    private void CheckOwner(SqliteDatabase database)
    {
        var version = database.Scalar("pragma user_version");
        if (version > Schema.Migrations.Count)
        {
            throw StoreFaults.Unavailable(StoreFault.Newer, StoreFaults.Newer, version, Schema.Migrations.Count);
        }

        if (database.Scalar("select count(*) from sqlite_master") > 0 && database.Scalar("pragma application_id") != Schema.ApplicationId)
        {
            throw StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, Path);
        }
    }

    private static void Migrate(SqliteDatabase database)
    {
        for (var version = (int)database.Scalar("pragma user_version"); version < Schema.Migrations.Count; version++)
        {
            database.Execute("begin immediate");
            database.Execute(Schema.Migrations[version]);
            database.Execute(string.Create(
                CultureInfo.InvariantCulture, $"pragma application_id = {Schema.ApplicationId}; pragma user_version = {version + 1}; commit"));
        }
    }
}
