using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Sandbox.Doubles.ServiceBus;

namespace IntegrationHub.Sandbox.Doubles.FunctionsHost;

/// <summary>
/// Envelopes as the host writes them: bytes as base64, objects as objects, moments without fractions of a second, everything else as JSON text inside
/// a JSON string; and for a body that is text, the members of a JSON object in it overwrite metadata of the same name.
/// </summary>
internal static class EnvelopeWriter
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Message(MessageFunction function, StoredMessage message, DateTimeOffset now)
    {
        var sent = message.Sent;
        var metadata = new Dictionary<string, JsonNode?>(StringComparer.OrdinalIgnoreCase)
        {
            ["MessageReceiver"] = new JsonObject(),
            ["MessageSession"] = new JsonObject(),
            ["MessageActions"] = new JsonObject(),
            ["SessionActions"] = new JsonObject(),
            ["ReceiveActions"] = new JsonObject(),
            ["Client"] = new JsonObject { ["FullyQualifiedNamespace"] = "double.servicebus.windows.net", ["IsClosed"] = false, ["TransportType"] = 0, ["Identifier"] = "double" },
            ["DeliveryCount"] = Encoded(message.DeliveryCount),
            ["LockToken"] = Encoded(message.LockToken!.Value.ToString()),
            ["EnqueuedTimeUtc"] = Moment(message.EnqueuedAt, zone: false),
            ["EnqueuedTime"] = Moment(message.EnqueuedAt, zone: true),
            ["ExpiresAtUtc"] = Moment(message.ExpiresAt ?? DateTimeOffset.MaxValue, zone: false),
            ["ExpiresAt"] = Moment(message.ExpiresAt ?? DateTimeOffset.MaxValue, zone: true),
            ["MessageId"] = Encoded(sent.MessageId),
            ["SequenceNumber"] = Encoded(message.Sequence),
            ["ContentType"] = Encoded(sent.ContentType),
            ["SessionId"] = Encoded(sent.SessionId),
            ["Subject"] = Broker(sent, "Label"),
            ["Label"] = Broker(sent, "Label"),
            ["CorrelationId"] = Broker(sent, "CorrelationId"),
            ["ReplyTo"] = Broker(sent, "ReplyTo"),
            ["To"] = Broker(sent, "To"),
            ["ReplyToSessionId"] = Broker(sent, "ReplyToSessionId"),
            ["PartitionKey"] = Broker(sent, "PartitionKey"),
            ["ApplicationProperties"] = Properties(sent),
            ["UserProperties"] = Properties(sent),
        };
        JsonNode data;
        if (function.IsBinary)
        {
            data = JsonValue.Create(Convert.ToBase64String(sent.Body));
        }
        else
        {
            var text = Encoding.UTF8.GetString(sent.Body);
            data = Encoded(text)!;
            Spoof(metadata, text);
        }

        return Write(function.Binding, data, metadata, function.Name, now);
    }

    public static string Timer(TimerFunction function, DateTimeOffset now, bool isPastDue)
    {
        var info = new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = new JsonObject { ["Last"] = now.ToString("O"), ["Next"] = now.AddMinutes(1).ToString("O"), ["LastUpdated"] = now.ToString("O") },
            ["IsPastDue"] = isPastDue,
        };
        return Write(function.Binding, info, new Dictionary<string, JsonNode?>(), function.Name, now);
    }

    private static string Write(string binding, JsonNode data, Dictionary<string, JsonNode?> metadata, string name, DateTimeOffset now)
    {
        metadata["sys"] = new JsonObject { ["MethodName"] = name, ["UtcNow"] = now.ToString("O"), ["RandGuid"] = Guid.CreateVersion7().ToString() };
        return new JsonObject
        {
            ["Data"] = new JsonObject { [binding] = data },
            ["Metadata"] = new JsonObject(metadata.Where(entry => entry.Value is not null)),
        }.ToJsonString(Plain);
    }

    private static void Spoof(Dictionary<string, JsonNode?> metadata, string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject body)
            {
                return;
            }

            foreach (var (name, value) in body)
            {
                if (value is not JsonArray)
                {
                    metadata[name] = value is JsonObject ? value.DeepClone() : Encoded(value?.ToString());
                }
            }
        }
        catch (JsonException)
        {
            // Plain text has no members.
            return;
        }
    }

    private static JsonValue? Encoded<T>(T? value) => value is null ? null : JsonValue.Create(JsonSerializer.Serialize(value, Plain));

    private static JsonValue Moment(DateTimeOffset at, bool zone) =>
        JsonValue.Create(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + (zone ? "+00:00" : ""));

    private static JsonValue? Broker(SentMessage sent, string name) =>
        sent.Broker.TryGetValue(name, out var literal) ? Encoded(JsonSerializer.Deserialize<string>(literal)) : null;

    private static JsonObject Properties(SentMessage sent)
    {
        var properties = new JsonObject();
        foreach (var (name, literal) in sent.Properties)
        {
            try
            {
                // A date is an AMQP timestamp to the host, which writes it in ISO 8601.
                properties[name] = JsonNode.Parse(literal) is JsonValue value && value.TryGetValue<string>(out var text)
                    && DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                        ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
                        : JsonNode.Parse(literal);
            }
            catch (JsonException)
            {
                properties[name] = literal;
            }
        }

        return properties;
    }
}
