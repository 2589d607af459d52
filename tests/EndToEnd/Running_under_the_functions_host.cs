using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

[Trait("speed", "slow")]
public sealed class Running_under_the_functions_host
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_file_comes_in_through_the_host_and_its_orders_event_arrives_once()
    {
        await using var app = await RunningFunctionsApp.StartAsync(byTheClock: true);

        (await app.PostSheetAsync("FN-1", "?wait=60")).ShouldContain("\"accepted\"");

        var received = (await app.CollectAsync(1)).ShouldHaveSingleItem();
        received.GetProperty("type").GetString().ShouldBe("hub.order.OrderReceived");
        app.Bus.Counts(BusTopology.Documents).ShouldBe(new EntityCounts(0, 0, 0));

        // The host received, not the hub: what the hub asks of the bus by itself is to take the outbox.
        app.Bus.Requests.ShouldNotContain(request => request.StartsWith("POST /documents/messages/head", StringComparison.Ordinal));
        app.Host.Instances[0].Handler.Output.ShouldContain(line => line.EndsWith("ready", StringComparison.Ordinal));
        app.Host.Instances[0].Handler.Errors.ShouldBeEmpty("the host takes every line there for an error");
        var listed = await app.HubAsync("orders", "list");
        listed.Output.ShouldContain("FN-1", customMessage: "the command line finds the handler: " + listed.Errors);
    }

    [Fact]
    public async Task Killed_in_the_middle_the_handler_loses_nothing_and_doubles_nothing()
    {
        await using var app = await RunningFunctionsApp.StartAsync();
        var handler = app.Host.Instances[0].Handler;
        var chance = new Random(20261122);
        var numbers = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 6; i++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"FK{round}-{i}");
                await app.PostSheetAsync(number);
                numbers.Add(number);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 400)), TimeProvider.System);
            handler.Kill();
        }

        var events = await app.CollectAsync(numbers.Count);

        handler.Starts.ShouldBe(3);
        events.Select(entry => entry.GetProperty("id").GetString()).ShouldBeUnique();
        events.Count(entry => entry.GetProperty("type").GetString() == "hub.order.OrderReceived").ShouldBe(numbers.Count);
        var listed = await app.HubAsync("orders", "list");
        listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("orderNumber").GetString()).ShouldBe(numbers, ignoreOrder: true);
        app.Bus.Counts(BusTopology.Documents).DeadLettered.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_instance_waits_for_the_store_and_takes_over_when_the_first_goes()
    {
        await using var app = await RunningFunctionsApp.StartAsync();
        await app.PostSheetAsync("FS-1", "?wait=60");
        var first = app.Host.Instances[0];
        var second = app.Host.Add();
        await second.Handler.AddressAsync(default);

        (await app.Host.RemoveAsync(first, Patience)).ShouldBe(0, "it ends in good order");
        (await app.PostSheetAsync("FS-2", "?wait=60")).ShouldContain("\"accepted\"");

        (await app.CollectAsync(2)).Count.ShouldBe(2);
        app.Bus.Counts(BusTopology.Documents).DeadLettered.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_handled_is_parked_and_its_timer_brings_it_into_the_store()
    {
        await using var app = await RunningFunctionsApp.StartAsync();
        app.Bus.Put(BusTopology.Documents, new SentMessage
        {
            Body = Encoding.UTF8.GetBytes("nonsense"), MessageId = "stray", Broker = new Dictionary<string, string>(), Properties = new Dictionary<string, string>(),
        });
        for (var waited = 0; app.Bus.Counts("documents-parked").Active == 0; waited++)
        {
            waited.ShouldBeLessThan(600, app.Trace());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        (await app.Host.CallTimerAsync("dead-letters")).ShouldBeTrue(app.Trace());
        (await app.Host.CallTimerAsync("schedule", isPastDue: true)).ShouldBeTrue(app.Trace());

        app.Bus.Counts("documents-parked").ShouldBe(new EntityCounts(0, 0, 0));
        app.Bus.Counts(BusTopology.Documents).ShouldBe(new EntityCounts(0, 0, 0));
        (await app.HubAsync("deadletters", "list")).Output.ShouldContain("message-unreadable");
    }

    [Fact]
    public async Task What_is_due_is_requested_by_the_timer_and_synced_by_its_trigger()
    {
        IRunningDouble? export = null;
        await using var app = await RunningFunctionsApp.StartAsync(
            prepare: async folder => export = await Syncing_an_account.ExportAsync(folder, schedule: "0/2 * * * * ?"));
        await using var partner = export!;
        partner.Add(TimeProvider.System.GetUtcNow());

        // The first call learns of the account, a later one finds it due.
        for (var waited = 0; app.Bus.Counts(RunningFunctionsApp.Subscription).Active == 0; waited++)
        {
            waited.ShouldBeLessThan(60, app.Trace());
            (await app.Host.CallTimerAsync("schedule")).ShouldBeTrue(app.Trace());
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        (await app.CollectAsync(1)).Count.ShouldBe(1, "however often it was synced");
        partner.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_public_reaches_the_api_with_the_key_and_nothing_else()
    {
        await using var app = await RunningFunctionsApp.StartAsync();
        const string Forged = "{\"Data\":{\"message\":\"YQ==\"},\"Metadata\":{\"MessageId\":\"\\\"x\\\"\",\"DeliveryCount\":\"1\",\"SequenceNumber\":\"1\"}}";
        await app.PostSheetAsync("FP-1", "?wait=60");

        foreach (var path in new[] { "documents", "hub/documents", "hub/../documents", "hub/%2e%2e/documents", "hub/..%2fdocuments" })
        {
            using var answer = await app.SendAsync(HttpMethod.Post, path, new StringContent(Forged, Encoding.UTF8, "application/json"));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        using var stranger = await app.SendAsync(HttpMethod.Get, "hub/api/v1/orders", withKey: false);
        using var ready = await app.SendAsync(HttpMethod.Get, "hub/health/ready");
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Bus.Counts("documents-parked").Active.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_key_or_a_bus_it_does_not_start_and_says_why()
    {
        using var folder = new TempFolder();
        folder.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = "1";

        var run = await HubProgram.RunAsync(folder, "functions", "--lang", "en");

        run.ExitCode.ShouldBe(4);
        run.Errors.ShouldContain("bus.endpoint");
        folder.Environment["ServiceBus__fullyQualifiedNamespace"] = "contoso.servicebus.windows.net";
        (await HubProgram.RunAsync(folder, "functions", "--lang", "en")).Errors.ShouldContain("HUB_API_KEY");
    }

    [Fact]
    public async Task The_folders_are_written_beside_the_program()
    {
        using var folder = new TempFolder();

        (await HubProgram.RunAsync(folder, "functions", "write", folder.At("app"))).ExitCode.ShouldBe(0);

        File.ReadAllText(folder.At("app", "documents", "function.json"))
            .ShouldBe(File.ReadAllText(Path.Combine(GeneratedFile.Root, "functions", "host", "documents", "function.json")));
    }
}
