using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Tests.Pipeline;

/// <summary>A store that dies after so many commits: nothing that comes later reaches it.</summary>
internal sealed class MortalStore(IHubStore store) : IHubStore
{
    public int Left { get; set; } = int.MaxValue;

    public bool ReadOnly => store.ReadOnly;

    public IStoreQueries Queries => store.Queries;

    public IDeadLetters DeadLetters => store.DeadLetters;

    public IReferenceStore Reference => store.Reference;

    public IStoreMaintenance Maintenance => store.Maintenance;

    public IBus Bus => store.Bus;

    public IOutboxRelay Relay => store.Relay;

    public IBusStore BusStore => store.BusStore;

    public ILeases Leases => store.Leases;

    public async Task<T> WriteAsync<T>(Func<IUnitOfWork, T> work, CancellationToken cancellation = default)
    {
        Live();
        var result = await store.WriteAsync(work, cancellation);
        return Die(result);
    }

    public async Task<T> WriteEachAsync<TItem, T>(
        IReadOnlyList<TItem> items, Action<IUnitOfWork, TItem> each, Action<IUnitOfWork, TItem, Exception> refused,
        Func<IUnitOfWork, T> after, CancellationToken cancellation = default)
    {
        Live();
        var result = await store.WriteEachAsync(items, each, refused, after, cancellation);
        return Die(result);
    }

    public T Read<T>(Func<IUnitOfWork, T> work) => store.Read(work);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Live()
    {
        if (Left == 0)
        {
            throw new KilledException();
        }
    }

    private T Die<T>(T result) => --Left == 0 ? throw new KilledException() : result;
}

internal sealed class KilledException : OperationCanceledException;
