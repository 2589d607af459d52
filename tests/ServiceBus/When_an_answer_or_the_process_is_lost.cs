using System.Text;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class When_an_answer_or_the_process_is_lost
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Fact]
    public async Task A_send_whose_answer_was_lost_is_sent_again_and_arrives_once()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Inject(new InjectedFault { Method = "POST", PathEnds = "/messages" });

        await test.Bus.SendAsync("work", [Message("m1"), Message("m2")]);

        test.Double.Requests.Count(request => request.StartsWith("POST /work/messages ", StringComparison.Ordinal)).ShouldBe(2);
        test.Double.Counts("work").Active.ShouldBe(2);
    }

    [Fact]
    public async Task A_relay_that_dies_between_sending_and_noting_it_publishes_nothing_twice()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Hub.WriteAsync(unit =>
        {
            unit.Send("orders", Message("m1"));
            unit.Send("orders", Message("m2"));
            return true;
        });
        await test.Bus.SendAsync("orders", [.. test.Hub.BusStore.Due(10).Select(due => due.Message!)]);

        await test.RelayAsync();

        test.Double.Counts(BusTopology.Subscription("orders", "erp")).Active.ShouldBe(2);
        test.Hub.Queries.Counts().Outbox.ShouldBe(0);
    }

    [Fact]
    public async Task A_crash_between_the_copy_and_the_completion_of_a_retry_does_not_double_it()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Bus.SendAsync("work", [Message("m1")]);
        var first = (await test.Bus.ReceiveAsync("work", 1))[0];
        test.Double.Inject(new InjectedFault { Method = "DELETE", Status = 500, Times = 4 });
        await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.AbandonAsync(first, TimeSpan.FromMinutes(5)));

        // The original comes again and is put off again: the same copy.
        test.Clock.Advance(Topology.LockDuration * 2);
        var again = (await test.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        (await test.Bus.AbandonAsync(again, TimeSpan.FromMinutes(5))).ShouldBeTrue();

        test.Double.Counts("work").ShouldBe(new EntityCounts(0, 1, 0));
    }

    [Fact]
    public async Task A_dead_letter_whose_removal_failed_is_filed_once()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Bus.SendAsync("work", [Message("m1")]);
        await test.Bus.DeadLetterAsync((await test.Bus.ReceiveAsync("work", 1))[0], Fault.Unexpected("handle", new InvalidOperationException()));
        test.Double.Inject(new InjectedFault { Method = "DELETE", Status = 500, Times = 4 });
        await Should.ThrowAsync<BusUnavailableException>(test.DeadLettersAsync);

        test.Clock.Advance(Topology.LockDuration * 2);

        (await test.DeadLettersAsync()).List(new DeadLetterQuery()).Count.ShouldBe(1);
        test.Double.Counts("work-parked").Active.ShouldBe(0);
    }

    [Fact]
    public async Task Each_new_dead_letter_is_told_once()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        var told = new List<string>();
        var collector = new DeadLetterCollector((ServiceBusBus)test.Bus, test.Hub.BusStore, Topology, test.Clock, (entity, fault) => told.Add($"{entity} {fault.Code}"));
        await test.Bus.SendAsync("work", [Message("m1")]);
        await test.Bus.DeadLetterAsync((await test.Bus.ReceiveAsync("work", 1)).Single(), new Fault { Code = "trouble", Stage = "check", Message = "a", MessageZh = "b" });

        // Filed, but the answer to removing it there was lost.
        test.Double.Inject(new InjectedFault { Method = "DELETE", Status = 404 });
        await collector.DrainAsync(default);
        test.Clock.Advance(TimeSpan.FromMinutes(2));
        await collector.DrainAsync(default);

        told.ShouldBe(["work trouble"]);
        test.Double.Counts("work-parked").Active.ShouldBe(0);
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };
}
