using System.Text;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Storage;

public sealed class Dead_letters : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private SqliteHub _hub = null!;

    public async Task InitializeAsync()
    {
        _hub = SqliteHub.Open(_folder.Data, new SqliteHubOptions { Topology = Bus_semantics.Topology });
        await ParkAsync("m1", "unit-unknown");
        await ParkAsync("m2", "unit-unknown");
        await ParkAsync("m3", "customer-unknown");
    }

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Are_grouped_by_cause_not_by_sentence()
    {
        var groups = _hub.DeadLetters.Summary(new DeadLetterQuery());

        groups.Select(group => (group.FaultCode, group.Count)).ShouldBe([("unit-unknown", 2L), ("customer-unknown", 1L)]);
        groups[0].Stage.ShouldBe("map");
        groups[0].FieldPath.ShouldBe("lines[].unit");
        groups[0].MappingVersion.ShouldBe("acme@3");
    }

    [Fact]
    public async Task A_replay_puts_the_message_back_and_only_once()
    {
        var query = new DeadLetterQuery { FaultCode = "unit-unknown" };
        var both = await Task.WhenAll(_hub.DeadLetters.ReplayAsync(query, "wang"), _hub.DeadLetters.ReplayAsync(query, "li"));

        both.Sum().ShouldBe(2);
        (await _hub.Bus.CountsAsync("work")).ShouldBe(new EntityCounts(2, 0, 1));
        _hub.DeadLetters.List(query).ShouldBeEmpty();
        _hub.DeadLetters.List(query with { State = "replayed" }).Count.ShouldBe(2);
        (await _hub.Bus.ReceiveAsync("work", 1))[0].Message.MessageId.ShouldBe("m1");
    }

    [Fact]
    public async Task An_edit_sends_another_body_under_a_new_id_and_keeps_the_letter()
    {
        var letter = _hub.DeadLetters.List(new DeadLetterQuery { FaultCode = "customer-unknown" })[0];

        (await _hub.DeadLetters.EditAsync(letter.Id, Encoding.UTF8.GetBytes("corrected"), "wang", "typo")).ShouldBeTrue();
        (await _hub.DeadLetters.EditAsync(letter.Id, [1], "li", "late")).ShouldBeFalse();

        var message = (await _hub.Bus.ReceiveAsync("work", 1))[0].Message;
        Encoding.UTF8.GetString(message.Body.Span).ShouldBe("corrected");
        message.MessageId.ShouldNotBe(letter.MessageId);
        _hub.DeadLetters.Show(letter.Id)!.State.ShouldBe("edited");
        _hub.DeadLetters.Show(letter.Id)!.ClosedBy.ShouldBe("wang");
    }

    [Fact]
    public async Task A_discard_needs_a_reason_and_leaves_the_letter_to_be_read()
    {
        (await _hub.DeadLetters.DiscardAsync(new DeadLetterQuery { FaultCode = "unit-unknown" }, "wang", "test data")).ShouldBe(2);

        (await _hub.Bus.CountsAsync("work")).ShouldBe(new EntityCounts(0, 0, 1));
        var closed = _hub.DeadLetters.List(new DeadLetterQuery { State = "discarded" });
        closed.Select(letter => letter.Reason).ShouldBe(["test data", "test data"]);
    }

    private async Task ParkAsync(string id, string code)
    {
        await _hub.Bus.SendAsync("work", [new BusMessage { MessageId = id, Body = Encoding.UTF8.GetBytes(id) }]);
        var message = (await _hub.Bus.ReceiveAsync("work", 1))[0];
        await _hub.Bus.DeadLetterAsync(message, new Fault
        {
            Code = code, Stage = "map", MappingVersion = "acme@3", FieldPath = "lines[].unit", Message = $"no unit in {id}", MessageZh = $"{id} 没有单位",
        });
    }
}
