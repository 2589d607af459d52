using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using SQLitePCL;

namespace IntegrationHub.Adapters.Sqlite.Native;

/// <summary>What a result code of the engine means for callers.</summary>
internal static class SqliteFaults
{
    private const long Least = 64 << 10;

    /// <summary>The exception for an extended result code.</summary>
    /// <param name="extended">The code.</param>
    /// <param name="message">What the engine says of it.</param>
    /// <param name="path">The database.</param>
    public static Exception From(int extended, string message, string path)
    {
        var detail = $"{path}: SQLite {extended}, {message}";
        if ((extended & 0xFF) == raw.SQLITE_IOERR && IsFull(path))
        {
            return StoreFaults.Unavailable(StoreFault.Full, StoreFaults.Full, detail);
        }

        return (extended & 0xFF) switch
        {
            raw.SQLITE_CONSTRAINT => new StoreConstraintException(detail),
            raw.SQLITE_FULL => StoreFaults.Unavailable(StoreFault.Full, StoreFaults.Full, detail),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreFaults.Unavailable(StoreFault.Locked, StoreFaults.Locked, detail),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StoreFaults.Unavailable(StoreFault.Corrupt, StoreFaults.Corrupt, detail),
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_IOERR or raw.SQLITE_AUTH =>
                StoreFaults.Unavailable(StoreFault.Inaccessible, StoreFaults.Inaccessible, detail),
            _ => new StoreRefusedException(detail),
        };
    }

    // Of a quota, or of no space for the index beside the log, the engine only says that something could not be written.
    private static bool IsFull(string path)
    {
        try
        {
            return Path.GetDirectoryName(path) is { Length: > 0 } folder && new DriveInfo(folder).AvailableFreeSpace < Least;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
