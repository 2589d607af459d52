using System.Text;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Tests.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

/// <summary>What a person finds and does, whichever bus the work came from.</summary>
public abstract class Dead_letters : IAsyncLifetime
{
    private BusUnderTest _test = null!;

    public async Task InitializeAsync()
    {
        _test = await OpenAsync();
        await ParkAsync("m1", "unit-unknown");
        await ParkAsync("m2", "unit-unknown");
        await ParkAsync("m3", "customer-unknown");
        await _test.DeadLettersAsync();
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    internal abstract Task<BusUnderTest> OpenAsync();

    [Fact]
    public void Are_grouped_by_cause_not_by_sentence()
    {
        var groups = Letters.Summary(new DeadLetterQuery());

        groups.Select(group => (group.FaultCode, group.Count)).ShouldBe([("unit-unknown", 2L), ("customer-unknown", 1L)]);
        groups[0].Stage.ShouldBe("map");
        groups[0].FieldPath.ShouldBe("lines[].unit");
        groups[0].MappingVersion.ShouldBe("acme@3");
    }

    [Fact]
    public async Task A_replay_puts_the_message_back_and_only_once()
    {
        var query = new DeadLetterQuery { FaultCode = "unit-unknown" };
        var both = await Task.WhenAll(Letters.ReplayAsync(query, "wang"), Letters.ReplayAsync(query, "li"));

        both.Sum().ShouldBe(2);
        await _test.RelayAsync();
        (await _test.Bus.CountsAsync("work")).ShouldBe(new EntityCounts(2, 0, 1));
        Letters.List(query).ShouldBeEmpty();
        Letters.List(query with { State = "replayed" }).Count.ShouldBe(2);
        (await _test.Bus.ReceiveAsync("work", 1))[0].Message.MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task An_edit_sends_another_body_under_a_new_id_and_keeps_the_letter()
    {
        var letter = Letters.List(new DeadLetterQuery { FaultCode = "customer-unknown" })[0];

        (await Letters.EditAsync(letter.Id, Encoding.UTF8.GetBytes("corrected"), "wang", "typo")).ShouldBeTrue();
        (await Letters.EditAsync(letter.Id, [1], "li", "late")).ShouldBeFalse();

        await _test.RelayAsync();
        var message = (await _test.Bus.ReceiveAsync("work", 1))[0].Message;
        Encoding.UTF8.GetString(message.Body.Span).ShouldBe("corrected");
        message.MessageId.ShouldNotBe(letter.MessageId);
        Letters.Show(letter.Id)!.State.ShouldBe("edited");
        Letters.Show(letter.Id)!.ClosedBy.ShouldBe("wang");
    }

    [Fact]
    public async Task A_discard_needs_a_reason_and_leaves_the_letter_to_be_read()
    {
        (await Letters.DiscardAsync(new DeadLetterQuery { FaultCode = "unit-unknown" }, "wang", "test data")).ShouldBe(2);

        (await _test.Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 1));
        var closed = Letters.List(new DeadLetterQuery { State = "discarded" });
        closed.Select(letter => letter.Reason).ShouldBe(["test data", "test data"]);
    }

    [Fact]
    public async Task A_replay_loses_neither_properties_nor_session_nor_identity_however_often_it_is_parked_again()
    {
        await _test.Bus.SendAsync("work", [new BusMessage
        {
            MessageId = "m4", Body = "{}"u8.ToArray(), Key = "session-4", Subject = "OrderReceived", ContentType = "application/json", CorrelationId = "c-4",
            Properties = new Dictionary<string, string> { ["region"] = "\"Zhejiang\"", ["lines"] = "12" },
        }]);
        for (var round = 0; round < 3; round++)
        {
            var received = (await _test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
            received.DeliveryCount.ShouldBe(1, "a replay begins anew");
            received.Message.MessageId.ShouldBe("m4");
            received.Message.Key.ShouldBe("session-4");
            received.Message.Subject.ShouldBe("OrderReceived");
            received.Message.ContentType.ShouldBe("application/json");
            received.Message.CorrelationId.ShouldBe("c-4");
            received.Message.Properties["region"].ShouldBe("\"Zhejiang\"");
            received.Message.Properties["lines"].ShouldBe("12");
            await _test.Bus.DeadLetterAsync(received, new Fault { Code = "still-wrong", Stage = "map", Message = "Still wrong.", MessageZh = "仍有错。", Detail = "第 4 行" });

            (await (await _test.DeadLettersAsync()).ReplayAsync(new DeadLetterQuery { FaultCode = "still-wrong" }, "wang")).ShouldBe(1);
            await _test.RelayAsync();
        }

        Letters.List(new DeadLetterQuery { FaultCode = "still-wrong", State = "replayed" }).Select(letter => letter.Detail).Distinct().ShouldBe(["第 4 行"]);
    }

    private IDeadLetters Letters => _test.DeadLetters;

    private async Task ParkAsync(string id, string code)
    {
        await _test.Bus.SendAsync("work", [new BusMessage { MessageId = id, Body = Encoding.UTF8.GetBytes(id) }]);
        var message = (await _test.Bus.ReceiveAsync("work", 1))[0];
        await _test.Bus.DeadLetterAsync(message, new Fault
        {
            Code = code, Stage = "map", MappingVersion = "acme@3", FieldPath = "lines[].unit", Message = $"no unit in {id}", MessageZh = $"{id} 没有单位",
        });
    }
}

/// <summary>Parked on the bus in the store.</summary>
public abstract class Dead_letters_of_the_embedded_bus(Engine engine) : Dead_letters
{
    internal override Task<BusUnderTest> OpenAsync() => Task.FromResult<BusUnderTest>(new EmbeddedBusUnderTest(Bus_semantics.Topology, engine));
}

/// <summary>Parked on the bus in the file of a data folder.</summary>
public sealed class Dead_letters_in_a_file() : Dead_letters_of_the_embedded_bus(Engine.Sqlite);

/// <summary>Parked on the bus on a server.</summary>
public sealed class Dead_letters_on_a_server() : Dead_letters_of_the_embedded_bus(Engine.Postgres);

/// <summary>Parked on Azure Service Bus, against its double.</summary>
public sealed class Dead_letters_of_service_bus : Dead_letters
{
    internal override async Task<BusUnderTest> OpenAsync() => await ServiceBusUnderTest.StartAsync(Bus_semantics.Topology);
}
