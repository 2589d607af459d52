using IntegrationHub.Core.Messaging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Messages_carry_their_trace
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Sent_alone_and_in_a_batch_it_is_a_property_that_comes_back_as_the_trace(int count)
    {
        await using var bus = await ServiceBusUnderTest.StartAsync(BusTopology.Default);
        await bus.Bus.SendAsync("erp", [.. Enumerable.Range(0, count).Select(i => new BusMessage { MessageId = $"m{i}", Body = "x"u8.ToArray(), TraceParent = Trace })]);

        var received = await bus.Bus.ReceiveAsync("erp", count);

        received.Count.ShouldBe(count);
        received.ShouldAllBe(message => message.Message.TraceParent == Trace && message.Message.Properties.Count == 0);
        await bus.Bus.AbandonAsync(received[0], TimeSpan.FromSeconds(1));
        bus.Clock.Advance(TimeSpan.FromSeconds(2));
        var again = await bus.Bus.ReceiveAsync("erp", 1);
        again.ShouldHaveSingleItem().Message.TraceParent.ShouldBe(Trace, "the copy that waits keeps it");
    }

    [Theory]
    [InlineData("|an.older.format.")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 and more")]
    public async Task What_is_no_trace_stays_a_property(string value)
    {
        await using var bus = await ServiceBusUnderTest.StartAsync(BusTopology.Default);
        var literal = $"\"{value}\"";
        await bus.Bus.SendAsync("erp", [new BusMessage { MessageId = "m", Body = "x"u8.ToArray(), Properties = new Dictionary<string, string> { ["Diagnostic-Id"] = literal } }]);

        var message = (await bus.Bus.ReceiveAsync("erp", 1)).ShouldHaveSingleItem().Message;

        message.TraceParent.ShouldBeNull();
        message.Properties["Diagnostic-Id"].ShouldBe(literal);
    }
}
