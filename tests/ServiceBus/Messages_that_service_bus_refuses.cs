using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Messages_that_service_bus_refuses
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task A_message_that_the_service_finds_too_large_becomes_a_dead_letter()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, play: played => played with { MaxMessageBytes = 4000 });
        await test.Hub.WriteAsync(unit =>
        {
            unit.Send("work", Message("m1") with { Body = new byte[10_000] });
            unit.Send("work", Message("m2"));
            return true;
        });

        await test.RelayAsync();

        test.Double.Counts("work").Active.ShouldBe(1);
        test.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("bus-request-refused");
    }

    [Fact]
    public async Task A_message_that_the_bus_refuses_becomes_a_dead_letter_and_holds_up_nothing()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Hub.WriteAsync(unit =>
        {
            unit.Send("work", Message("m1"));
            unit.Send("work", Message("m2") with { Properties = new Dictionary<string, string> { ["large"] = "\"" + new string('x', 20_000) + "\"" } });
            unit.Send("work", Message("m3"));
            return true;
        });

        await test.RelayAsync();

        test.Double.Counts("work").Active.ShouldBe(2);
        test.DeadLetters.List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("bus-message-too-large");
        test.Hub.Queries.Counts().Outbox.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_too_large_for_a_message_tells_outsiders_where_to_fetch_it_and_is_whole_for_the_hub()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        var order = Guid.CreateVersion7();
        var body = Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","id":"e-1","source":"/hub/orders","type":"hub.order.OrderReceived","subject":"{{order}}","data":"{{new string('x', 300_000)}}"}""");
        await test.Bus.SendAsync("orders", [Message("e-1") with { Body = body, ContentType = CloudEvent.ContentType }]);

        (await test.Bus.ReceiveAsync(BusTopology.Subscription("orders", "erp"), 1))[0].Message.Body.ToArray().ShouldBe(body);
        var outside = test.Double.Take(BusTopology.Subscription("orders", "notify"))!;
        using var json = System.Text.Json.JsonDocument.Parse(outside.Body);
        json.RootElement.GetProperty("dataref").GetString().ShouldBe($"/hub/api/v1/orders/{order}");
        json.RootElement.TryGetProperty("data", out _).ShouldBeFalse();
        json.RootElement.GetProperty("id").GetString().ShouldBe("e-1");
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
