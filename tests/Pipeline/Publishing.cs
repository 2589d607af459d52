using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Pipeline;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Pipeline;

public abstract class Publishing(Engine engine) : IAsyncLifetime
{
    private static readonly string Erp = BusTopology.Subscription(BusTopology.Orders, "erp");
    private readonly TempFolder _folder = TempFolder.On(engine);
    private TestHub _hub = null!;

    public Task InitializeAsync()
    {
        var topology = BusTopology.Default with { Topics = new Dictionary<string, IReadOnlyList<string>> { [BusTopology.Orders] = ["erp"] } };
        _hub = new TestHub(_folder, topology: topology);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_order_of_a_finished_document_reaches_the_subscriber_once_as_a_cloud_event()
    {
        _hub.Reader.Script = _ => FakeReader.Orders(1203);
        var answer = await _hub.Importer.ImportAsync(TestHub.File());
        (await _hub.Store.Bus.CountsAsync(Erp)).Active.ShouldBe(0, "nothing is on the bus before the relay ran");

        await new OutboxPump(_hub.Store.Relay, _hub.Clock).DrainAsync(default);
        var collector = new Collector(Erp);
        await new MessagePump(_hub.Store.Bus, collector, 50, _hub.Clock).DrainAsync(default);

        collector.Events.Count.ShouldBe(1203);
        collector.Events.Select(entry => entry.GetProperty("subject").GetGuid()).ShouldBe(answer.Results.Select(result => result.Id), ignoreOrder: true);
        var first = collector.Events[0];
        first.GetProperty("specversion").GetString().ShouldBe("1.0");
        first.GetProperty("type").GetString().ShouldBe("hub.order.OrderReceived");
        first.GetProperty("data").GetProperty("outcome").GetString().ShouldBe("accepted");
        _hub.Store.Queries.Counts().Outbox.ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_of_a_document_is_published_before_it_is_finished()
    {
        _hub.Reader.Script = _ => FakeReader.Orders(30).Select((order, at) => at < 25 ? order : throw new InvalidOperationException());
        await _hub.Importer.ImportAsync(TestHub.File());

        await new OutboxPump(_hub.Store.Relay, _hub.Clock).DrainAsync(default);

        _hub.Store.Queries.CountOrders(new OrderQuery()).ShouldBe(20);
        (await _hub.Store.Bus.CountsAsync(Erp)).Active.ShouldBe(0);
    }

    [Fact]
    public async Task A_verb_is_published_too()
    {
        _hub.Reader.Script = _ => FakeReader.Orders(1);
        var answer = await _hub.Importer.ImportAsync(TestHub.File());
        await _hub.Desk.RejectAsync(answer.Results[0].Id, "wang", "called off");

        await new OutboxPump(_hub.Store.Relay, _hub.Clock).DrainAsync(default);

        var collector = new Collector(Erp);
        await new MessagePump(_hub.Store.Bus, collector, 1, _hub.Clock).DrainAsync(default);
        collector.Events.Select(entry => entry.GetProperty("type").GetString()).ShouldContain("hub.order.OrderRejected");
    }

    [Fact]
    public async Task A_handler_that_asks_for_later_gets_the_message_again_and_one_that_breaks_parks_it()
    {
        await _hub.Store.Bus.SendAsync("erp", [new BusMessage { MessageId = "later", Body = new byte[] { 1 } }, new BusMessage { MessageId = "broken", Body = new byte[] { 1 } }]);
        var faults = new List<string>();
        var pump = new MessagePump(_hub.Store.Bus, new Fussy(), 5, _hub.Clock, (message, fault) => { lock (faults) { faults.Add(fault.Code); } });

        await pump.DrainAsync(default);

        (await _hub.Store.Bus.CountsAsync("erp")).ShouldBe(new EntityCounts(0, 1, 1));
        faults.ShouldBe(["erp-busy", "bug-not-supported"], ignoreOrder: true);
        _hub.Clock.Advance(TimeSpan.FromMinutes(2));
        (await _hub.Store.Bus.ReceiveAsync("erp", 1))[0].DeliveryCount.ShouldBe(2);
    }

    private sealed class Collector(string entity) : IMessageHandler
    {
        public List<JsonElement> Events { get; } = [];

        public string Entity => entity;

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation)
        {
            using var json = JsonDocument.Parse(message.Message.Body);
            lock (Events)
            {
                Events.Add(json.RootElement.Clone());
            }

            return Task.FromResult(HandlerResult.Done);
        }
    }

    private sealed class Fussy : IMessageHandler
    {
        public string Entity => "erp";

        public Task<HandlerResult> HandleAsync(LockedMessage message, CancellationToken cancellation) => message.Message.MessageId == "broken"
            ? throw new NotSupportedException()
            : Task.FromResult(HandlerResult.RetryAfter(TimeSpan.FromMinutes(1), new Fault { Code = "erp-busy", Stage = "submit", Message = "Busy.", MessageZh = "忙。" }));
    }
}

/// <summary>On the file of a data folder.</summary>
public sealed class Publishing_in_a_file() : Publishing(Engine.Sqlite);

/// <summary>On a server.</summary>
public sealed class Publishing_on_a_server() : Publishing(Engine.Postgres);
