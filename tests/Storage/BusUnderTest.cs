using IntegrationHub.Adapters.Store;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;

namespace IntegrationHub.Tests.Storage;

/// <summary>A bus with the store that belongs to it and a clock that the test moves.</summary>
internal abstract class BusUnderTest : IAsyncDisposable
{
    private readonly TempFolder _folder;

    protected BusUnderTest(BusTopology topology, bool outside, TestClock? clock = null, Engine engine = Engine.Sqlite)
    {
        _folder = TempFolder.On(engine);
        Clock = clock ?? new TestClock();
        Hub = _folder.Open(Clock, topology, outside);
    }

    public TestClock Clock { get; }

    public StoreHub Hub { get; }

    public abstract IBus Bus { get; }

    public IDeadLetters DeadLetters => Hub.DeadLetters;

    /// <summary>The dead letters with all that is parked by now.</summary>
    public abstract Task<IDeadLetters> DeadLettersAsync();

    /// <summary>Puts what waits in the outbox on the bus.</summary>
    public abstract Task RelayAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        _folder.Dispose();
    }
}

internal sealed class EmbeddedBusUnderTest(BusTopology topology, Engine engine) : BusUnderTest(topology, outside: false, engine: engine)
{
    public override IBus Bus => Hub.Bus;

    public override Task<IDeadLetters> DeadLettersAsync() => Task.FromResult(DeadLetters);

    public override Task RelayAsync() => Hub.Relay.RelayAsync();
}
