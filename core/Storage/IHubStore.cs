using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Core.Storage;

/// <summary>The store with everything that lives in it. One process writes; any number of threads ask.</summary>
public interface IHubStore : IAsyncDisposable
{
    /// <summary>True where nothing can be written: a dry run.</summary>
    bool ReadOnly { get; }

    /// <summary>Questions.</summary>
    IStoreQueries Queries { get; }

    /// <summary>Verbs on dead letters.</summary>
    IDeadLetters DeadLetters { get; }

    /// <summary>Reference tables.</summary>
    IReferenceStore Reference { get; }

    /// <summary>Verify, rebuild, backup.</summary>
    IStoreMaintenance Maintenance { get; }

    /// <summary>The bus.</summary>
    IBus Bus { get; }

    /// <summary>Moves the outbox onto the bus.</summary>
    IOutboxRelay Relay { get; }

    /// <summary>What a bus outside the store needs of it.</summary>
    IBusStore BusStore { get; }

    /// <summary>Leases.</summary>
    ILeases Leases { get; }

    /// <summary>
    /// Runs the work in a transaction that it shares with other work, behind a savepoint of its own. The task completes once the
    /// commit is on disk; it faults with the work's own exception, or with <see cref="StoreUnavailableException"/>.
    /// </summary>
    Task<T> WriteAsync<T>(Func<IUnitOfWork, T> work, CancellationToken cancellation = default);

    /// <summary>
    /// Runs the work for each item in one transaction. An item that throws is undone alone and given to <paramref name="refused"/>,
    /// whose own writes stand. The work may be run twice for an item; it must have no effect but on the unit.
    /// </summary>
    Task<T> WriteEachAsync<TItem, T>(
        IReadOnlyList<TItem> items,
        Action<IUnitOfWork, TItem> each,
        Action<IUnitOfWork, TItem, Exception> refused,
        Func<IUnitOfWork, T> after,
        CancellationToken cancellation = default);

    /// <summary>Runs the work against one consistent state; nothing that it writes stays.</summary>
    T Read<T>(Func<IUnitOfWork, T> work);
}
