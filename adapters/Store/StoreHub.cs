using IntegrationHub.Adapters.EmbeddedBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Adapters.Store;

/// <summary>The store, the bus and everything else that lives in one database.</summary>
public abstract class StoreHub : IHubStore
{
    private readonly StoreEngine _engine;
    private readonly Writer? _writer;
    private readonly StoreUnit? _writing;
    private readonly Readers _readers;
    private int _closed;

    private protected StoreHub(StoreEngine engine, StoreOptions options)
    {
        _engine = engine;
        _writing = engine.OpenWriter();
        _writer = _writing is null ? null : new Writer(_writing, options.Clock);
        _readers = new Readers(engine.OpenReader, options.Clock);
        var bus = new StoreBus(this, options);
        if (_writer is not null)
        {
            _writer.Sent += bus.Wake;
            engine.Listen(bus.Wake);
        }

        Bus = bus;
        Relay = bus;
        BusStore = new BusStore(this, bus);
        Leases = new StoreLeases(this);
        Queries = new StoreQueries(this);
        Reference = new StoreReference(this);
        DeadLetters = new StoreDeadLetters(this);
        Maintenance = new StoreMaintenance(this, engine);
    }

    /// <inheritdoc/>
    public bool ReadOnly => _writer is null;

    /// <inheritdoc/>
    public IStoreQueries Queries { get; }

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
    public IBusStore BusStore { get; }

    /// <inheritdoc/>
    public ILeases Leases { get; }

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
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        _readers.Dispose();
        _writing?.Dispose();
        _engine.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Why nothing can be written at present; null where all is well.</summary>
    internal StoreUnavailableException? Trouble => _writer?.Trouble;

    /// <summary>What was tried could be written.</summary>
    internal void Recovered() => _writer?.Recovered();

    /// <summary>Fails where nothing can be read.</summary>
    internal void Probe() => _readers.Read(_ => 0);

    internal T Ask<T>(Func<StoreUnit, T> ask) => _readers.Read(ask);

    internal Task<T> RunAsync<T>(Func<StoreUnit, T> work, CancellationToken cancellation, bool alone = false) =>
        _writer is null ? throw StoreFaults.Unavailable(StoreFault.ReadOnly, StoreFaults.ReadOnly, _engine.Place) : _writer.RunAsync(work, alone, cancellation);

    private static void OneByOne<TItem>(
        StoreUnit unit, IReadOnlyList<TItem> items, Action<IUnitOfWork, TItem> each, Action<IUnitOfWork, TItem, Exception> refused)
    {
        foreach (var item in items)
        {
            unit.Database.Save(Savepoint.Item);
            var mark = unit.Mark();
            try
            {
                each(unit, item);
                unit.Database.Release(Savepoint.Item);
            }
            catch (Exception fault) when (fault is not StoreUnavailableException && unit.Database.InTransaction)
            {
                unit.Database.RollBack(Savepoint.Item);
                unit.RollBack(mark);
                refused(unit, item, fault);
            }
        }
    }
}
