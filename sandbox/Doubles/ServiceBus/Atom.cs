using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using IntegrationHub.Core.Messaging;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>Entities as entries of the management feed. The order of the elements matters to those who read and write them.</summary>
internal static class Atom
{
    private const string Forever = "P10675199DT2H48M5.4775807S";
    private static readonly XNamespace Feed = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Description = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly XNamespace CountNames = "http://schemas.microsoft.com/netservices/2011/06/servicebus";

    public static XElement Queue(Uri self, string name, QueueState queue, DateTimeOffset now)
    {
        var (active, scheduled) = queue.Counts();
        var dead = queue.DeadLetters!.Counts().Active;
        var entity = queue.Entity;
        return Entry(self, name, now, About(
            "QueueDescription",
            ("LockDuration", Duration(entity.LockDuration)), ("MaxSizeInMegabytes", "1024"),
            ("RequiresDuplicateDetection", Flag(entity.DuplicateWindow is not null)), ("RequiresSession", Flag(entity.RequiresSession)),
            ("DefaultMessageTimeToLive", Life(entity.TimeToLive)), ("DeadLetteringOnMessageExpiration", "true"),
            ("DuplicateDetectionHistoryTimeWindow", Duration(entity.DuplicateWindow ?? TimeSpan.FromMinutes(10))),
            ("MaxDeliveryCount", Number(entity.MaxDeliveryCount ?? 10)), ("EnableBatchedOperations", "true"), ("SizeInBytes", "0"),
            ("MessageCount", Number(active + scheduled + dead)), ("IsAnonymousAccessible", "false"), ("AuthorizationRules", null), ("Status", "Active"),
            ("CreatedAt", Moment(now)), ("UpdatedAt", Moment(now)), ("AccessedAt", Moment(now)), ("SupportOrdering", "true"),
            ("CountDetails", Counts(active, dead, scheduled)), ("AutoDeleteOnIdle", Forever), ("EnablePartitioning", "false"),
            ("EntityAvailabilityStatus", "Available"), ("EnableExpress", "false"), ("MaxMessageSizeInKilobytes", "256")));
    }

    public static XElement Topic(Uri self, string name, TopicState topic, DateTimeOffset now)
    {
        var entity = topic.Entity;
        return Entry(self, name, now, About(
            "TopicDescription",
            ("DefaultMessageTimeToLive", Life(entity.TimeToLive)), ("MaxSizeInMegabytes", "1024"),
            ("RequiresDuplicateDetection", Flag(entity.DuplicateWindow is not null)),
            ("DuplicateDetectionHistoryTimeWindow", Duration(entity.DuplicateWindow ?? TimeSpan.FromMinutes(10))), ("EnableBatchedOperations", "true"),
            ("SizeInBytes", "0"), ("FilteringMessagesBeforePublishing", "false"), ("IsAnonymousAccessible", "false"), ("AuthorizationRules", null),
            ("Status", "Active"), ("CreatedAt", Moment(now)), ("UpdatedAt", Moment(now)), ("AccessedAt", Moment(now)), ("SupportOrdering", "true"),
            ("CountDetails", Counts(0, 0, topic.Scheduled)), ("SubscriptionCount", Number(topic.Subscriptions.Count)), ("AutoDeleteOnIdle", Forever),
            ("EnablePartitioning", "false"), ("EntityAvailabilityStatus", "Available"), ("EnableSubscriptionPartitioning", "false"),
            ("EnableExpress", "false"), ("MaxMessageSizeInKilobytes", "256")));
    }

    public static XElement Subscription(Uri self, string name, QueueState subscription, DateTimeOffset now)
    {
        var (active, scheduled) = subscription.Counts();
        var dead = subscription.DeadLetters!.Counts().Active;
        var entity = subscription.Entity;
        return Entry(self, name, now, About(
            "SubscriptionDescription",
            ("LockDuration", Duration(entity.LockDuration)), ("RequiresSession", Flag(entity.RequiresSession)),
            ("DefaultMessageTimeToLive", Life(entity.TimeToLive)), ("DeadLetteringOnMessageExpiration", "true"),
            ("DeadLetteringOnFilterEvaluationExceptions", "true"), ("MessageCount", Number(active + dead)),
            ("MaxDeliveryCount", Number(entity.MaxDeliveryCount ?? 10)), ("EnableBatchedOperations", "true"), ("Status", "Active"),
            ("CreatedAt", Moment(now)), ("UpdatedAt", Moment(now)), ("AccessedAt", Moment(now)), ("CountDetails", Counts(active, dead, scheduled)),
            ("AutoDeleteOnIdle", Forever), ("EntityAvailabilityStatus", "Available")));
    }

