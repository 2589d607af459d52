using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>An entity as the management feed describes it.</summary>
/// <param name="Entity">Its settings.</param>
/// <param name="Counts">Its messages.</param>
internal sealed record EntityDescription(BusEntity Entity, EntityCounts Counts)
{
    // Durations of a thousand years and more mean for ever.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(365_000);

    /// <summary>Reads an Atom entry; null for the feed that the service answers with where there is no such queue.</summary>
    public static EntityDescription? TryRead(string path, string atom)
    {
        var root = XDocument.Parse(atom).Root!;
        if (root.Name.LocalName != "entry"
            || root.Descendants().FirstOrDefault(element => element.Name.LocalName is "QueueDescription" or "TopicDescription" or "SubscriptionDescription") is not { } about)
        {
            return null;
        }

        var kind = about.Name.LocalName switch
        {
            "QueueDescription" => BusEntityKind.Queue,
            "TopicDescription" => BusEntityKind.Topic,
            _ => BusEntityKind.Subscription,
        };
        var lives = Duration(about, "DefaultMessageTimeToLive");
        var entity = new BusEntity(kind, path)
        {
            LockDuration = Duration(about, "LockDuration"),
            MaxDeliveryCount = Text(about, "MaxDeliveryCount") is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null,
            DuplicateWindow = Text(about, "RequiresDuplicateDetection") == "true" ? Duration(about, "DuplicateDetectionHistoryTimeWindow") : null,
            TimeToLive = lives >= Forever ? null : lives,
            RequiresSession = Text(about, "RequiresSession") == "true",
        };
        return new EntityDescription(entity, new EntityCounts(
            Count(about, "ActiveMessageCount"), Count(about, "ScheduledMessageCount"), Count(about, "DeadLetterMessageCount")));
    }

    private static string? Text(XElement about, string name) =>
        about.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static TimeSpan? Duration(XElement about, string name) => Text(about, name) is { } text ? XmlConvert.ToTimeSpan(text) : null;

    private static long Count(XElement about, string name) =>
        about.Descendants().FirstOrDefault(element => element.Name.LocalName == name) is { } count
            ? long.Parse(count.Value, CultureInfo.InvariantCulture)
            : 0;
}
