using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>The store in the one file of a data folder.</summary>
public sealed class SqliteHub : StoreHub
{
    /// <summary>The file of a data folder that holds the key of its checkpoints.</summary>
    public const string CheckpointKey = CheckpointSigner.KeyName;

    /// <summary>What the name of a backup's key has behind the name of the backup.</summary>
    public const string BackupKeySuffix = CheckpointSigner.BackupSuffix;

    private readonly DataFolderLock? _lock;

    private SqliteHub(SqliteEngine engine, SqliteHubOptions options, DataFolderLock? taken)
        : base(engine, options) => _lock = taken;

    /// <summary>Opens a data folder for writing; creates what is absent.</summary>
    /// <exception cref="StoreUnavailableException">Locked by another process, damaged, newer, or not accessible.</exception>
    public static SqliteHub Open(string folder, SqliteHubOptions? options = null)
    {
        options ??= new SqliteHubOptions();
        var taken = DataFolderLock.Take(folder);
        try
        {
            return new SqliteHub(new SqliteEngine(new StoreFile(folder, options), options, taken), options, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Opens a data folder for questions and dry runs. An absent store is an empty one; nothing is created.</summary>
    /// <exception cref="StoreUnavailableException">Damaged, newer, or not accessible.</exception>
    public static SqliteHub OpenReadOnly(string folder, SqliteHubOptions? options = null)
    {
        options ??= new SqliteHubOptions();
        var hub = new SqliteHub(new SqliteEngine(new StoreFile(folder, options), options, null), options, null);
        hub.Probe();
        return hub;
    }

    /// <summary>Says at which address this process answers, for command lines that find the folder locked.</summary>
    public void Announce(Uri address) => _lock?.Announce(address);
}
