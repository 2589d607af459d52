using System.Text;
using Azure.Core;
using IntegrationHub.Adapters.Secrets;
using IntegrationHub.Adapters.ServiceBus;
using IntegrationHub.Adapters.Sqlite;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Storage;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

public sealed class When_service_bus_is_in_trouble
{
    private static readonly BusTopology Topology = Bus_semantics.Topology;

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    public async Task A_passing_failure_is_waited_out(int status)
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Inject(new InjectedFault { Status = status, Times = 2, RetryAfter = status == 429 ? TimeSpan.FromSeconds(1) : null });

        await test.Bus.SendAsync("work", [Message("m1")]);

        test.Double.Counts("work").Active.ShouldBe(1);
        test.Double.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_received_before_a_failure_is_handled_and_uses_up_no_delivery()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { Attempts = 1 });
        await test.Bus.SendAsync("work", [Message("m1"), Message("m2")]);
        await test.Bus.WaitAsync("work", TimeSpan.FromSeconds(5));
        test.Double.Inject(new InjectedFault { Status = 503 });

        var first = (await test.Bus.ReceiveAsync("work", 8)).ShouldHaveSingleItem();
        var second = (await test.Bus.ReceiveAsync("work", 8)).ShouldHaveSingleItem();

        (first.Message.MessageId, first.DeliveryCount).ShouldBe(("m1", 1));
        second.Message.MessageId.ShouldBe("m2");
    }

    [Fact]
    public async Task What_was_fetched_and_not_asked_for_until_its_lock_ran_out_is_not_handed_out()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Bus.SendAsync("work", [Message("m1")]);
        await test.Bus.WaitAsync("work", TimeSpan.FromSeconds(5));

        test.Clock.Advance(TimeSpan.FromMinutes(2));
        var message = (await test.Bus.ReceiveAsync("work", 8)).ShouldHaveSingleItem();

        message.DeliveryCount.ShouldBe(2);
        (await test.Bus.CompleteAsync(message)).ShouldBeTrue();
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

    [Fact]
    public async Task A_pause_longer_than_a_call_may_take_is_handed_to_whoever_pumps()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Inject(new InjectedFault { Status = 429, RetryAfter = TimeSpan.FromMinutes(3) });

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.SendAsync("work", [Message("m1")]));

        outage.Finding.Code.ShouldBe("bus-busy");
        outage.RetryAfter.ShouldBe(TimeSpan.FromMinutes(3));
        test.Double.Requests.Count.ShouldBe(1);
    }

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
    public async Task What_the_embedded_bus_still_held_goes_on_when_service_bus_takes_over()
    {
        using var folder = new TempFolder();
        var due = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await using (var before = SqliteHub.Open(folder.Data, new SqliteHubOptions { Topology = Topology }))
        {
            await before.Bus.SendAsync("work", [Message("m1"), Message("m2") with { NotBefore = due, Key = "k" }]);
            (await before.Bus.ReceiveAsync("work", 1)).Count.ShouldBe(1);
        }

        await using var after = SqliteHub.Open(folder.Data, new SqliteHubOptions { Topology = Topology, OutsideBus = true });
        (await after.BusStore.AdoptAsync()).ShouldBe(2);
        (await after.BusStore.AdoptAsync()).ShouldBe(0);

        after.BusStore.Due(10).Select(message => (message.Entity, message.Message!.MessageId, message.Message.Key, message.Message.NotBefore))
            .ShouldBe([("work", "m1", null, null), ("work", "m2", "k", due)]);
    }

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
    public void The_catalogue_asks_for_nothing_that_service_bus_does_not_have()
    {
        var entities = (BusTopology.Default with { Topics = Topology.Topics }).Entities;

        entities.Select(entity => entity.Path.ToUpperInvariant()).ShouldBeUnique();
        entities.ShouldAllBe(entity => !entity.RequiresSession && entity.Path.Length <= 260);
        entities.Where(entity => entity.LockDuration is not null).ShouldAllBe(entity => entity.LockDuration <= TimeSpan.FromMinutes(5));
        entities.Where(entity => entity.Kind != BusEntityKind.Subscription).ShouldAllBe(
            entity => entity.DuplicateWindow >= TimeSpan.FromSeconds(20) && entity.DuplicateWindow <= TimeSpan.FromDays(7));
        entities.Select(entity => entity.Path).ShouldContain("documents-parked");
        entities.Select(entity => entity.Path).ShouldContain("orders-erp-parked");
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
    public async Task A_wrong_key_says_so_and_never_shows_the_key()
    {
        Environment.SetEnvironmentVariable("HUB_TEST_WRONG_KEY", "canary-5f1c-wrong-key");
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with
        {
            Credential = new SasCredential(options.Endpoint, ServiceBusUnderTest.KeyName, new SecretReference("env", "HUB_TEST_WRONG_KEY"), options.Clock),
        });

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.SendAsync("work", [Message("m1")]));

        outage.Finding.Code.ShouldBe("bus-unauthorized");
        outage.Finding.MessageZh.ShouldContain("凭据");
        outage.ToString().ShouldNotContain("canary-5f1c");
        test.Options.ToString().ShouldNotContain("canary-5f1c");
    }

    [Fact]
    public async Task A_key_that_is_not_there_says_which_reference_is_empty()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with
        {
            Credential = new SasCredential(options.Endpoint, ServiceBusUnderTest.KeyName, new SecretReference("env", "HUB_TEST_NO_SUCH_KEY"), options.Clock),
        });

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.ReceiveAsync("work", 1));

        outage.Finding.Code.ShouldBe("bus-secret-missing");
        outage.Finding.Message.ShouldContain("env:HUB_TEST_NO_SUCH_KEY");
    }

    [Fact]
    public async Task A_token_is_made_anew_before_it_ends()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Bus.SendAsync("work", [Message("m1")]);
        test.Clock.Advance(TimeSpan.FromHours(3));

        await test.Bus.SendAsync("work", [Message("m2")]);

        test.Double.Requests.ShouldAllBe(request => request.EndsWith(" 201", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clocks_that_are_apart_are_named_as_the_cause()
    {
        var slow = new TestClock();
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with
        {
            Credential = new SasCredential(options.Endpoint, ServiceBusUnderTest.KeyName, ServiceBusUnderTest.KeyReference(), slow),
            Clock = slow,
        });
        test.Clock.Advance(TimeSpan.FromHours(2));

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.SendAsync("work", [Message("m1")]));

        outage.Finding.Code.ShouldBe("bus-clock-skew");
        outage.Finding.Message.ShouldContain("2:00:00");
    }

    [Fact]
    public async Task The_end_of_a_lock_is_told_by_the_hubs_own_clock()
    {
        var behind = new TestClock();
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, options => options with { Clock = behind });
        test.Clock.Advance(TimeSpan.FromMinutes(3));
        await test.Bus.SendAsync("work", [Message("m1")]);

        var message = (await test.Bus.ReceiveAsync("work", 1))[0];

        (message.LockedUntil - behind.GetUtcNow()).ShouldBe(Topology.LockDuration, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_identity_in_Entra_is_asked_for_the_one_audience_and_its_token_is_used_until_it_ends()
    {
        var identity = new FakeIdentity();
        await using var test = await ServiceBusUnderTest.StartAsync(
            Topology,
            options => options with { Credential = new EntraCredential(identity, options.Clock) },
            played => played with { Tokens = new Dictionary<string, BusRights> { ["token-1"] = BusRights.Manage, ["token-2"] = BusRights.Manage }, Keys = new Dictionary<string, SharedKey>() });
        identity.Clock = test.Clock;

        await test.Bus.SendAsync("work", [Message("m1")]);
        await test.Bus.SendAsync("work", [Message("m2")]);
        identity.Asked.ShouldBe(1);
        identity.Scope.ShouldBe("https://servicebus.azure.net/.default");

        test.Clock.Advance(TimeSpan.FromMinutes(59));
        await test.Bus.SendAsync("work", [Message("m3")]);
        identity.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_entity_is_named_and_holds_up_its_own_messages_alone()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        test.Double.Delete("work");
        await PutAsync(test, "work", "m1");
        await PutAsync(test, "orders", "e1");
        await PutAsync(test, "work", "m2");
        await PutAsync(test, "orders", "e2");

        await test.RelayAsync();
        await test.RelayAsync();

        (await test.Bus.ReceiveAsync("orders/subscriptions/erp", 10)).Select(message => message.Message.MessageId).ShouldBe(["e1", "e2"]);
        test.Hub.Queries.Counts().Outbox.ShouldBe(2, "nothing is lost");
        var outage = test.Outages.ShouldHaveSingleItem("a missing entity is no reason to ask again at once");
        (outage.Finding.Code, outage.Finding.Where, outage.Entity).ShouldBe(("bus-entity-missing", "work", "work"));
        (await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.CountsAsync("work"))).Finding.Code.ShouldBe("bus-entity-missing");
        await test.Relay.WaitAsync(TimeSpan.FromMilliseconds(1));

        test.Double.TryCreate(Topology.Entities.Single(entity => entity.Path == "work")).ShouldBeTrue();
        test.Clock.Advance(TimeSpan.FromSeconds(16));
        await test.RelayAsync();
        (await test.Bus.ReceiveAsync("work", 10)).Select(message => message.Message.MessageId).ShouldBe(["m1", "m2"]);
        test.Hub.Queries.Counts().Outbox.ShouldBe(0);
    }

    private static Task PutAsync(ServiceBusUnderTest test, string entity, string id) => test.Hub.WriteAsync(unit =>
    {
        unit.Send(entity, Message(id));
        return true;
    });

    [Fact]
    public async Task An_entity_with_sessions_says_that_REST_cannot_receive_from_it()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(
            Topology, play: played => played with { Entities = [.. played.Entities.Select(entity => entity with { RequiresSession = entity.Path == "work" })] });

        (await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.ReceiveAsync("work", 1))).Finding.Code.ShouldBe("bus-entity-needs-session");
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
    public async Task A_replay_to_one_subscription_is_seen_by_the_others_and_dropped()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        var (erp, notify) = (BusTopology.Subscription("orders", "erp"), BusTopology.Subscription("orders", "notify"));
        await test.Bus.SendAsync("orders", [Message("m1")]);
        await test.Bus.CompleteAsync((await test.Bus.ReceiveAsync(notify, 1))[0]);
        await test.Bus.DeadLetterAsync((await test.Bus.ReceiveAsync(erp, 1))[0], Fault.Unexpected("handle", new InvalidOperationException()));

        await (await test.DeadLettersAsync()).ReplayAsync(new DeadLetterQuery(), "wang");
        await test.RelayAsync();

        (await test.Bus.ReceiveAsync(notify, 1)).ShouldBeEmpty();
        (await test.Bus.ReceiveAsync(erp, 1)).ShouldHaveSingleItem().Message.MessageId.ShouldBe("m1");
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

    [Fact]
    public async Task The_probe_names_what_is_missing_and_what_is_set_otherwise()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology, play: played => played with
        {
            Entities = [.. played.Entities.Where(entity => entity.Path != "work-parked")
                .Select(entity => entity.Path == "work" ? entity with { MaxDeliveryCount = 4, DuplicateWindow = null } : entity)],
        });

        var findings = await ServiceBusProbe.RunAsync(test.Options, default);

        findings.Select(finding => (finding.Code, finding.Where, finding.Field)).ShouldBe(
            [
                ("bus-setting-differs", "work", "maxDeliveryCount"), ("bus-setting-differs", "work", "duplicateDetectionHistoryTimeWindow"),
                ("bus-entity-missing", "work-parked", null),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_namespace_that_nobody_answers_for_is_named()
    {
        await using var test = await ServiceBusUnderTest.StartAsync(Topology);
        await test.Double.DisposeAsync();

        var outage = await Should.ThrowAsync<BusUnavailableException>(() => test.Bus.ReceiveAsync("work", 1));

        outage.Finding.Code.ShouldBe("bus-unreachable");
        outage.Finding.Message.ShouldContain("127.0.0.1");
    }

    private static BusMessage Message(string id) => new() { MessageId = id, Body = Encoding.UTF8.GetBytes("body of " + id) };

    private static SentMessage Foreign(string id, params (string Name, string Literal)[] properties) => new()
    {
        Body = "{}"u8.ToArray(),
        MessageId = id,
        Broker = new Dictionary<string, string>(),
        Properties = properties.ToDictionary(property => property.Name, property => property.Literal),
    };

    private sealed class FakeIdentity : TokenCredential
    {
        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public int Asked { get; private set; }

        public string? Scope { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scope = requestContext.Scopes[0];
            return new AccessToken($"token-{++Asked}", Clock.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
