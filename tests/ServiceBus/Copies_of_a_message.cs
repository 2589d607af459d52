using System.Globalization;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.FunctionsHost;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using IntegrationHub.Tests.Triggers;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

/// <summary>Retried, parked or replayed, a message that somebody sent over AMQP is what it was.</summary>
public sealed class Copies_of_a_message
{
    private const string Date = "\"Sat, 21 Nov 2026 10:20:30 GMT\"";
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task Keep_where_it_lies_and_where_its_answer_goes_through_retry_parking_and_replay()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Put("work", Sent(session: null));

        var message = (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        await test.Bus.AbandonAsync(message, TimeSpan.FromMinutes(1));
        test.Clock.Advance(TimeSpan.FromMinutes(2));
        var retried = (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        await test.Bus.DeadLetterAsync(retried, Fault.Unexpected("handle", new InvalidOperationException()));
        await (await test.DeadLettersAsync()).ReplayAsync(new DeadLetterQuery(), "wang");
        await test.RelayAsync();

        var replayed = test.Double.Take("work").ShouldNotBeNull();
        (replayed.Broker["PartitionKey"], replayed.Broker["ReplyToSessionId"], replayed.Broker["ReplyTo"]).ShouldBe(("\"shop-7\"", "\"answers-3\"", "\"answers\""));
        replayed.Properties["sentAt"].ShouldBe(Date);
        foreach (var copy in new[] { message, retried })
        {
            (copy.Message.PartitionKey, copy.Message.ReplyToSessionId, copy.Message.Properties["sentAt"]).ShouldBe(("shop-7", "answers-3", Date));
        }
    }

    [Fact]
    public async Task With_a_session_have_it_for_their_partition_too()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Put("work", Sent(session: "shop-7"));

        await test.Bus.AbandonAsync((await test.Bus.ReceiveAsync("work", 1)).Single(), TimeSpan.FromMinutes(1));
        test.Clock.Advance(TimeSpan.FromMinutes(2));

        (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem().Message.Key.ShouldBe("shop-7");
    }

    /// <summary>REST states dates in whole seconds; what a trigger showed of it beyond that goes beside it.</summary>
    [Theory]
    [InlineData("2026-11-21T10:20:30Z")]
    [InlineData("2026-11-21T10:20:30.1234567Z")]
    [InlineData("2026-11-21T18:20:30.5+08:00")]
    [InlineData("2026-11-21T10:20:30")]
    public async Task That_a_trigger_brought_keep_dates_as_dates_and_to_the_tick_for_the_hub(string date)
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => Task.FromResult(HandlerResult.RetryAfter(TimeSpan.FromMinutes(1), Fault.Unexpected("check", new InvalidOperationException())));
        const string Broker = ",\"PartitionKey\":\"\\\"shop-7\\\"\",\"ReplyToSessionId\":\"\\\"answers-3\\\"\"";

        await test.CallAsync("work", TriggersUnderTest.Envelope(properties: $"{{\"sentAt\":\"{date}\",\"note\":\"2026-11-21\",\"count\":3}}", metadata: Broker));

        test.Bus.Clock.Advance(TimeSpan.FromMinutes(2));
        var queue = test.Bus.Double.Receiver("work");
        var stored = queue.Receive(take: false).ShouldNotBeNull();
        stored.Sent.Properties["sentAt"].ShouldBe(Date, "a date for every other reader");
        stored.Sent.Properties["note"].ShouldBe("\"2026-11-21\"");
        (stored.Sent.Broker["PartitionKey"], stored.Sent.Broker["ReplyToSessionId"]).ShouldBe(("\"shop-7\"", "\"answers-3\""));
        EnvelopeWriter.Message(new MessageFunction("work", "message", "work", "ServiceBus", true), stored, test.Bus.Clock.GetUtcNow())
            .ShouldContain("\"sentAt\":\"2026-11-21T10:20:30Z\"");
        queue.Unlock(stored.Sequence.ToString(CultureInfo.InvariantCulture), stored.LockToken!.Value);
        (await test.Bus.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem().Message.Properties["sentAt"].ShouldBe($"\"{date}\"", "as it came, for the hub");
    }

    private static SentMessage Sent(string? session) => new()
    {
        Body = [1],
        MessageId = "m1",
        SessionId = session,
        Broker = new Dictionary<string, string>
        {
            ["PartitionKey"] = "\"shop-7\"", ["ReplyTo"] = "\"answers\"", ["ReplyToSessionId"] = "\"answers-3\"",
        }.Concat(session is null ? [] : [KeyValuePair.Create("SessionId", $"\"{session}\"")]).ToDictionary(),
        Properties = new Dictionary<string, string> { ["sentAt"] = Date, ["count"] = "3" },
    };
}
