using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Core.Findings;
using IntegrationHub.Core.Messaging;
using IntegrationHub.Core.Telemetry;

namespace IntegrationHub.Adapters.ServiceBus;

/// <summary>A delivery as read from an answer.</summary>
/// <param name="Message">The message under its lock; the lock token is the path that settles it.</param>
/// <param name="Own">The hub's own properties, as literals.</param>
/// <param name="Problem">What is wrong with the envelope; null when nothing.</param>
internal sealed partial record WireDelivery(LockedMessage Message, IReadOnlyDictionary<string, string> Own, Finding? Problem)
{
    private const int MostDeliveries = 100_000;
    private const int LongestId = 1024;

    /// <summary>Reads the answer to a peek-lock.</summary>
    /// <param name="entity">Queue or subscription as the hub names it.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="clock">The hub's clock; the lock's end is told by it, whatever the service's clock says.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="BusUnavailableException">The answer is none that the protocol knows.</exception>
    public static async Task<WireDelivery> ReadAsync(string entity, HttpResponseMessage answer, TimeProvider clock, CancellationToken cancellation)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        using var broker = Broker(entity, answer);
        var root = broker.RootElement;
        return Of(
            new LockedMessage
            {
                Entity = entity,
                SequenceNumber = Number(root, "SequenceNumber"),
                LockToken = answer.Headers.Location is { } location ? Path(location) : "",
                LockedUntil = LockedUntil(root, answer, clock),
                DeliveryCount = (int)Number(root, "DeliveryCount"),
                EnqueuedAt = Moment(root, "EnqueuedTimeUtc") ?? clock.GetUtcNow(),
                Message = new BusMessage
                {
                    MessageId = Text(root, "MessageId") ?? "",
                    Body = body,
                    Subject = Text(root, "Label"),
                    Key = Text(root, "SessionId"),
                    CorrelationId = Text(root, "CorrelationId"),
                    ReplyTo = Text(root, "ReplyTo"),
                    ReplyToSessionId = Text(root, "ReplyToSessionId"),
                    PartitionKey = Text(root, "PartitionKey"),
                    To = Text(root, "To"),
                    ContentType = answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null,
                },
            },
            answer.Headers.NonValidated.Where(header => WireProperties.IsProperty(header.Key)).Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())));
    }

    /// <summary>Tells the hub's own properties from the sender's, and with them the message's own id and its deliveries so far.</summary>
    /// <param name="delivered">The message as the broker knows it.</param>
    /// <param name="properties">All its application properties, as literals.</param>
    public static WireDelivery Of(LockedMessage delivered, IEnumerable<KeyValuePair<string, string>> properties)
    {
        var senders = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var own = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, literal) in properties)
        {
            (WireProperties.IsHubs(name) ? own : senders)[name] = literal;
        }

        var problem = Check(own);
        if (problem is null && own.Remove(WireProperties.Others, out var packed))
        {
            foreach (var (name, literal) in WireProperties.Unpack(packed)!.Where(property => !WireProperties.IsHubs(property.Key)))
            {
                // A header of the same name is a date in whole seconds; this is what it was.
                senders[name] = literal;
            }
        }

        var traceParent = Trace(senders);
        var id = problem is null ? WireProperties.Text(own.GetValueOrDefault(WireProperties.Id)) : null;
        var message = delivered.Message;
        return new WireDelivery(
            delivered with
            {
                DeliveryCount = delivered.DeliveryCount + (problem is null ? Deliveries(own) : 0),
                Message = message with
                {
                    MessageId = id ?? message.MessageId, DuplicateKey = id is null ? null : message.MessageId, TraceParent = traceParent, Properties = senders,
                },
            },
            own,
            problem);
    }

    // What is no W3C trace (an older library's own format) stays a property like any other.
    private static string? Trace(Dictionary<string, string> senders)
    {
        foreach (var name in (ReadOnlySpan<string>)[WireProperties.TraceParent, WireProperties.DiagnosticId])
        {
            if (WireProperties.Text(senders.GetValueOrDefault(name)) is { } text && HubTracing.IsTraceParent(text))
            {
                senders.Remove(WireProperties.TraceParent);
                senders.Remove(WireProperties.DiagnosticId);
                return text;
            }
        }

        return null;
    }

    private static JsonDocument Broker(string entity, HttpResponseMessage answer)
    {
        try
        {
            return JsonDocument.Parse(answer.Headers.NonValidated.TryGetValues("BrokerProperties", out var values) ? values.ToString() : "");
        }
        catch (JsonException broken)
        {
            throw new BusUnavailableException(
                ServiceBusFindings.ServerError.At(entity, null, "a message without BrokerProperties", entity), ServiceBusFaults.LongPause, broken);
        }
    }

    // A sender may write what it likes into these; only what the hub itself would write is believed.
    private static Finding? Check(Dictionary<string, string> own)
    {
        foreach (var (name, literal) in own)
        {
            var sound = name.ToUpperInvariant() switch
            {
                "HUB-ID" => WireProperties.Text(literal) is { Length: > 0 and <= LongestId },
                "HUB-DELIVERIES" => int.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out var deliveries) && deliveries <= MostDeliveries,
                "HUB-CLAIM" => WireProperties.Text(literal) is { } claim && Claim().IsMatch(claim),
                "HUB-PROPERTIES" => WireProperties.Unpack(literal) is not null,
                _ => true,
            };
            if (!sound)
            {
                return ServiceBusFindings.EnvelopeInvalid.At(null, null, name);
            }
        }

        return null;
    }

    private static int Deliveries(Dictionary<string, string> own) =>
        own.TryGetValue(WireProperties.Deliveries, out var literal) ? int.Parse(literal, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static DateTimeOffset LockedUntil(JsonElement root, HttpResponseMessage answer, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return Moment(root, "LockedUntilUtc") is { } until ? now + (until - (answer.Headers.Date ?? now)) : now;
    }

    // The address may name another host or port than the one that was asked (a proxy); credentials go to none but that.
    private static string Path(Uri location) => location.IsAbsoluteUri ? location.PathAndQuery.TrimStart('/') : location.OriginalString.TrimStart('/');

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;

    private static DateTimeOffset? Moment(JsonElement root, string name) =>
        DateTimeOffset.TryParse(Text(root, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Claim();
}
