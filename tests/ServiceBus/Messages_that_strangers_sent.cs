using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class Messages_that_strangers_sent
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Theory]
    [InlineData("hub-id", "42")]
    [InlineData("hub-deliveries", "-3")]
    [InlineData("hub-deliveries", "99999999999")]
    [InlineData("hub-claim", "\"../../etc/passwd\"")]
    public async Task An_envelope_that_the_hub_did_not_write_is_parked_not_believed(string name, string literal)
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Put("work", Foreign("forged", (name, literal)));
        await test.Bus.SendAsync("work", [Message("honest")]);

        (await test.Bus.ReceiveAsync("work", 10)).ShouldHaveSingleItem().Message.MessageId.ShouldBe("honest");

        var letter = (await test.DeadLettersAsync()).List(new DeadLetterQuery()).ShouldHaveSingleItem();
        letter.FaultCode.ShouldBe("envelope-invalid");
        letter.MessageId.ShouldBe("forged");
        letter.MessageZh.ShouldContain(name);
    }

    [Fact]
    public async Task One_whose_parked_copy_would_be_too_large_holds_up_nothing_and_is_dead_lettered_by_the_bus()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Put("work", Foreign("forged", ("hub-deliveries", "-3"), ("large", '"' + new string('x', 16_200) + '"')));
        await test.Bus.SendAsync("work", [Message("honest")]);

        (await test.Bus.ReceiveAsync("work", 20)).ShouldHaveSingleItem().Message.MessageId.ShouldBe("honest");
        while (test.Double.Counts("work").DeadLettered == 0)
        {
            (await test.Bus.ReceiveAsync("work", 20)).ShouldBeEmpty();
        }

        (await test.DeadLettersAsync()).List(new DeadLetterQuery()).ShouldHaveSingleItem().MessageId.ShouldBe("forged");
    }

    [Fact]
    public async Task A_claim_that_the_store_does_not_have_is_parked()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Put("work", Foreign("stranger", ("hub-claim", "\"" + new string('a', 64) + "\"")));

        (await test.Bus.ReceiveAsync("work", 10)).ShouldBeEmpty();

        (await test.DeadLettersAsync()).List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("claim-missing");
    }

    [Fact]
    public async Task What_service_bus_dead_letters_itself_is_found_among_the_others_with_its_reason()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Put("work", Foreign("short-lived", ("source", "\"shop\"")) with { TimeToLive = TimeSpan.FromSeconds(10) });
        test.Clock.Advance(TimeSpan.FromMinutes(1));

        (await test.Bus.ReceiveAsync("work", 1)).ShouldBeEmpty();
        (await test.Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 1));

        var letters = await test.DeadLettersAsync();
        letters.List(new DeadLetterQuery()).ShouldHaveSingleItem().FaultCode.ShouldBe("message-expired");
        (await test.Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 1), "it has only moved");
        await letters.ReplayAsync(new DeadLetterQuery(), "wang");
        await test.RelayAsync();
        (await test.Bus.ReceiveAsync("work", 1))[0].Message.Properties["source"].ShouldBe("\"shop\"");
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };

    private static SentMessage Foreign(string id, params (string Name, string Literal)[] properties) => new()
    {
        Body = "{}"u8.ToArray(),
        MessageId = id,
        Broker = new Dictionary<string, string>(),
        Properties = properties.ToDictionary(property => property.Name, property => property.Literal),
    };
}
