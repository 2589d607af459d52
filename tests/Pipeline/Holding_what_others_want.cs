using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

/// <summary>Leases and locks that are kept by asking a store or bus that neither answers nor fails.</summary>
public sealed class Holding_what_others_want
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Work_ends_with_its_lease_where_the_store_hangs()
    {
        var lease = new HeldLease(new HangingLeases(), "key", "me", TimeSpan.FromMilliseconds(300), TimeProvider.System);
        using var work = new CancellationTokenSource();

        await lease.RenewUntilAsync(work).WaitAsync(Patience);

        work.IsCancellationRequested.ShouldBeTrue("somebody else may have it by now");
    }

    [Fact]
    public async Task Work_ends_with_its_lock_where_the_bus_hangs()
    {
        var bus = new HangingBus();
        var ended = new TaskCompletionSource();
        var pump = new MessagePump(bus, new Handler(ended), 1, TimeProvider.System);
        using var stopping = new CancellationTokenSource();

        var running = pump.RunAsync(stopping.Token);

        await ended.Task.WaitAsync(Patience);
        await stopping.CancelAsync();
        await running.WaitAsync(Patience);
    }

    private sealed class HangingLeases : ILeases
    {
        public Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation = default) =>
            new TaskCompletionSource<bool>().Task;

        public Task ReleaseAsync(string name, string holder, CancellationToken cancellation = default) => Task.CompletedTask;
    }

    private sealed class Handler(TaskCompletionSource ended) : IMessageHandler
    {
        public string Entity => "work";

        public async Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.TrySetResult();
            return HandlerResult.Done;
        }
    }

    private sealed class HangingBus : IBus
    {
        private int _given;

        public string SystemName => "test";

        public Task SendAsync(string entity, IReadOnlyList<BusMessage> messages, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task<IReadOnlyList<LockedMessage>> ReceiveAsync(string entity, int max, CancellationToken cancellation = default) =>
            Task.FromResult<IReadOnlyList<LockedMessage>>(Interlocked.Increment(ref _given) > 1 ? [] :
            [
                new LockedMessage
                {
                    Entity = entity,
                    SequenceNumber = 1,
                    LockToken = "1",
                    LockedUntil = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2),
                    DeliveryCount = 1,
                    EnqueuedAt = TimeProvider.System.GetUtcNow(),
                    Message = new BusMessage { MessageId = "m1", Body = new byte[1] },
                },
            ]);

        public Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation = default) => Task.FromResult(false);

        public Task<bool> AbandonAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation = default) => Task.FromResult(false);

        public Task<DateTimeOffset?> RenewAsync(LockedMessage message, CancellationToken cancellation = default) =>
            new TaskCompletionSource<DateTimeOffset?>().Task;

        public Task<bool> DeadLetterAsync(LockedMessage message, Fault fault, CancellationToken cancellation = default) => Task.FromResult(false);

        public Task<EntityCounts> CountsAsync(string entity, CancellationToken cancellation = default) => Task.FromResult(new EntityCounts(0, 0, 0));

        public Task WaitAsync(string entity, TimeSpan longest, CancellationToken cancellation = default) => Task.Delay(longest, TimeProvider.System, cancellation);
    }
}
