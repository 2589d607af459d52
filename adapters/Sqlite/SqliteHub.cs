using IntegrationHub.Adapters.EmbeddedBus;
using IntegrationHub.Adapters.Sqlite.Native;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Sqlite;

/// <summary>The store, the bus and everything else that lives in the one file of a data folder.</summary>
public sealed class SqliteHub : IHubStore
{
    private readonly DataFolderLock? _lock;
    private readonly Writer? _writer;
    private readonly SqliteUnit? _writing;
    private readonly Readers _readers;
    private readonly string _folder;

    private SqliteHub(StoreFile file, SqliteHubOptions options, DataFolderLock? folderLock)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.BusinessZone);
        var segments = new KeySegmentCache();
        _folder = file.Folder;
        _lock = folderLock;
        if (folderLock is not null)
        {
            _writing = new SqliteUnit(file.OpenWriter(), options.Topology, zone, segments);
            _writer = new Writer(_writing, options.Clock);
        }

        _readers = new Readers(
            () => new SqliteUnit(folderLock is null ? file.OpenUntouched() ?? file.OpenEmpty() : file.OpenReader(), options.Topology, zone, segments),
            options.Clock);
        var bus = new StoreBus(this, options);
        if (_writer is not null)
        {
            _writer.Sent += bus.Wake;
        }

        Bus = bus;
        Relay = bus;
        Leases = new StoreLeases(this);
        Queries = new SqliteQueries(this);
        Reference = new SqliteReference(this);
        DeadLetters = new StoreDeadLetters(this);
        Maintenance = new SqliteMaintenance(this, file);
        Desk = new OrderDesk(this);
    }

    /// <inheritdoc/>
    public bool ReadOnly => _writer is null;

    /// <inheritdoc/>
    public IStoreQueries Queries { get; }

    /// <inheritdoc/>
    public IOrderDesk Desk { get; }

    /// <inheritdoc/>
    public IDeadLetters DeadLetters { get; }

    /// <inheritdoc/>
    public IReferenceStore Reference { get; }

    /// <inheritdoc/>
    public IStoreMaintenance Maintenance { get; }

    /// <inheritdoc/>
    public IBus Bus { get; }

    /// <inheritdoc/>
    public IOutboxRelay Relay { get; }

    /// <inheritdoc/>
    public ILeases Leases { get; }

    /// <summary>Opens a data folder for writing; creates what is absent.</summary>
    /// <exception cref="StoreUnavailableException">Locked by another process, damaged, newer, or not accessible.</exception>
    public static SqliteHub Open(string folder, SqliteHubOptions? options = null)
    {
        options ??= new SqliteHubOptions();
        var taken = DataFolderLock.Take(folder);
        try
        {
            return new SqliteHub(new StoreFile(folder, options), options, taken);
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
        var hub = new SqliteHub(new StoreFile(folder, options), options, null);
        hub._readers.Read(_ => 0);
        return hub;
    }

    /// <summary>Puts a backup in the place of a folder's store; what was there is kept beside it under another name.</summary>
    /// <exception cref="StoreUnavailableException">The folder is in use, or the backup is damaged or is none.</exception>
    public static void Restore(string folder, string backup, SqliteHubOptions? options = null) =>
        SqliteMaintenance.Restore(folder, backup, options ?? new SqliteHubOptions());

    /// <summary>Says at which address this process answers, for command lines that find the folder locked.</summary>
    public void Announce(Uri address) => _lock?.Announce(address);

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<IUnitOfWork, T> work, CancellationToken cancellation = default) => RunAsync(work, cancellation);

    /// <inheritdoc/>
    public Task<T> WriteEachAsync<TItem, T>(
        IReadOnlyList<TItem> items,
        Action<IUnitOfWork, TItem> each,
        Action<IUnitOfWork, TItem, Exception> refused,
        Func<IUnitOfWork, T> after,
        CancellationToken cancellation = default)
    {
        return RunAsync(
            unit =>
            {
                // Nearly always every item is fine. Where one is not, the writer runs this again behind a savepoint.
                if (unit.IsItemGuarded)
                {
                    OneByOne(unit, items, each, refused);
                }
                else
                {
                    for (var i = 0; i < items.Count; i++)
                    {
                        each(unit, items[i]);
                    }
                }

                return after(unit);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public T Read<T>(Func<IUnitOfWork, T> work) => _readers.Read(work);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _readers.Dispose();
        _writing?.Dispose();
        _lock?.Dispose();
    }

    internal T Ask<T>(Func<SqliteUnit, T> ask) => _readers.Read(ask);

    internal Task<T> RunAsync<T>(Func<SqliteUnit, T> work, CancellationToken cancellation, bool alone = false) =>
        _writer is null ? throw SqliteFaults.Unavailable(StoreFault.ReadOnly, SqliteFaults.ReadOnly, _folder) : _writer.RunAsync(work, alone, cancellation);

    private static void OneByOne<TItem>(
        SqliteUnit unit, IReadOnlyList<TItem> items, Action<IUnitOfWork, TItem> each, Action<IUnitOfWork, TItem, Exception> refused)
    {
        foreach (var item in items)
        {
            unit.Database.Execute("savepoint item");
            var mark = unit.Mark();
            try
            {
                each(unit, item);
            }
            catch (Exception fault) when (fault is not StoreUnavailableException && unit.Database.InTransaction)
            {
                unit.Database.Execute("rollback to item");
                unit.RollBack(mark);
                refused(unit, item, fault);
            }

            unit.Database.Execute("release item");
        }
    }
}
