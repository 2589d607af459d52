using System.Globalization;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>Puts the copy of a store in its place.</summary>
internal static class SqliteRestore
{
    /// <summary>Puts a backup in the place of a folder's store; the store that was there is kept beside it.</summary>
    public static void Run(string folder, string backup, SqliteHubOptions options)
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
            throw StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, backup);
        }
    }
}
