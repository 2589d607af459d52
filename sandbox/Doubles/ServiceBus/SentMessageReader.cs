using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Sandbox.Doubles.ServiceBus;

/// <summary>Reads what a sender posted: one message with headers, or a batch. What the service refuses is refused.</summary>
internal static class SentMessageReader
{
    public const string BatchType = "application/vnd.microsoft.servicebus.json";

    private const int LongestId = 128;
    private const int MostHeaderBytes = 64 << 10;
    private const int LargestProperty = 32 << 10;
    private static readonly string[] Writable =
        ["MessageId", "CorrelationId", "SessionId", "Label", "To", "ReplyTo", "ReplyToSessionId", "PartitionKey", "ViaPartitionKey", "ForcePersistence"];

    private static readonly HashSet<string> Standard = new(StringComparer.OrdinalIgnoreCase)
    {
        "BrokerProperties", "Authorization", "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Accept", "Accept-Charset", "Accept-Encoding",
        "Accept-Language", "User-Agent", "Expect", "Date", "Cookie", "Cache-Control", "Pragma", "Referer", "Origin", "TE", "Trailer", "Upgrade", "Via",
        "Request-Id", "traceparent", "tracestate", "If-Match",
    };

    public static async Task<IReadOnlyList<SentMessage>> ReadAsync(HttpContext http, int most)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted).ConfigureAwait(false);
        var body = buffer.ToArray();
        var type = http.Request.ContentType;
        if (type is not null && type.StartsWith(BatchType, StringComparison.OrdinalIgnoreCase))
        {
            if (type.Length != BatchType.Length)
            {
                throw ServiceErrorException.Bad($"The content type '{type}' is not supported; a batch has no parameters.");
            }

            return body.Length > most ? throw ServiceErrorException.TooLarge(body.Length, most) : Batch(body);
        }

        var properties = http.Request.Headers
            .Where(header => !Standard.Contains(header.Key) && !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                && !header.Key.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString());
        var broker = http.Request.Headers["BrokerProperties"].ToString();
        var size = body.Length + broker.Length + properties.Sum(property => Size(property.Key, property.Value));
        if (size > most)
        {
            throw ServiceErrorException.TooLarge(size, most);
        }

        using var json = Parse(broker.Length == 0 ? "{}" : broker);
        return [Message(body, string.IsNullOrEmpty(type) ? null : type, json.RootElement, properties)];
    }

    private static List<SentMessage> Batch(byte[] body)
    {
        using var json = Parse(Encoding.UTF8.GetString(body));
        if (json.RootElement.ValueKind != JsonValueKind.Array || json.RootElement.GetArrayLength() == 0)
        {
            throw ServiceErrorException.Bad("A batch is a JSON array with at least one message.");
        }

        var messages = new List<SentMessage>();
        foreach (var member in json.RootElement.EnumerateArray())
        {
            if (member.ValueKind != JsonValueKind.Object || !member.TryGetProperty("Body", out var text) || text.ValueKind != JsonValueKind.String)
            {
                throw ServiceErrorException.Bad("Every message of a batch has a Body, a string.");
            }

            var broker = member.TryGetProperty("BrokerProperties", out var own) ? own : Empty();
            var properties = member.TryGetProperty("UserProperties", out var user)
                ? user.EnumerateObject().ToDictionary(property => property.Name, property => Ascii(property.Value))
                : [];
            var type = broker.TryGetProperty("ContentType", out var stated) ? stated.GetString() : null;
            messages.Add(Message(Encoding.UTF8.GetBytes(text.GetString()!), type, broker, properties));
        }

        return messages;
    }

    private static SentMessage Message(byte[] body, string? type, JsonElement broker, Dictionary<string, string> properties)
    {
        if (broker.ValueKind != JsonValueKind.Object)
        {
            throw ServiceErrorException.Bad("BrokerProperties is not a JSON object.");
        }

        foreach (var (name, literal) in properties)
        {
            if (Size(name, literal) > LargestProperty)
            {
                throw ServiceErrorException.PropertyTooLarge(name, Size(name, literal), LargestProperty);
            }
        }

        // The whole header of the message counts, the broker's own properties as well.
        var header = properties.Sum(property => Size(property.Key, property.Value)) + Encoding.UTF8.GetByteCount(broker.GetRawText());
        if (header > MostHeaderBytes)
        {
            throw ServiceErrorException.HeaderTooLarge(header, MostHeaderBytes);
        }

        var id = Text(broker, "MessageId") ?? Guid.CreateVersion7().ToString("N");
        var session = Text(broker, "SessionId");
        var partition = Text(broker, "PartitionKey");
        if (id.Length > LongestId || session?.Length > LongestId || partition?.Length > LongestId)
        {
            throw ServiceErrorException.Bad("MessageId, SessionId and PartitionKey have at most 128 characters.");
        }

        if (session is not null && partition is not null && session != partition)
        {
            throw ServiceErrorException.Bad("PartitionKey and SessionId must be the same where both are set.");
        }

        return new SentMessage
        {
            Body = body,
            ContentType = type,
            MessageId = id,
            SessionId = session,
            TimeToLive = Life(broker),
            ScheduledAt = Moment(broker, "ScheduledEnqueueTimeUtc"),
            Properties = properties,
            Broker = Writable.Where(name => broker.TryGetProperty(name, out _))
                .ToDictionary(name => name, name => Ascii(broker.GetProperty(name))),
        };
    }

    private static TimeSpan? Life(JsonElement broker)
    {
        if (broker.TryGetProperty("TimeToLive", out var seconds))
        {
            return seconds.ValueKind == JsonValueKind.Number && seconds.TryGetDouble(out var number) && number > 0
                ? TimeSpan.FromSeconds(Math.Min(number, TimeSpan.MaxValue.TotalSeconds - 1))
                : throw ServiceErrorException.Bad("TimeToLive is a number of seconds.");
        }

        if (Text(broker, "TimeToLiveTimeSpan") is not { } text)
        {
            return null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
            ? span
            : throw ServiceErrorException.Bad("TimeToLiveTimeSpan is not a time span.");
    }

    private static DateTimeOffset? Moment(JsonElement broker, string name)
    {
        if (Text(broker, name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw ServiceErrorException.Bad($"{name} is not a date of RFC 1123.");
    }

    private static string? Text(JsonElement broker, string name) =>
        broker.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // As it goes back in a header: ASCII, text escaped.
    private static string Ascii(JsonElement value) => JsonSerializer.Serialize(value);

    private static int Size(string name, string literal) => Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(literal) + 4;

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException broken)
        {
            throw ServiceErrorException.Bad("Not JSON: " + broken.Message);
        }
    }

    private static JsonElement Empty()
    {
        using var empty = JsonDocument.Parse("{}");
        return empty.RootElement.Clone();
    }
}
