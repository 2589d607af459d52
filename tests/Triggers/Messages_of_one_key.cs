using System.Collections.Concurrent;
using IntegrationHub.Core.Messaging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

/// <summary>The Functions host hands them out as they come; they are handled one at a time all the same.</summary>
public sealed class Messages_of_one_key
{
    private const string Key = ",\"SessionId\":\"\\\"shop\\\"\"";
    private static readonly Fault Trouble = new() { Code = "trouble", Stage = "check", Message = "Something is wrong.", MessageZh = "有问题。" };

    [Fact]
    public async Task Are_never_at_work_together_and_those_of_others_are()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        var (atWork, most, done) = (new ConcurrentDictionary<string, int>(), 0, new ConcurrentBag<string>());
        var together = new TaskCompletionSource();
        test.Handle = async (message, cancellation) =>
        {
            var now = atWork.AddOrUpdate(message.Message.Key!, 1, (_, before) => before + 1);
            lock (done)
            {
                most = Math.Max(most, now);
            }

            if (atWork.Values.Sum() == 2)
            {
                together.TrySetResult();
            }

            await Task.WhenAny(together.Task, Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, cancellation));
            atWork.AddOrUpdate(message.Message.Key!, 0, (_, before) => before - 1);
            done.Add(message.Message.MessageId);
            return HandlerResult.Done;
        };

        var answers = await Task.WhenAll(
            Call(test, "a1", Key), Call(test, "a2", Key), Call(test, "b1", ",\"SessionId\":\"\\\"other\\\"\""));

        together.Task.IsCompletedSuccessfully.ShouldBeTrue("different keys are handled at a time");
        most.ShouldBe(1);
        done.Count.ShouldBe(3 - (int)test.Bus.Double.Counts("work").Scheduled, "what did not get its turn comes again");
        answers.ShouldAllBe(answer => answer.Body == "{}");
    }

    [Fact]
    public async Task Wait_and_then_come_again_without_a_delivery_being_counted()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        (await test.Bus.Hub.Leases.TryTakeAsync("key:work:shop", "another instance", TimeSpan.FromHours(1))).ShouldBeTrue();

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope(deliveries: 2, metadata: Key));

        answer.Body.ShouldBe("{}");
        test.Handled.ShouldBeEmpty();
        var waited = TimeSpan.FromTicks(test.Clock.Waits.Sum(wait => wait.Ticks));
        waited.ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7));
        test.Bus.Clock.Advance(TimeSpan.FromMinutes(1));
        var copy = (await test.Bus.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        (copy.Message.MessageId, copy.Message.Key, copy.DeliveryCount).ShouldBe(("m1", "shop", 2));
    }

    [Fact]
    public async Task Of_a_subscription_fail_slowly_where_the_key_stays_busy()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        (await test.Bus.Hub.Leases.TryTakeAsync("key:orders/subscriptions/erp:shop", "another instance", TimeSpan.FromHours(1))).ShouldBeTrue();

        var answer = await test.CallAsync("orders-erp", TriggersUnderTest.Envelope(deliveries: 2, metadata: Key));

        answer.Status.ShouldBe(500);
        answer.Body.ShouldContain("message-key-busy");
        test.Handled.ShouldBeEmpty();
        TimeSpan.FromTicks(test.Clock.Waits.Sum(wait => wait.Ticks)).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));
    }

    [Theory]
    [InlineData("done")]
    [InlineData("retry")]
    [InlineData("park")]
    [InlineData("throw")]
    public async Task Leave_the_key_to_the_next_however_the_work_ends(string how)
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => how switch
        {
            "done" => Task.FromResult(HandlerResult.Done),
            "retry" => Task.FromResult(HandlerResult.RetryAfter(TimeSpan.FromMinutes(1), Trouble)),
            "park" => Task.FromResult(HandlerResult.ParkAs(Trouble)),
            _ => throw new InvalidOperationException(),
        };

        await test.CallAsync("work", TriggersUnderTest.Envelope(metadata: Key));

        (await test.Bus.Hub.Leases.TryTakeAsync("key:work:shop", "the next", TimeSpan.FromMinutes(1))).ShouldBeTrue();
    }

    [Fact]
    public async Task Stop_where_the_key_was_lost_and_come_again()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = async (_, cancellation) =>
        {
            // As after a store that was away too long for the lease to be kept. Renewals come without a pause here, and may come first.
            do
            {
                test.Bus.Clock.Advance(TimeSpan.FromMinutes(5));
            }
            while (!await test.Bus.Hub.Leases.TryTakeAsync("key:work:shop", "another instance", TimeSpan.FromDays(30), CancellationToken.None));

            await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, cancellation);
            return HandlerResult.Done;
        };

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope(metadata: Key));

        answer.Body.ShouldBe("{}");
        test.Bus.Double.Counts("work").Scheduled.ShouldBe(1);
        test.Output.ToString().ShouldContain("message-key-lost");
        (await test.Bus.Hub.Leases.TryTakeAsync("key:work:shop", "the next", TimeSpan.FromHours(1))).ShouldBeFalse("what another one has is not given back");
    }

    private static Task<(int Status, string Type, string Body)> Call(TriggersUnderTest test, string id, string key) =>
        test.CallAsync("work", TriggersUnderTest.Envelope(id: id, sequence: id.GetHashCode(StringComparison.Ordinal) & 0xffff, metadata: key));
}
