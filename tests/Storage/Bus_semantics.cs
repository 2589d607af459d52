using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

/// <summary>What every bus must do; another bus inherits the suite and gives itself.</summary>
public abstract class Bus_semantics : IAsyncLifetime
{
    private BusUnderTest _test = null!;

    internal static readonly BusTopology Topology = new()
    {
        Queues = ["work"],
        Topics = new Dictionary<string, IReadOnlyList<string>> { ["orders"] = ["erp", "notify"], ["unheard"] = [] },
        MaxDeliveryCount = 3,
    };

    private IBus Bus => _test.Bus;

    public async Task InitializeAsync() => _test = await OpenAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    internal abstract Task<BusUnderTest> OpenAsync();

    [Fact]
    public async Task A_completed_message_does_not_come_again()
    {
        await SendAsync("m1");
        var message = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        (await Bus.CompleteAsync(message)).ShouldBeTrue();

        Advance(TimeSpan.FromHours(1));
        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();
        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 0));
    }

    [Fact]
    public async Task A_locked_message_is_seen_by_nobody_until_its_lock_runs_out()
    {
        await SendAsync("m1");
        var first = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();

        Advance(Topology.LockDuration + TimeSpan.FromSeconds(1));
        var second = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();

        second.DeliveryCount.ShouldBe(2);
        (await Bus.CompleteAsync(first)).ShouldBeFalse("its lock was lost");
        (await Bus.CompleteAsync(second)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_renewed_lock_holds()
    {
        await SendAsync("m1");
        var message = (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem();
        Advance(Topology.LockDuration * 0.9);
        (await Bus.RenewAsync(message)).ShouldNotBeNull();
        Advance(Topology.LockDuration * 0.9);

        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();
        (await Bus.CompleteAsync(message)).ShouldBeTrue();
        (await Bus.RenewAsync(message)).ShouldBeNull();
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_after_its_delay()
    {
        await SendAsync("m1");
        await Bus.AbandonAsync((await Bus.ReceiveAsync("work", 1))[0], TimeSpan.FromMinutes(5));

        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();
        Advance(TimeSpan.FromMinutes(6));
        (await Bus.ReceiveAsync("work", 1))[0].DeliveryCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_is_never_settled_is_parked_by_itself()
    {
        await SendAsync("m1");
        for (var delivery = 1; delivery <= Topology.MaxDeliveryCount; delivery++)
        {
            (await Bus.ReceiveAsync("work", 1))[0].DeliveryCount.ShouldBe(delivery);
            Advance(Topology.LockDuration * 2);
        }

        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();
        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 1));
        (await _test.DeadLettersAsync()).List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("deliveries-used-up");
    }

    [Fact]
    public async Task The_same_id_within_the_window_is_one_message()
    {
        await SendAsync("m1", "m1");
        await SendAsync("m1");
        (await Bus.CountsAsync("work")).Active.ShouldBe(1);

        Advance(Topology.DuplicateWindow + TimeSpan.FromSeconds(1));
        await SendAsync("m1");
        (await Bus.CountsAsync("work")).Active.ShouldBe(2);
    }

    [Fact]
    public async Task A_scheduled_message_waits_for_its_time()
    {
        await Bus.SendAsync("work", [Message("m1") with { NotBefore = new DateTimeOffset(2026, 3, 2, 2, 30, 0, TimeSpan.Zero) }]);
        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 1, 0));
        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();

        Advance(TimeSpan.FromHours(2));
        (await Bus.ReceiveAsync("work", 1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_with_one_key_are_in_flight_one_at_a_time()
    {
        await Bus.SendAsync("work", [Message("a1") with { Key = "a" }, Message("a2") with { Key = "a" }, Message("b1") with { Key = "b" }]);

        var first = await Bus.ReceiveAsync("work", 10);
        first.Select(message => message.Message.MessageId).ShouldBe(["a1", "b1"]);
        (await Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();
        await Bus.CompleteAsync(first[0]);
        (await Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem().Message.MessageId.ShouldBe("a2");
    }

    [Fact]
    public async Task A_topic_gives_each_subscription_its_own_copy()
    {
        await Bus.SendAsync("orders", [Message("m1")]);
        await Bus.SendAsync("unheard", [Message("m1")]);

        var erp = BusTopology.Subscription("orders", "erp");
        await Bus.CompleteAsync((await Bus.ReceiveAsync(erp, 1))[0]);
        (await Bus.CountsAsync(erp)).Active.ShouldBe(0);
        (await Bus.CountsAsync(BusTopology.Subscription("orders", "notify"))).Active.ShouldBe(1);
    }

    [Fact]
    public async Task An_entity_that_the_topology_does_not_name_is_refused()
    {
        await Should.ThrowAsync<ArgumentException>(() => Bus.SendAsync("nowhere", [Message("m1")]));
        await Should.ThrowAsync<ArgumentException>(() => Bus.ReceiveAsync("orders", 1));
    }

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        var sent = Message("订单 1") with
        {
            Subject = "收到 OrderReceived", Key = "k-1", ContentType = "application/json", CorrelationId = "c-1", ReplyTo = "answers", To = "erp",
            Properties = new Dictionary<string, string> { ["weight"] = "2.5", ["urgent"] = "true", ["city"] = "\"Ningbo\"" },
        };
        await Bus.SendAsync("work", [sent]);

        var message = (await Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem().Message;

        message.Body.ToArray().ShouldBe(sent.Body.ToArray());
        message.Properties.ShouldBe(sent.Properties, ignoreOrder: true);
        (message with { Body = sent.Body, Properties = sent.Properties }).ShouldBe(sent);
    }

    [Fact]
    public async Task Bodies_of_any_size_and_any_bytes_arrive_whole()
    {
        byte[] large = new byte[700_000];
        new Random(1).NextBytes(large);
        byte[] small = [0xff, 0x00, 0xfe, 0x0d, 0x0a];
        await Bus.SendAsync("work", [Message("m1"), Message("m2") with { Body = large }, Message("m3") with { Body = small }]);

        var bodies = (await Bus.ReceiveAsync("work", 10)).ToDictionary(message => message.Message.MessageId, message => message.Message.Body.ToArray());

        bodies["m1"].ShouldBe("body of m1"u8.ToArray());
        bodies["m2"].ShouldBe(large);
        bodies["m3"].ShouldBe(small);
    }

    [Fact]
    public async Task Many_messages_come_in_the_order_they_were_sent()
    {
        await SendAsync([.. Enumerable.Range(1, 250).Select(i => $"m{i:000}")]);

        var got = new List<string>();
        while (await Bus.ReceiveAsync("work", 7) is { Count: > 0 } messages)
        {
            got.AddRange(messages.Select(message => message.Message.MessageId));
        }

        got.ShouldBe(Enumerable.Range(1, 250).Select(i => $"m{i:000}"));
    }

    [Fact]
    public async Task A_retry_that_is_put_off_again_and_again_counts_every_delivery_and_is_parked_at_last()
    {
        await SendAsync("m1");
        for (var delivery = 1; delivery <= Topology.MaxDeliveryCount; delivery++)
        {
            var message = (await Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
            message.DeliveryCount.ShouldBe(delivery);
            message.Message.MessageId.ShouldBe("m1");
            (await Bus.AbandonAsync(message, TimeSpan.FromMinutes(1))).ShouldBeTrue();
            Advance(TimeSpan.FromMinutes(2));
        }

        (await Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();
        (await _test.DeadLettersAsync()).List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("deliveries-used-up");
    }

    [Fact]
    public async Task A_message_whose_lock_was_lost_can_be_neither_put_off_nor_parked()
    {
        await SendAsync("m1");
        var lost = (await Bus.ReceiveAsync("work", 1))[0];
        Advance(Topology.LockDuration * 2);

        (await Bus.AbandonAsync(lost, TimeSpan.FromMinutes(1))).ShouldBeFalse();
        (await Bus.DeadLetterAsync(lost, Fault.Unexpected("handle", new InvalidOperationException()))).ShouldBeFalse();

        (await Bus.CountsAsync("work")).ShouldBe(new EntityCounts(1, 0, 0));
    }

    [Fact]
    public async Task Waiting_ends_when_a_message_comes_and_the_message_is_not_lost()
    {
        var waiting = Bus.WaitAsync("work", TimeSpan.FromSeconds(60));
        await SendAsync("m1");

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        (await Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem().DeliveryCount.ShouldBe(1);
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };

    private void Advance(TimeSpan by) => _test.Clock.Advance(by);

    private Task SendAsync(params string[] ids) => Bus.SendAsync("work", [.. ids.Select(Message)]);
}

/// <summary>The bus in the store.</summary>
public abstract class Embedded_bus(Engine engine) : Bus_semantics
{
    internal override Task<BusUnderTest> OpenAsync() => Task.FromResult<BusUnderTest>(new EmbeddedBusUnderTest(Topology, engine));
}

/// <summary>Azure Service Bus over REST, against its double.</summary>
public sealed class Service_bus : Bus_semantics
{
    internal override async Task<BusUnderTest> OpenAsync() => await ServiceBusUnderTest.StartAsync(Topology);
}

/// <summary>The bus in the file of a data folder.</summary>
public sealed class Embedded_bus_in_a_file() : Embedded_bus(Engine.Sqlite);

/// <summary>The bus on a server.</summary>
public sealed class Embedded_bus_on_a_server() : Embedded_bus(Engine.Postgres);
