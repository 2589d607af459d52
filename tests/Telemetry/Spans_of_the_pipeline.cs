using System.Diagnostics;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Core.Telemetry;
using IntegrationHub.Tests.Pipeline;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Telemetry;

[Collection(TracingAlone.Name)]
public sealed class Spans_of_the_pipeline : IDisposable
{
    private static readonly string Erp = BusTopology.Subscription(BusTopology.Orders, "erp");
    private static readonly string Notify = BusTopology.Subscription(BusTopology.Orders, "notify");
    private static readonly BusTopology Topology = BusTopology.Default with
    {
        Topics = new Dictionary<string, IReadOnlyList<string>> { [BusTopology.Orders] = ["erp", "notify"] },
    };

    private readonly TempFolder _folder = TempFolder.On(Engine.Sqlite);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_the_source_to_every_subscriber_it_is_one_trace_also_across_restarts()
    {
        using var recorder = new Recorder();
        ActivityTraceId trace;
        await using (var first = new TestHub(_folder, topology: Topology))
        {
            using var root = HubTracing.Begin("test")!;
            trace = root.TraceId;
            (await first.Importer.ReceiveAsync(TestHub.File())).Status.ShouldBe(IntakeStatus.Archived);
        }

        await using (var second = new TestHub(_folder, topology: Topology))
        {
            second.Reader.Script = _ => FakeReader.Orders(25);
            await new MessagePump(second.Store.Bus, new DocumentMessages(second.Importer), 1, second.Clock).DrainAsync(default);
        }

        await using var third = new TestHub(_folder, topology: Topology);
        await new OutboxPump(third.Store.Relay, third.Clock).DrainAsync(default);
        var events = new List<BusMessage>();
        foreach (var entity in new[] { Erp, Notify })
        {
            await new MessagePump(third.Store.Bus, new Taker(entity, events), 8, third.Clock).DrainAsync(default);
        }

        events.Count.ShouldBe(50);
        recorder.Ended.ShouldAllBe(span => span.TraceId == trace);
        var spans = recorder.Ended.ToDictionary(span => span.SpanId);
        foreach (var handled in recorder.Ended.Where(span => span.DisplayName is "process orders/subscriptions/erp" or "process orders/subscriptions/notify"))
        {
            handled.Kind.ShouldBe(ActivityKind.Consumer);
            handled.GetTagItem("messaging.destination.name").ShouldBe("orders");
            handled.GetTagItem("messaging.destination.subscription.name").ShouldBeOneOf("erp", "notify");
            Way(spans, handled).ShouldBe(["send orders", "settle", "understand", "process documents", "send documents", "archive", "test"]);
        }

        var send = recorder.Ended.Single(span => span.DisplayName == "send orders");
        send.Kind.ShouldBe(ActivityKind.Producer);
        send.GetTagItem("messaging.batch.message_count").ShouldBe(25);
        recorder.Ended.Count(span => span.DisplayName == "commit").ShouldBe(3, "10, 10 and 5 orders");
        recorder.Ended.Count(span => span.DisplayName == "check").ShouldBe(3);
        events.ShouldAllBe(message => JsonDocument.Parse(message.Body, default).RootElement.GetProperty("traceparent").GetString() == message.TraceParent);
    }

    [Fact]
    public async Task An_order_posted_as_json_goes_on_as_one_trace()
    {
        using var recorder = new Recorder();
        await using var hub = new TestHub(_folder, topology: Topology);
        ActivityTraceId trace;
        using (var root = HubTracing.Begin("test")!)
        {
            trace = root.TraceId;
            await hub.Importer.ReceiveAsync(TestHub.Json(EndToEnd.Samples.Order("T-1")));
        }

        await new OutboxPump(hub.Store.Relay, hub.Clock).DrainAsync(default);
        var events = new List<BusMessage>();
        await new MessagePump(hub.Store.Bus, new Taker(Erp, events), 1, hub.Clock).DrainAsync(default);

        events.ShouldHaveSingleItem().TraceParent![3..35].ShouldBe(trace.ToHexString());
        var spans = recorder.Ended.ToDictionary(span => span.SpanId);
        Way(spans, recorder.Ended.Single(span => span.Kind == ActivityKind.Consumer)).ShouldBe(["send orders", "commit", "test"]);
    }

