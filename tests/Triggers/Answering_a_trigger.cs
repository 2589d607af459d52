using System.Text.Json;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Triggers;

public sealed class Answering_a_trigger
{
    private static readonly Fault Trouble = new() { Code = "trouble", Stage = "check", Message = "Something is wrong.", MessageZh = "有问题。" };
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Completes_what_is_done()
    {
        await using var test = await TriggersUnderTest.StartAsync();

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope("十一"));

        answer.ShouldBe((200, "application/json", "{}"));
        System.Text.Encoding.UTF8.GetString(test.Handled.ShouldHaveSingleItem().Message.Body.Span).ShouldBe("十一");
        test.Bus.Double.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Retries_by_a_scheduled_copy_that_counts_deliveries_on_and_keeps_its_id()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => Task.FromResult(HandlerResult.RetryAfter(Minute, Trouble));

        var first = await test.CallAsync("work", TriggersUnderTest.Envelope(properties: "{\"mine\":\"件\"}"));
        var again = await test.CallAsync("work", TriggersUnderTest.Envelope(properties: "{\"mine\":\"件\"}", deliveries: 2));

        first.Body.ShouldBe("{}");
        again.Body.ShouldBe("{}", "the host lost the answer and delivered once more");
        test.Bus.Double.Counts("work").ShouldBe(new EntityCounts(0, 1, 0), "the copy is a duplicate the second time");
        test.Bus.Clock.Advance(TimeSpan.FromMinutes(2));
        var copy = (await test.Bus.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        copy.Message.MessageId.ShouldBe("m1");
        copy.DeliveryCount.ShouldBe(2);
        copy.Message.Properties["mine"].ShouldBe("\"\\u4EF6\"");
    }

