using System.Globalization;
using System.Text.Json;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Sandbox.Doubles.ServiceBus;
using IntegrationHub.Tests.Storage;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.ServiceBus;

/// <summary>The double must be Service Bus to clients that nobody here wrote; else the hub's own client and the double could be wrong together.</summary>
[Trait("speed", "slow")]
public sealed class The_double_is_judged_by_other_clients
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task The_old_official_client_sends_locks_settles_dead_letters_and_counts()
    {
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(new BusTopology { Queues = [], Topics = new Dictionary<string, IReadOnlyList<string>>() }));

        using var json = JsonDocument.Parse(await NodeClients.RunAsync(
            "azure-sb.js", Nothing, $"Endpoint={service.Address};SharedAccessKeyName={ServiceBusUnderTest.KeyName};SharedAccessKey={ServiceBusUnderTest.Key}"));

        var seen = json.RootElement;
        seen.GetProperty("conflict").GetInt32().ShouldBe(409);
        seen.GetProperty("settings").GetProperty("LockDuration").GetString().ShouldBe("PT30S");
        seen.GetProperty("settings").GetProperty("MaxDeliveryCount").GetString().ShouldBe("2");
        var first = seen.GetProperty("first");
        first.GetProperty("body").GetString().ShouldBe("hello 订单");
        first.GetProperty("broker").GetProperty("MessageId").GetString().ShouldBe("a-1");
        first.GetProperty("broker").GetProperty("Label").GetString().ShouldBe("greeting");
        first.GetProperty("broker").GetProperty("CorrelationId").GetString().ShouldBe("c-1");
        first.GetProperty("broker").GetProperty("DeliveryCount").GetInt32().ShouldBe(1);
        first.GetProperty("custom").GetProperty("propint").GetDecimal().ShouldBe(1);
        first.GetProperty("custom").GetProperty("propfloat").GetDecimal().ShouldBe(2.22m);
        first.GetProperty("custom").GetProperty("propstring").GetString().ShouldBe("hi there");
        seen.GetProperty("secondDelivery").GetInt32().ShouldBe(2);
        seen.GetProperty("lostLock").GetInt32().ShouldBe(404);
        seen.GetProperty("empty").GetString()!.ShouldContain("No messages to receive");
        Count(seen.GetProperty("counts"), "ActiveMessageCount").ShouldBe(1);
        Count(seen.GetProperty("counts"), "DeadLetterMessageCount").ShouldBe(1);
        Count(seen.GetProperty("counts"), "ScheduledMessageCount").ShouldBe(1);
        seen.GetProperty("dead").GetProperty("body").GetString().ShouldBe("poison");
        seen.GetProperty("dead").GetProperty("reason").GetString().ShouldBe("MaxDeliveryCountExceeded");
        seen.GetProperty("one").GetString().ShouldBe("to all");
        seen.GetProperty("two").GetString().ShouldBe("1");
        seen.GetProperty("missing").GetInt32().ShouldBe(404);
        seen.GetProperty("queues").GetBoolean().ShouldBeTrue();
        seen.GetProperty("gone").GetInt32().ShouldBe(404);
        seen.GetProperty("wrongKey").GetInt32().ShouldBe(401);
    }

    [Fact]
    public async Task The_current_official_client_reads_counts_and_settings_over_https()
    {
        var topology = Bus_semantics.Topology;
        await using var service = await ServiceBusDouble.StartAsync(ServiceBusUnderTest.Played(topology) with { Https = true });
        Fill(service);
        var certificate = Path.GetTempFileName();
        await File.WriteAllTextAsync(certificate, service.CertificatePem);
        try
        {
            using var json = JsonDocument.Parse(await NodeClients.RunAsync(
                "administration.js",
                new Dictionary<string, string> { ["NODE_EXTRA_CA_CERTS"] = certificate },
                $"Endpoint=sb://localhost:{service.SecureAddress!.Port.ToString(CultureInfo.InvariantCulture)}/;SharedAccessKeyName={ServiceBusUnderTest.KeyName};SharedAccessKey={ServiceBusUnderTest.Key}",
                "work", "orders", "erp"));

            var seen = json.RootElement;
            Numbers(seen.GetProperty("queue")).ShouldBe([("totalMessageCount", 4), ("activeMessageCount", 2), ("deadLetterMessageCount", 1), ("scheduledMessageCount", 1)]);
            seen.GetProperty("settings").GetProperty("lockDuration").GetString().ShouldBe("PT1M");
            seen.GetProperty("settings").GetProperty("maxDeliveryCount").GetInt32().ShouldBe(3);
            seen.GetProperty("settings").GetProperty("requiresDuplicateDetection").GetBoolean().ShouldBeTrue();
            seen.GetProperty("settings").GetProperty("duplicateDetectionHistoryTimeWindow").GetString().ShouldBe("PT10M");
            seen.GetProperty("settings").GetProperty("requiresSession").GetBoolean().ShouldBeFalse();
            seen.GetProperty("settings").GetProperty("defaultMessageTimeToLive").GetString().ShouldBe("P14D");
            Numbers(seen.GetProperty("topic")).ShouldBe([("subscriptionCount", 2), ("scheduledMessageCount", 0)]);
            Numbers(seen.GetProperty("subscription")).ShouldBe([("activeMessageCount", 1), ("deadLetterMessageCount", 0)]);
            seen.GetProperty("missing").EnumerateArray().Select(exists => exists.GetBoolean()).ShouldBe([false, true]);
            seen.GetProperty("names").EnumerateArray().Select(name => name.GetString()).ShouldContain("work-parked");
        }
        finally
        {
            File.Delete(certificate);
        }
    }

    private static void Fill(ServiceBusDouble service)
    {
        service.Put("work", Message("dead") with { TimeToLive = TimeSpan.FromTicks(1) });
        service.Put("work", Message("m1"));
        service.Put("work", Message("m2"));
        service.Put("work", Message("later") with { ScheduledAt = TimeProvider.System.GetUtcNow().AddHours(1) });
        service.Put("orders", Message("m1"));
    }

    private static SentMessage Message(string id) => new()
    {
        Body = "{}"u8.ToArray(), MessageId = id, Broker = new Dictionary<string, string>(), Properties = new Dictionary<string, string>(),
    };

    private static IEnumerable<(string, int)> Numbers(JsonElement counts) => counts.EnumerateObject().Select(count => (count.Name, count.Value.GetInt32()));

    // The client keeps the feed's namespace prefix in the names.
    private static int Count(JsonElement counts, string name) =>
        int.Parse(counts.EnumerateObject().First(count => count.Name.EndsWith(name, StringComparison.Ordinal)).Value.ToString(), CultureInfo.InvariantCulture);
}
