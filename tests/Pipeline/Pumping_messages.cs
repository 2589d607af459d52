using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public sealed class Pumping_messages
{
    [Fact]
    public async Task A_message_whose_parked_copy_is_refused_goes_back_and_the_pump_goes_on()
    {
        var bus = new BusThatRefusesCopies();
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();

        await new MessagePump(bus, new ParksAll(), 2, TimeProvider.System, (message, fault) => faults.Add(fault.Code)).DrainAsync(default);

        bus.GivenBack.ShouldBe(["m1", "m2"], ignoreOrder: true);
        faults.Count.ShouldBe(4, "once for the handler, once for the copy");
    }

    [Fact]
    public async Task A_store_that_is_away_is_no_reason_to_park_a_message()
    {
        var bus = new BusThatRefusesCopies();
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();

        await new MessagePump(bus, new MeetsNoStore(), 2, TimeProvider.System, (message, fault) => faults.Add(fault.Code)).DrainAsync(default);

        bus.GivenBack.ShouldBe(["m1", "m2"], ignoreOrder: true);
        bus.Parked.ShouldBe(0);
        faults.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Work_goes_on_while_the_bus_is_away_for_a_moment_and_the_lock_holds()
    {
        var time = new Sync.VirtualTime();
        var bus = new BusWithOneMessage(time, TimeSpan.FromSeconds(60)) { Renewals = [Away, Away, Held, Away, Held] };

        await time.RunAsync(new MessagePump(bus, new WaitsFor(time, TimeSpan.FromSeconds(100)), 1, time).DrainAsync(default));

        bus.Settled.ShouldBe("completed");
    }

    [Fact]
    public async Task Work_ends_when_the_lock_is_over_and_the_bus_still_away()
    {
        var time = new Sync.VirtualTime();
        var bus = new BusWithOneMessage(time, TimeSpan.FromSeconds(60)) { Renewals = [Away] };
        var began = time.GetUtcNow();
        var handler = new WaitsFor(time, TimeSpan.FromHours(1));

        await time.RunAsync(new MessagePump(bus, handler, 1, time).DrainAsync(default));

        bus.Settled.ShouldBe("given back");
        (handler.EndedAt - began).ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60), "not at the first renewal that failed, and not beyond the lock");
    }

    private static DateTimeOffset? Away(DateTimeOffset until) => throw new BusUnavailableException(BusFindings.DeliveriesUsedUp.At(null, null, 1), TimeSpan.Zero);

    private static DateTimeOffset? Held(DateTimeOffset until) => until;

    private sealed class WaitsFor(TimeProvider time, TimeSpan span) : IMessageHandler
    {
        public string Entity => "documents";

        public DateTimeOffset EndedAt { get; private set; }

        public async Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            try
            {
                await Task.Delay(span, time, cancellation);
                return HandlerResult.Done;
            }
            finally
            {
                EndedAt = time.GetUtcNow();
            }
        }
    }

    private sealed class BusWithOneMessage(TimeProvider time, TimeSpan lockDuration) : IBus
    {
        private bool _given;
        private int _renewals;

        /// <summary>What becomes of each renewal; the last one stays.</summary>
        public required IReadOnlyList<Func<DateTimeOffset, DateTimeOffset?>> Renewals { get; init; }

        public string? Settled { get; private set; }

        public Task<IReadOnlyList<LockedMessage>> ReceiveAsync(string entity, int max, CancellationToken cancellation = default)
        {
            IReadOnlyList<LockedMessage> received = _given
                ? []
                : [new LockedMessage
                {
                    Entity = entity, SequenceNumber = 1, LockToken = "1", LockedUntil = time.GetUtcNow() + lockDuration, DeliveryCount = 1,
                    EnqueuedAt = time.GetUtcNow(), Message = new BusMessage { MessageId = "m1", Body = ReadOnlyMemory<byte>.Empty },
                }];
            _given = true;
            return Task.FromResult(received);
        }

        public Task<DateTimeOffset?> RenewAsync(LockedMessage message, CancellationToken cancellation = default) =>
            Task.FromResult(Renewals[Math.Min(_renewals++, Renewals.Count - 1)](time.GetUtcNow() + lockDuration));

        public Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation = default)
        {
            Settled = "completed";
            return Task.FromResult(true);
        }

        public Task<bool> AbandonAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation = default)
        {
            Settled = "given back";
            return Task.FromResult(true);
        }

        public Task<bool> DeadLetterAsync(LockedMessage message, Fault fault, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task SendAsync(string entity, IReadOnlyList<BusMessage> messages, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<EntityCounts> CountsAsync(string entity, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task WaitAsync(string entity, TimeSpan longest, CancellationToken cancellation = default) => throw new NotSupportedException();
    }

    private sealed class MeetsNoStore : IMessageHandler
    {
        private static readonly FindingCode Away = new("store-unreachable", Severity.Error, "away", "断开", "wait", "等待");

        public string Entity => "documents";

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation) =>
            throw new StoreUnavailableException(StoreFault.Inaccessible, Away.At(null, null));
    }

    private sealed class ParksAll : IMessageHandler
    {
        public string Entity => "documents";

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation) =>
            Task.FromResult(HandlerResult.ParkAs(Fault.Unexpected("handle", new InvalidOperationException("no"))));
    }

    private sealed class BusThatRefusesCopies : IBus
    {
        private static readonly FindingCode TooMuch = new("too-much", Severity.Error, "too much", "太多", "less", "少些");
        private readonly Queue<string> _waiting = new(["m1", "m2"]);

        public List<string> GivenBack { get; } = [];

        public int Parked { get; private set; }

        public Task<IReadOnlyList<LockedMessage>> ReceiveAsync(string entity, int max, CancellationToken cancellation = default)
        {
            var received = new List<LockedMessage>();
            while (received.Count < max && _waiting.TryDequeue(out var id))
            {
                received.Add(new LockedMessage
                {
                    Entity = entity, SequenceNumber = 1, LockToken = id, LockedUntil = TimeProvider.System.GetUtcNow().AddMinutes(10), DeliveryCount = 1,
                    EnqueuedAt = DateTimeOffset.UnixEpoch, Message = new BusMessage { MessageId = id, Body = ReadOnlyMemory<byte>.Empty },
                });
            }

            return Task.FromResult<IReadOnlyList<LockedMessage>>(received);
        }

        public Task<bool> AbandonAsync(LockedMessage message, TimeSpan delay, CancellationToken cancellation = default)
        {
            lock (GivenBack)
            {
                GivenBack.Add(message.LockToken);
            }

            return Task.FromResult(true);
        }

        public Task<bool> DeadLetterAsync(LockedMessage message, Fault fault, CancellationToken cancellation = default)
        {
            Parked++;
            throw new MessageRefusedException(TooMuch.At(null, null));
        }

        public Task<DateTimeOffset?> RenewAsync(LockedMessage message, CancellationToken cancellation = default) =>
            Task.FromResult<DateTimeOffset?>(message.LockedUntil);

        public Task SendAsync(string entity, IReadOnlyList<BusMessage> messages, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<bool> CompleteAsync(LockedMessage message, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<EntityCounts> CountsAsync(string entity, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task WaitAsync(string entity, TimeSpan longest, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