    [Fact]
    public async Task Parks_by_a_copy_with_the_reason()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => Task.FromResult(HandlerResult.ParkAs(Trouble));

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope());

        answer.Body.ShouldBe("{}");
        var letters = (await test.Bus.DeadLettersAsync()).List(new DeadLetterQuery());
        letters.ShouldHaveSingleItem().FaultCode.ShouldBe("trouble");
    }

    [Fact]
    public async Task Parks_what_a_handler_throws_and_goes_on()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => throw new InvalidCastException("x");

        (await test.CallAsync("work", TriggersUnderTest.Envelope())).Body.ShouldBe("{}");

        test.Bus.Double.Counts("work-parked").Active.ShouldBe(1);
    }

    [Fact]
    public async Task Parks_what_a_handler_gave_up_by_itself()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => throw new TaskCanceledException("a call timed out");

        (await test.CallAsync("work", TriggersUnderTest.Envelope())).Body.ShouldBe("{}");

        test.Bus.Double.Counts("work-parked").Active.ShouldBe(1);
    }

    [Fact]
    public async Task Fails_slowly_where_something_fails_that_nobody_thought_of()
    {
        await using var test = await TriggersUnderTest.StartAsync(leases: new BrokenLeases());

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope(deliveries: 3, metadata: ",\"SessionId\":\"\\\"shop\\\"\""));

        (answer.Status, answer.Body).ShouldBe((500, """{"code":"internal"}"""));
        test.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(8)]);
    }

    [Fact]
    public async Task Keeps_properties_whose_names_no_header_can_have()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => Task.FromResult(HandlerResult.RetryAfter(Minute, Trouble));
        const string Properties = "{\"Kunden-Nr.\":\"K 1\",\"customer no\":\"件 7\",\"_count\":3,\"From\":\"erp\",\"cloudEvents:id\":\"e-1\"}";

        await test.CallAsync("work", TriggersUnderTest.Envelope(properties: Properties));

        test.Bus.Clock.Advance(TimeSpan.FromMinutes(2));
        var copy = (await test.Bus.Bus.ReceiveAsync("work", 1)).ShouldHaveSingleItem();
        copy.Message.Properties.ToDictionary(property => property.Key, property => JsonSerializer.Deserialize<JsonElement>(property.Value).ToString())
            .ShouldBe(new Dictionary<string, string> { ["Kunden-Nr."] = "K 1", ["customer no"] = "件 7", ["_count"] = "3", ["From"] = "erp", ["cloudEvents:id"] = "e-1" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Answers_before_the_host_would_kill_the_handler_however_the_waits_add_up()
    {
        await using var test = await TriggersUnderTest.StartAsync(answerWithin: TimeSpan.FromMilliseconds(500));
        test.Handle = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return HandlerResult.Done;
        };

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope()).WaitAsync(TimeSpan.FromSeconds(60));

        answer.Status.ShouldBe(500);
        answer.Body.ShouldContain("handler-too-slow");
    }

    [Fact]
    public async Task Cannot_copy_to_one_subscription_and_so_fails_slowly()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => Task.FromResult(HandlerResult.RetryAfter(Minute, Trouble));

        var answer = await test.CallAsync("orders-erp", TriggersUnderTest.Envelope(deliveries: 3));

        answer.Status.ShouldBe(500);
        test.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(8)]);
        test.Bus.Double.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 16)]
    [InlineData(9, 60)]
    public async Task Fails_slowly_while_the_bus_takes_no_copy_so_that_an_outage_uses_up_no_deliveries(int deliveries, int seconds)
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Bus.Double.Inject(new InjectedFault { Status = 503 });
        test.Handle = (_, _) => Task.FromResult(HandlerResult.ParkAs(Trouble));

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope(deliveries: deliveries));

        answer.Status.ShouldBe(500);
        answer.Body.ShouldContain("bus-busy");
        test.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(seconds)]);
    }

    [Fact]
    public async Task Fails_slowly_while_the_store_is_away()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        test.Handle = (_, _) => throw new StoreUnavailableException(
            StoreFault.Full, new Finding("store-full", Severity.Error, "full", "满"));

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope());

        answer.Status.ShouldBe(500);
        test.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task Parks_a_message_whose_deliveries_over_all_copies_are_used_up()
    {
        await using var test = await TriggersUnderTest.StartAsync();

        var answer = await test.CallAsync("work", TriggersUnderTest.Envelope(properties: "{\"hub-deliveries\":10}"));

        answer.Body.ShouldBe("{}");
        test.Handled.ShouldBeEmpty();
        var letters = (await test.Bus.DeadLettersAsync()).List(new DeadLetterQuery());
        letters.ShouldHaveSingleItem().FaultCode.ShouldBe("deliveries-used-up");
    }

    [Theory]
    [InlineData("{\"hub-deliveries\":\"-1\"}")]
    [InlineData("{\"hub-properties\":\"bm8=\"}")]
    [InlineData("{\"hub-claim\":\"../../etc/passwd\"}")]
    [InlineData("{\"hub-claim\":\"0000000000000000000000000000000000000000000000000000000000000000\"}")]
    public async Task Parks_a_message_with_properties_of_the_hub_that_the_hub_did_not_write(string properties)
    {
        await using var test = await TriggersUnderTest.StartAsync();

        (await test.CallAsync("work", TriggersUnderTest.Envelope(properties: properties))).Body.ShouldBe("{}");

        test.Handled.ShouldBeEmpty();
        test.Bus.Double.Counts("work-parked").Active.ShouldBe(1);
    }

    [Fact]
    public async Task Completes_what_is_meant_for_another_subscription()
    {
        await using var test = await TriggersUnderTest.StartAsync();

        (await test.CallAsync("orders-erp", TriggersUnderTest.Envelope(properties: "{\"hub-only\":\"other\"}"))).Body.ShouldBe("{}");

        test.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_503_until_the_store_is_open_and_then_goes_on()
    {
        await using var test = await TriggersUnderTest.StartAsync(ready: false);

        var ping = await test.RawAsync("GET", "/");
        var early = await test.CallAsync("work", TriggersUnderTest.Envelope(deliveries: 2));
        var timer = await test.CallAsync("tick", "{\"Data\":{\"timer\":{}},\"Metadata\":{}}");
        var health = await test.RawAsync("GET", "/hub/health/ready");
        test.Open();
        var later = await test.CallAsync("work", TriggersUnderTest.Envelope());

        ping.ShouldBe(200);
        early.Status.ShouldBe(503);
        timer.Status.ShouldBe(503);
        health.ShouldBe(503);
        test.Clock.Waits.ShouldContain(TimeSpan.FromSeconds(4));
        later.Body.ShouldBe("{}");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"Data\":{\"message\":\"no base64!\"},\"Metadata\":{\"MessageId\":\"\\\"a\\\"\",\"DeliveryCount\":\"1\",\"SequenceNumber\":\"1\"}}")]
    public async Task Refuses_what_is_no_envelope_slowly_and_says_so_in_the_errors(string body)
    {
        await using var test = await TriggersUnderTest.StartAsync();

        var answer = await test.CallAsync("work", body);

        answer.Status.ShouldBe(400);
        test.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(2)]);
        test.Errors.ToString().ShouldContain("trigger-envelope-refused");
        test.Output.ToString().ShouldBeEmpty();
        test.Handled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refuses_a_body_beyond_the_largest_message()
    {
        await using var test = await TriggersUnderTest.StartAsync();

        var fits = await test.CallAsync("work", TriggersUnderTest.Envelope(new string('a', 2 << 20)));
        var answer = await test.RawAsync("POST", "/work", length: (4 << 20) + 1);

        fits.Body.ShouldBe("{}");
        answer.ShouldBe(413);
        test.Handled.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Calls_a_timer_and_tells_when_it_could_not()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        const string Envelope = "{\"Data\":{\"timer\":{\"IsPastDue\":true}},\"Metadata\":{}}";

        (await test.CallAsync("tick", Envelope)).ShouldBe((200, "application/json", "{}"));
        test.Output.ToString().ShouldContain("tick is late");
        test.Tick = _ => throw new InvalidOperationException("bug");
        (await test.CallAsync("tick", Envelope)).Status.ShouldBe(500);
    }

    /// <summary>After an empty 2xx the Functions host waits until functionTimeout and then kills the handler with all that it has in hand.</summary>
    [Fact]
    public async Task Never_is_an_empty_2xx_whatever_a_handler_does()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        Func<Task<HandlerResult>>[] ways =
        [
            () => Task.FromResult(HandlerResult.Done),
            () => Task.FromResult(HandlerResult.RetryAfter(Minute, Trouble)),
            () => Task.FromResult(HandlerResult.ParkAs(Trouble)),
            () => throw new InvalidOperationException(),
            () => throw new OperationCanceledException(),
            () => Task.FromResult<HandlerResult>(null!),
        ];
        foreach (var way in ways)
        {
            test.Handle = (_, _) => way();
            test.Tick = _ => way();
            foreach (var name in TriggersUnderTest.Catalogue.Messages.Select(trigger => trigger.Name).Concat(TriggersUnderTest.Catalogue.Timers.Select(trigger => trigger.Name)))
            {
                var (status, type, body) = await test.CallAsync(name, TriggersUnderTest.Envelope());

                type.ShouldBe("application/json", $"{name} {status}");
                JsonDocument.Parse(body).RootElement.ValueKind.ShouldBe(JsonValueKind.Object, $"{name} {status}");
            }
        }
    }

    [Fact]
    public async Task Is_ended_when_the_hub_stops()
    {
        await using var test = await TriggersUnderTest.StartAsync();
        var started = new TaskCompletionSource();
        test.Handle = async (_, cancellation) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return HandlerResult.Done;
        };

        var call = test.CallAsync("work", TriggersUnderTest.Envelope());
        await started.Task;
        await test.StopAsync();

        // Told or cut off, the host takes it for a failure and delivers again.
        await call.ContinueWith(ended => (ended.IsFaulted || ended.Result.Status == 500).ShouldBeTrue(), TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class BrokenLeases : ILeases
    {
        public Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation = default) =>
            throw new InvalidDataException("relation leases does not exist");

        public Task ReleaseAsync(string name, string holder, CancellationToken cancellation = default) => Task.CompletedTask;
    }
}
