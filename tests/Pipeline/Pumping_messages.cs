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