    [Fact]
    public async Task What_is_parked_names_the_trace_and_keeps_it_when_it_is_replayed()
    {
        using var recorder = new Recorder();
        await using var hub = new TestHub(_folder, topology: Topology);
        string carried;
        using (HubTracing.Begin("test"))
        {
            await hub.Store.Bus.SendAsync("erp", [new BusMessage { MessageId = "m", Body = new byte[] { 1 } }]);
            carried = Activity.Current!.TraceId.ToHexString();
        }

        var refused = Fault.Unexpected("submit", new InvalidOperationException("no"));
        await new MessagePump(hub.Store.Bus, new Answering("erp", HandlerResult.ParkAs(refused)), 1, hub.Clock).DrainAsync(default);

        var letter = hub.Store.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem();
        letter.TraceId.ShouldBe(carried);
        var parked = recorder.Ended.Single(span => span.Kind == ActivityKind.Consumer);
        parked.Status.ShouldBe(ActivityStatusCode.Error);
        parked.GetTagItem("error.type").ShouldBe("bug-invalid-operation");
        parked.StatusDescription.ShouldBe("bug-invalid-operation", "never the exception's own words");

        await hub.Store.DeadLetters.ReplayAsync(new DeadLetterQuery { Ids = [letter.Id] }, "li");
        (await hub.Store.Bus.ReceiveAsync("erp", 1)).ShouldHaveSingleItem().Message.TraceParent![3..35].ShouldBe(carried);
    }

    [Fact]
    public async Task Nobody_listening_nothing_is_made_and_nothing_is_stored()
    {
        await using var hub = new TestHub(_folder, topology: Topology);
        hub.Reader.Script = _ => FakeReader.Orders(3);
        await hub.Importer.ReceiveAsync(TestHub.File());
        var seen = new List<Activity?>();
        await new MessagePump(hub.Store.Bus, new DocumentMessages(hub.Importer), 1, hub.Clock, scope: _ =>
        {
            seen.Add(Activity.Current);
            return null;
        }).DrainAsync(default);
        await new OutboxPump(hub.Store.Relay, hub.Clock).DrainAsync(default);

        seen.ShouldHaveSingleItem().ShouldBeNull();
        (await hub.Store.Bus.ReceiveAsync(Erp, 3)).ShouldAllBe(message => message.Message.TraceParent == null);
    }

    [Fact]
    public void Nobody_listening_a_span_costs_no_memory()
    {
        var message = new LockedMessage
        {
            Entity = "erp", SequenceNumber = 1, LockToken = "", LockedUntil = default, DeliveryCount = 1, EnqueuedAt = default,
            Message = new BusMessage { MessageId = "m", Body = ReadOnlyMemory<byte>.Empty },
        };
        Touch(message);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Touch(message);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_caller_s_trace_is_carried_though_nobody_listens()
    {
        const string Caller = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        // As the web server makes it for every request.
        using (var request = new Activity("request").Start())
        {
            HubTracing.Carried.ShouldBeNull("the caller did not trace");
        }

        using (var request = new Activity("request").SetParentId(Caller).Start())
        {
            HubTracing.Carried.ShouldBe(request.Id);
            request.Id![3..35].ShouldBe(Caller[3..35]);
        }
    }

    private static void Touch(LockedMessage message)
    {
        HubTracing.Step("x").ShouldBeNothing();
        HubTracing.Begin("x").ShouldBeNothing();
        BusTracing.Send(BusTracing.Embedded, "erp", null).ShouldBeNothing();
        BusTracing.Process(BusTracing.Embedded, message).ShouldBeNothing();
        if (HubTracing.Carried is not null)
        {
            throw new InvalidOperationException("something is carried");
        }
    }

    private static List<string> Way(Dictionary<ActivitySpanId, Activity> spans, Activity span)
    {
        var way = new List<string>();
        for (var parent = span.ParentSpanId; parent != default; parent = spans[parent].ParentSpanId)
        {
            way.Add(spans[parent].DisplayName);
        }

        return way;
    }

    private sealed class Taker(string entity, List<BusMessage> taken) : IMessageHandler
    {
        public string Entity => entity;

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            lock (taken)
            {
                taken.Add(message.Message);
            }

            return Task.FromResult(HandlerResult.Done);
        }
    }

    private sealed class Answering(string entity, HandlerResult answer) : IMessageHandler
    {
        public string Entity => entity;

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation) => Task.FromResult(answer);
    }
}

/// <summary>Asserts without the memory that an assertion library takes.</summary>
internal static class NothingAssertions
{
    public static void ShouldBeNothing(this Activity? span)
    {
        if (span is not null)
        {
            throw new InvalidOperationException($"{span.DisplayName} was made");
        }
    }
}
