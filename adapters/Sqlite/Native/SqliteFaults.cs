using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;
using SQLitePCL;

namespace IntegrationHub.Adapters.Sqlite.Native;

/// <summary>What a result code of the engine means for callers.</summary>
internal static class SqliteFaults
{
    /// <summary>The exception for an extended result code.</summary>
    public static Exception From(int extended, string message)
    {
        var detail = $"SQLite {extended}: {message}";
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
}