    public static XElement List(Uri self, string title, DateTimeOffset now, IEnumerable<XElement> entries) => new(
        Feed + "feed",
        new XElement(Feed + "title", new XAttribute("type", "text"), title), new XElement(Feed + "id", self), new XElement(Feed + "updated", Moment(now)),
        new XElement(Feed + "link", new XAttribute("rel", "self"), new XAttribute("href", self)), entries);

    /// <summary>Settings from an entry that a client puts.</summary>
    /// <exception cref="ServiceErrorException">Not such an entry.</exception>
    public static BusEntity Read(string path, string xml)
    {
        try
        {
            var about = XDocument.Parse(xml).Root?.Element(Feed + "content")?.Elements().FirstOrDefault(element => element.Name.Namespace == Description)
                ?? throw ServiceErrorException.Bad("The entry has no description.");
            var kind = about.Name.LocalName switch
            {
                "QueueDescription" => BusEntityKind.Queue,
                "TopicDescription" => BusEntityKind.Topic,
                "SubscriptionDescription" => BusEntityKind.Subscription,
                _ => throw ServiceErrorException.Bad($"'{about.Name.LocalName}' is not known."),
            };
            if ((kind == BusEntityKind.Subscription) != BusTopology.TrySubscription(path, out _, out _))
            {
                throw ServiceErrorException.Bad("The description does not fit the address.");
            }

            var window = Span(about, "DuplicateDetectionHistoryTimeWindow") ?? TimeSpan.FromMinutes(10);
            var lives = Span(about, "DefaultMessageTimeToLive");
            return new BusEntity(kind, path)
            {
                LockDuration = kind == BusEntityKind.Topic ? null : Span(about, "LockDuration") ?? TimeSpan.FromMinutes(1),
                MaxDeliveryCount = kind == BusEntityKind.Topic ? null : int.Parse(Text(about, "MaxDeliveryCount") ?? "10", CultureInfo.InvariantCulture),
                DuplicateWindow = Text(about, "RequiresDuplicateDetection") == "true" ? window : null,
                RequiresSession = Text(about, "RequiresSession") == "true",
                TimeToLive = lives is { TotalDays: < 365_000 } ? lives : null,
            };
        }
        catch (Exception broken) when (broken is XmlException or FormatException or OverflowException)
        {
            throw ServiceErrorException.Bad(broken.Message);
        }
    }

    private static XElement Entry(Uri self, string name, DateTimeOffset now, XElement about) => new(
        Feed + "entry",
        new XElement(Feed + "id", self), new XElement(Feed + "title", new XAttribute("type", "text"), name),
        new XElement(Feed + "published", Moment(now)), new XElement(Feed + "updated", Moment(now)),
        new XElement(Feed + "author", new XElement(Feed + "name", "double")),
        new XElement(Feed + "link", new XAttribute("rel", "self"), new XAttribute("href", self)),
        new XElement(Feed + "content", new XAttribute("type", "application/xml"), about));

    private static XElement About(string name, params (string Name, object? Content)[] members) => new(
        Description + name,
        new XAttribute(XNamespace.Xmlns + "i", Instance),
        members.Select(member => new XElement(Description + member.Name, member.Content)));

    // The prefix is declared here and nowhere below: clients look for it on this element.
    private static object[] Counts(long active, long dead, long scheduled) =>
    [
        new XAttribute(XNamespace.Xmlns + "d2p1", CountNames),
        .. new (string Name, long Count)[]
        {
            ("ActiveMessageCount", active), ("DeadLetterMessageCount", dead), ("ScheduledMessageCount", scheduled), ("TransferMessageCount", 0),
            ("TransferDeadLetterMessageCount", 0),
        }.Select(count => new XElement(CountNames + count.Name, Number(count.Count))),
    ];

    private static string? Text(XElement about, string name) => about.Element(Description + name)?.Value;

    private static TimeSpan? Span(XElement about, string name) => Text(about, name) is { Length: > 0 } text ? XmlConvert.ToTimeSpan(text) : null;

    private static string Duration(TimeSpan? span) => XmlConvert.ToString(span ?? TimeSpan.FromMinutes(1));

    private static string Life(TimeSpan? span) => span is { } lives ? XmlConvert.ToString(lives) : Forever;

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
