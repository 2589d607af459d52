using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>One file of a data folder, written by one process.</summary>
internal sealed class SqliteEngine(StoreFile file, SqliteHubOptions options, DataFolderLock? taken) : StoreEngine
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.BusinessZone);
    private readonly KeySegmentCache _segments = new();

    public override string Place => file.Folder;

    public override StoreUnit? OpenWriter() => taken is null ? null : Unit(file.OpenWriter());

    public override StoreUnit OpenReader() => Unit(taken is null ? file.OpenUntouched() ?? StoreFile.OpenEmpty() : file.OpenReader());

    public override CheckpointSigner Signer(bool create) => CheckpointSigner.Of(file.Folder, create);

    public override Task BackupAsync(string path, CancellationToken cancellation) => Task.Run(
        () =>
        {
            var key = path + CheckpointSigner.BackupSuffix;
            if (File.Exists(path) || File.Exists(key))
            {
                throw StoreFaults.Unavailable(StoreFault.Inaccessible, StoreFaults.Inaccessible, $"{(File.Exists(path) ? path : key)} exists");
            }

            var part = path + ".part";
            File.Delete(part);
            try
            {
                Copy(part, cancellation);

                // The key may come with the first checkpoint while the copy is made: it is looked for behind it.
                CheckpointSigner.Copy(file.Folder, part + CheckpointSigner.BackupSuffix);
                if (File.Exists(part + CheckpointSigner.BackupSuffix))
                {
                    File.Move(part + CheckpointSigner.BackupSuffix, key);
                }

                File.Move(part, path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw StoreFaults.Of(fault, part);
            }
            finally
            {
                File.Delete(part);
                File.Delete(part + CheckpointSigner.BackupSuffix);
            }
        },
        cancellation);

    private void Copy(string part, CancellationToken cancellation)
    {
        using (var source = file.OpenReader())
        {
            using var interrupt = cancellation.Register(source.Interrupt);
            try
            {
                using var copy = source.Query("vacuum into ?1");
                copy.Bind(1, part).Run();
            }
            catch (Exception fault) when (fault is StoreUnavailableException or StoreRefusedException)
            {
                cancellation.ThrowIfCancellationRequested();
                throw fault is StoreUnavailableException { Fault: StoreFault.Full }
                    ? StoreFaults.Unavailable(StoreFault.Full, StoreFaults.Full, part)
                    : fault;
            }
        }

        using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        StoreFile.OwnerOnly(part);
    }

    /// <summary>An empty store in memory.</summary>
    public static StoreUnit Empty(StoreOptions options)
    {
        var database = StoreFile.OpenEmpty();
        return new StoreUnit(
            database, new SegmentedKeys(database, new KeySegmentCache()), options, TimeZoneInfo.FindSystemTimeZoneById(options.BusinessZone));
    }

    private StoreUnit Unit(SqliteDatabase database) => new(database, new SegmentedKeys(database, _segments), options, _zone);

    public override void Dispose() => taken?.Dispose();
}
