using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.ServiceBus;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.EndToEnd;

/// <summary><c>hub up</c> with Azure Service Bus in the place of the embedded bus, played by its double.</summary>
[Trait("speed", "slow")]
public sealed class Running_on_service_bus
{
    private static readonly string Subscription = BusTopology.Subscription(BusTopology.Orders, "erp");
    private static readonly BusTopology Topology = BusTopology.Default with
    {
        Topics = new Dictionary<string, IReadOnlyList<string>> { [BusTopology.Orders] = ["erp"] },

        // What a killed hub had in hand comes again when its lock runs out; the test need not wait a minute for it.
        LockDuration = TimeSpan.FromSeconds(15),
    };

    [Fact]
    public async Task A_file_is_received_by_peek_lock_and_its_orders_events_arrive_once()
    {
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(Topology));
        using var folder = Folder(service);
        await using var hub = await RunningHub.StartAsync(folder);

        using var answer = await hub.PostFileAsync("a.csv", Samples.Sheet("SB-1"), "?wait=60");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"accepted\"");

        var events = await CollectAsync(service, hub, 1);
        var received = events.ShouldHaveSingleItem();
        received.GetProperty("type").GetString().ShouldBe("hub.order.OrderReceived");
        service.Requests.ShouldContain(request => request.StartsWith("POST /documents/messages/head 201", StringComparison.Ordinal));
        service.Counts("documents").ShouldBe(new EntityCounts(0, 0, 0));
    }

    [Fact]
    public async Task Killed_again_and_again_the_hub_publishes_every_order_once()
    {
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(Topology));
        using var folder = Folder(service);
        var acknowledged = new List<string>();
        var chance = new Random(20261122);
        for (var round = 0; round < 3; round++)
        {
            await using var hub = await RunningHub.StartAsync(folder);
            for (var i = 0; i < 6; i++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"K{round}-{i}");
                using var answer = i % 2 == 0
                    ? await hub.PostFileAsync(number + ".csv", Samples.Sheet(number))
                    : await hub.PostOrderAsync(Samples.Order(number));
                answer.EnsureSuccessStatusCode();
                acknowledged.Add(number);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 400)), TimeProvider.System);
            await hub.KillAsync();
        }

        await using var last = await RunningHub.StartAsync(folder);
        var events = await CollectAsync(service, last, acknowledged.Count);

        events.Select(entry => entry.GetProperty("id").GetString()).ShouldBeUnique();
        events.Where(entry => entry.GetProperty("type").GetString() == "hub.order.OrderReceived")
            .Select(entry => entry.GetProperty("subject").GetString()).Distinct().Count().ShouldBe(acknowledged.Count);
        var listed = await HubProgram.RunAsync(folder, "orders", "list");
        listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("orderNumber").GetString())
            .ShouldBe(acknowledged, ignoreOrder: true);
        service.Counts("documents").DeadLettered.ShouldBe(0);
    }

    [Fact]
    public async Task Doctor_says_that_it_answers_and_what_is_missing()
    {
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(BusTopology.Default));
        using var folder = Folder(service);
        Directory.CreateDirectory(folder.At("data"));

        var sound = await HubProgram.RunAsync(folder, "doctor", "--lang", "en");
        service.Delete("erp");
        var broken = await HubProgram.RunAsync(folder, "doctor", "--lang", "en");

        sound.Output.ShouldContain($"ok    bus: Service Bus 127.0.0.1:{service.Address.Port} (hub, env:TEST_BUS_KEY) answers");
        broken.Output.ShouldContain("FAIL  bus: Service Bus");
        broken.Output.ShouldContain("no queue, topic or subscription “erp”");
        (sound.Output + broken.Output).ShouldNotContain(ServiceBusUnderTest.Key);
        broken.ExitCode.ShouldBe(1);
    }

    private static TempFolder Folder(ServiceBusDouble service)
    {
        var folder = new TempFolder();
        folder.Environment["HUB_BUS"] = "servicebus";
        folder.Environment["HUB_BUS_ENDPOINT"] = service.Address.ToString();
        folder.Environment["HUB_BUS_KEY_NAME"] = ServiceBusUnderTest.KeyName;
        folder.Environment["HUB_BUS_KEY"] = "env:TEST_BUS_KEY";
        folder.Environment["TEST_BUS_KEY"] = ServiceBusUnderTest.Key;
        return folder;
    }

    // Until so many are there and the hub has nothing left to send, so that a double would be seen too.
    private static async Task<List<JsonElement>> CollectAsync(ServiceBusDouble service, RunningHub hub, int least)
    {
        var events = new List<JsonElement>();
        for (var waited = 0; waited < 1500; waited++)
        {
            while (service.Take(Subscription) is { } message)
            {
                events.Add(JsonDocument.Parse(message.Body).RootElement);
            }

            if (events.Count >= least && await IdleAsync(hub) && service.Counts(Subscription).Active == 0)
            {
                return events;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"{events.Count} of {least} events: {hub.Errors}\n{string.Join('\n', service.Requests.TakeLast(20))}");
    }

    private static async Task<bool> IdleAsync(RunningHub hub)
    {
        using var answer = await hub.GetAsync("metrics");
        var metrics = await answer.Content.ReadAsStringAsync();
        return metrics.Contains("\nhub_documents_open 0\n", StringComparison.Ordinal) && metrics.Contains("\nhub_outbox 0\n", StringComparison.Ordinal);
    }
}
