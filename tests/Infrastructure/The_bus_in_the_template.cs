using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using IntegrationHub.Core.Messaging;
using Shouldly;
using Xunit;

namespace IntegrationHub.Tests.Infrastructure;

/// <summary><c>bicep/servicebus.json</c>, which the template loads, and the catalogue of the code are one and the same.</summary>
public sealed class The_bus_in_the_template
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public void Is_written_from_the_catalogue() =>
        GeneratedFile.ShouldBeCurrent("bicep/servicebus.json", Written(BusTopology.Default).ToJsonString(Indented) + "\n");

    [Fact]
    public void Has_exactly_the_entities_of_the_catalogue_with_their_settings()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(GeneratedFile.Root, "bicep", "servicebus.json")));
        var root = json.RootElement;

        var read = root.GetProperty("queues").EnumerateArray().Select(queue => Entity(BusEntityKind.Queue, queue.GetProperty("name").GetString()!, queue))
            .Concat(root.GetProperty("topics").EnumerateArray().Select(topic => Entity(BusEntityKind.Topic, topic.GetProperty("name").GetString()!, topic)))
            .Concat(root.GetProperty("subscriptions").EnumerateArray().Select(subscription => Entity(
                BusEntityKind.Subscription, BusTopology.Subscription(subscription.GetProperty("topic").GetString()!, subscription.GetProperty("name").GetString()!), subscription)));

        read.OrderBy(entity => entity.Path, StringComparer.Ordinal).ShouldBe(BusTopology.Default.Entities.OrderBy(entity => entity.Path, StringComparer.Ordinal));
    }

    [Fact]
    public void Can_have_subscriptions()
    {
        var topology = BusTopology.Default with { Topics = new Dictionary<string, IReadOnlyList<string>> { [BusTopology.Orders] = ["erp"] } };

        var subscription = Written(topology)["subscriptions"]![0]!;

        subscription["topic"]!.GetValue<string>().ShouldBe("orders");
        subscription["name"]!.GetValue<string>().ShouldBe("erp");
        subscription["maxDeliveryCount"]!.GetValue<int>().ShouldBe(10);
    }

    [Fact]
    [Trait("speed", "slow")]
    public async Task Is_what_the_template_creates_property_by_property()
    {
        var resources = (await BicepFile.FindAsync("modules/servicebus.bicep")).Resources.ToDictionary(resource => resource.Name, resource => resource.Body);

        Loop("queues", "queue", ["lockDuration", "maxDeliveryCount", "duplicateDetectionHistoryTimeWindow", "defaultMessageTimeToLive"]);
        Loop("topics", "topic", ["duplicateDetectionHistoryTimeWindow", "defaultMessageTimeToLive"]);
        Loop("subscriptions", "subscription", ["lockDuration", "maxDeliveryCount", "defaultMessageTimeToLive"]);
        foreach (var detecting in new[] { "queues", "topics" })
        {
            Properties(detecting).GetProperty("requiresDuplicateDetection").GetBoolean().ShouldBeTrue();
        }

        var listening = Properties("listening");
        listening.GetProperty("lockDuration").GetString().ShouldBe(XmlConvert.ToString(BusTopology.Default.LockDuration));
        listening.GetProperty("maxDeliveryCount").GetInt32().ShouldBe(BusTopology.Default.MaxDeliveryCount);
        listening.GetProperty("requiresSession").GetBoolean().ShouldBeFalse();
        BicepFile.Object(resources["namespace"]).GetProperty("sku").GetProperty("name").GetString().ShouldBe("Standard");

        JsonElement Properties(string name) => BicepFile.Object(resources[name]).GetProperty("properties");

        void Loop(string name, string item, string[] settings)
        {
            resources[name].GetProperty("$").GetString()!.ShouldStartWith($"[for {item} in entities.{name}: {{");
            foreach (var setting in settings)
            {
                Properties(name).GetProperty(setting).GetProperty("$").GetString().ShouldBe($"{item}.{setting}");
            }

            if (Properties(name).TryGetProperty("requiresSession", out var session))
            {
                session.GetBoolean().ShouldBeFalse();
            }
        }
    }

    private static JsonObject Written(BusTopology topology) => new()
    {
        ["eventTopic"] = BusTopology.Orders,
        ["queues"] = Of(topology, BusEntityKind.Queue),
        ["topics"] = Of(topology, BusEntityKind.Topic),
        ["subscriptions"] = Of(topology, BusEntityKind.Subscription),
    };

    private static JsonArray Of(BusTopology topology, BusEntityKind kind) => [.. topology.Entities.Where(entity => entity.Kind == kind).Select(Written)];

    private static JsonNode Written(BusEntity entity)
    {
        var written = new JsonObject();
        if (BusTopology.TrySubscription(entity.Path, out var topic, out var name))
        {
            written["topic"] = topic;
            written["name"] = name;
        }
        else
        {
            written["name"] = entity.Path;
        }

        Add("lockDuration", entity.LockDuration);
        if (entity.MaxDeliveryCount is { } deliveries)
        {
            written["maxDeliveryCount"] = deliveries;
        }

        Add("duplicateDetectionHistoryTimeWindow", entity.DuplicateWindow);

        // Service Bus knows no "for ever" but its longest time.
        Add("defaultMessageTimeToLive", entity.TimeToLive ?? TimeSpan.MaxValue);
        return written;

        void Add(string name, TimeSpan? time)
        {
            if (time is { } span)
            {
                written[name] = XmlConvert.ToString(span);
            }
        }
    }

    private static BusEntity Entity(BusEntityKind kind, string path, JsonElement read)
    {
        var life = Time("defaultMessageTimeToLive");
        return new BusEntity(kind, path)
        {
            LockDuration = Time("lockDuration"),
            MaxDeliveryCount = read.TryGetProperty("maxDeliveryCount", out var deliveries) ? deliveries.GetInt32() : null,
            DuplicateWindow = Time("duplicateDetectionHistoryTimeWindow"),
            TimeToLive = life == TimeSpan.MaxValue ? null : life,
        };

        TimeSpan? Time(string name) => read.TryGetProperty(name, out var time) ? XmlConvert.ToTimeSpan(time.GetString()!) : null;
    }
}
